"""Practices kept for oneself, and collections shared with one's organism, the club or everybody."""
