"""Tests of the governance of the label."""
