"""Surveys and polls of a space: composed, opened with a promise of secrecy or not, answered once, told."""
