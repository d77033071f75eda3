"""Demonstration data: opened as of a day by one process, completed by the worker."""
