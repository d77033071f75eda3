"""Calls: whom to ask for a sheet, the letter that asks, and what came of it."""
