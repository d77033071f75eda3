"""Moderation from the page: a message reported, hidden with a reason, restored."""
