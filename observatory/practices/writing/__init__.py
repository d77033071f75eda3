"""Writing aids of a practice: examples, progress, readability, measured time."""
