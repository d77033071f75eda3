"""Observatory of good practices."""
