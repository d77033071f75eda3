"""Searching the public site in French: pages, organisms of the directory, and what registers later."""
