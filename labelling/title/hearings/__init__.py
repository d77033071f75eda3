"""Contradictory phase before a measure on a label (BR-72): what is told, what the organism answers."""
