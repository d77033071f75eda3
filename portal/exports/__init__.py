"""Exports of lists as spreadsheets."""
