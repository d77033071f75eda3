"""Minutes of a session: writing, printing, addenda."""
