"""Searching the practices: one question, one answer, two engines behind the same small interface."""
