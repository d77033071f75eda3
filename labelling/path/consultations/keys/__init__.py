"""Keys of a consultation: links by mail and codes of letters, which open one stage to one body."""
