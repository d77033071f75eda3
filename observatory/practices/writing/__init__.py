"""Help to write a practice in twenty minutes: examples, what is left, readability, measured time."""
