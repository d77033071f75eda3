"""Brand charters: colours, fonts, drawings, preview."""
