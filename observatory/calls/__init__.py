"""Calls to contribute: which organisms to ask for a practice, the letter, and what came of it."""
