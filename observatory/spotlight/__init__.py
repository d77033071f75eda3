"""Practice of the month."""
