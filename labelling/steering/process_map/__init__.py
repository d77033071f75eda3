"""Process map of the scheme: paths, delays and waits mined from the audit log, strong points and alerts."""
