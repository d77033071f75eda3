"""Scenarios of the label: the demonstration, and larger ones made from a seed."""
