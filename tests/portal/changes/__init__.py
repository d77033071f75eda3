"""Tests of changes since the last visit."""
