"""Texts of a tracking file: vocabulary of the trade, dates, statements, identities."""
