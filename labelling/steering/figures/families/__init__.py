"""Families of figures, a module each."""
