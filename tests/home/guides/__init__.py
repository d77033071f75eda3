"""Tests of the guides of a few questions."""
