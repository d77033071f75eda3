"""Public page of a practice, its PDF, and its uses."""
