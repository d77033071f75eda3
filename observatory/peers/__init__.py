"""« D’une faiblesse à une pratique »: from one’s own weak criterion to practices and a peer to call."""
