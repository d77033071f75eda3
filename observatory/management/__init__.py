"""Management commands of the observatory."""
