"""Searching the practices: one question, one answer, two engines behind the same small interface."""

from django.utils.module_loading import import_string

DATABASE = "observatory.search.database.DatabaseEngine"


def engine():
    """The engine of this deployment: the database until `SEARCH_URL` names another."""
    return import_string(DATABASE)()
