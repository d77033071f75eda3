"""Migrations of the community, and one that the last release would not bear."""
