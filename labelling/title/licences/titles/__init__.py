"""Titles that a licence follows."""
