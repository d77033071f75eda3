"""Management commands of the communities."""
