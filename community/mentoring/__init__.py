"""Mentoring: a newly labelled organism paired with one that has renewed, and a follow-up after three months."""
