"""Tests of the alerts without account."""
