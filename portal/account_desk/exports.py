"""Exported table of who holds each role."""

from django.http import Http404

from portal.access.offices import desk
from portal.account_desk.roles import by_role
from portal.exports.columns import Column
from portal.exports.tables import Table


def read_list(user, _query):
    if not desk(user, None):
        raise Http404
    return [(role, person) for role, people in by_role().items() for person in people or [None]]


ROLES = Table(
    "fonctions",
    "Fonctions",
    (
        Column("role", "Fonction", lambda row: row[0].label),
        Column("person", "Tenue par", lambda row: row[1] and str(row[1])),
    ),
    rows=read_list,
)
