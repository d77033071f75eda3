"""Caches of public data: their version, whole pages for visitors, a few answers; Redis where there is one."""
