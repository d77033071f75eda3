"""Commands of the communities."""
