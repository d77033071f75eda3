"""Tabular files that people send: XLSX, ODS, CSV, web pages and texts; without Django nor database."""
