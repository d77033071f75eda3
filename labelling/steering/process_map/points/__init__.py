"""Strong points and alerts drawn from the process map."""
