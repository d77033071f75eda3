"""Desk of editorial review: what waits, who decides."""
