"""Statements that come again: PostgreSQL plans each once a connection, whatever the values that differ."""

from django.db import connection


class Bound:
    """A value that differs from one asking of a statement to the next; the others are part of its text."""

    __slots__ = ("value",)

    def __init__(self, value):
        self.value = value


def ask(sql, params, meant):
    """The rows of a statement of the ORM, each stand-in of `meant` ({stand-in: value}) having its value.

    Planning twenty kinds of things takes PostgreSQL longer than finding them.
    """
    planned = getattr(connection, "planned_cursor", None)  # not of SQLite
    bind = Bound if planned else _same
    with planned() if planned else connection.cursor() as cursor:
        cursor.execute(sql, [bind(meant[one]) if one in meant else one for one in params])
        return cursor.fetchall()


def _same(value):
    return value
