"""The lines of the access matrix: observatory."""

PRACTICES = ()
