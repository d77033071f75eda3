"""Public figures of the observatory."""
