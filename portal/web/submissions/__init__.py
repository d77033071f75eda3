"""Submissions of forms: single effect, kept files, conflicts, autosave."""
