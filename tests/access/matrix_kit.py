"""The lines of the access matrix: kit."""

KIT = ()
