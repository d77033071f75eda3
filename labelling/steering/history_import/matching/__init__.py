"""Matching of a file’s columns and values."""
