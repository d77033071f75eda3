"""Wagtail's admin in the portal's words, colours and order."""
