"""Exported table of demands: messages, complaints, appeals, uses of the mark, requests for a space."""

from labelling.committee.complaints import listing
from labelling.committee.complaints.rules import desk
from portal.exports.columns import Column
from portal.exports.tables import Table


def filter_form(user, query):
    return listing.FilterForm(query, by=user)


def read_list(user, query):
    return listing.rows(user, **listing.asked_of(user, filter_form(user, query)))


COLUMNS = (
    Column("reference", "Référence", lambda row: row.reference),
    Column("noun", "Nature", lambda row: str(row.noun)),
    Column("subject", "Sujet", lambda row: row.subject),
    Column("state", "État", lambda row: row.word),
    Column("due", "Échéance", lambda row: row.due_on),
    Column("received", "Reçue", lambda row: row.received_on),
)
BEARER = Column("bearer", "Qui s’en charge", lambda row: row.bearer_name)

DEMANDS = Table(
    "demandes",
    "Demandes",
    lambda user, _query: (*COLUMNS, BEARER) if desk(user, None) else COLUMNS,
    rows=read_list,
    form=filter_form,
    lines=lambda rows, *_seen: [listing.Row(*found) for found in rows],
)
