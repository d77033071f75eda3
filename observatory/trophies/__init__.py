"""Trophies of the observatory: a yearly edition, its categories, candidates and votes."""
