"""Desk of editorial review: pages that wait, and decisions."""
