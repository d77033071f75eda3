"""Guides of a few questions that lead to the right door: answers in the address, nothing kept."""
