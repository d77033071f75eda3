"""The observatory of the observatory: what is covered, what is missing, what grows old."""
