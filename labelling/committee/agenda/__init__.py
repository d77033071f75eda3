"""Agenda of a session: points, dates."""
