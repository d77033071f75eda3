"""The practice of the month."""
