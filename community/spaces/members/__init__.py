"""Members of a space: who is in, who enters, who keeps it."""
