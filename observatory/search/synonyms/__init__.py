"""Synonyms of the trade, edited by the référent."""
