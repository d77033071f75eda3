"""Who takes care of what: absences of the people of an office, things that one of them has taken."""
