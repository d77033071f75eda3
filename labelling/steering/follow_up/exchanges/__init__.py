"""Exchanges of the office with organisms."""
