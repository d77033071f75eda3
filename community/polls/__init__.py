"""Surveys and polls of a space: composed, opened as named or anonymous, answered once, results published."""
