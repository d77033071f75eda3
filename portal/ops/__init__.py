"""Health checks and the background worker."""
