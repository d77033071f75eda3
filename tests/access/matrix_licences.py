"""The lines of the access matrix: licences."""

LICENCES = ()
