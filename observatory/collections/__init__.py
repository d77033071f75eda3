"""Bookmarked practices, and collections shared with one's organism, the club or everybody."""
