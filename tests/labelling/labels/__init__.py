"""Tests of the labels topic."""
