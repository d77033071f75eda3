"""Tests of advisory support."""
