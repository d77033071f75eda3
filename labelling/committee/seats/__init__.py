"""Seats of the committee: holders, mandates, replacements."""
