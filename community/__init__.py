"""Community spaces: the club of labelled organisms, the auditors and groups; membership is derived from the label."""
