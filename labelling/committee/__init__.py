"""Labelling committee: seats, sessions, interests, votes, minutes, decisions."""
