"""Sheets of a tracking file as tables: layouts, grains, titles and roles of columns."""
