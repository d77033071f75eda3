"""The observatory of good practices."""
