"""Public sheet of a practice, its printing, and what its use adds."""
