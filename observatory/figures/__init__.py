"""The public figures of the observatory."""
