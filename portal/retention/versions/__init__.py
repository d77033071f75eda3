"""Versions of the durations, approved on screen."""
