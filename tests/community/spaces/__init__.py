"""Tests of the life of the spaces."""
