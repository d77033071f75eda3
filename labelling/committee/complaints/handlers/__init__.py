"""Handlers of complaints: who is given one, and may not be."""
