"""Exports of lists as tables: XLSX, ODS and CSV of any list of the members' space, at once or in the worker."""
