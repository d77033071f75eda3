"""The demonstration's data: opened as of a day by one process, completed by the worker once pages are served."""
