"""The lines of the access matrix: home."""

SITE = ()
