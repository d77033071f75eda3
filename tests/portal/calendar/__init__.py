"""Tests of the calendar, its feed, and the members' search."""
