"""The lines of the access matrix: brand."""

BRAND = ()
