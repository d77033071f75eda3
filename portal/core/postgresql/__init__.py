"""Database backend of Django for a PostgreSQL that may hang: no page waits for its answer without an end."""
