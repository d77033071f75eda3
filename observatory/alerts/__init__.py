"""Searches that somebody keeps, and the mails that tell what is new in them."""
