"""Caches of public data, on Django's framework: versions, answers of a process, whole pages, locks."""
