"""Requests of a space by an organism."""
