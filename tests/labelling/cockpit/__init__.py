"""Tests of the cockpit of the label."""
