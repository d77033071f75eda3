"""The documents of a space: versions, dates, and who says they have read them."""
