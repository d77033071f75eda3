"""Tests of the database schema."""
