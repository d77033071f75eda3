"""The lines of the access matrix: complaints."""

COMPLAINTS = ()
