"""Tests of the communities."""
