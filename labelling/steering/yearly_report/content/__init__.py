"""Content of a yearly report: sections, sentences, series."""
