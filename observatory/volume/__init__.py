"""Invented sheets by the thousand, for measures and tests."""
