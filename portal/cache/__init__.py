"""Caches of public data: version keys, whole pages, per-process answers."""
