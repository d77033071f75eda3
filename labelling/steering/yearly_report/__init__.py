"""Yearly report of the label (mini bilan annuel): figures frozen, text, validation, publication."""
