"""Exported table of advisory support."""

from labelling.committee.support import pages
from labelling.committee.support.forms import SupportFilter
from labelling.committee.support.rules import reader
from portal.exports.columns import Column
from portal.exports.tables import Table
from portal.web.pages import only


def filter_form(_user, query):
    return SupportFilter(query)


def read_list(user, query):
    only(reader, user)
    return pages.read_list(user, filter_form(user, query))


SUPPORTS = Table(
    "appuis-conseils",
    "Appuis-conseils",
    (
        Column("subject", "Sujet", lambda one: one.subject),
        Column("reference", "Référence", lambda one: one.reference),
        Column("organism", "Organisme", lambda one: one.organism.name),
        Column("state", "État", lambda one: one.get_state_display()),
        Column("requested", "Demandé le", lambda one: one.requested_on),
        Column("adviser", "Mené par", lambda one: str(one.adviser or "")),
        Column("planned", "Prévu le", lambda one: one.planned_on),
        Column("done", "Fait le", lambda one: one.done_on),
        Column("duration", "Durée", lambda one: one.duration),
    ),
    rows=read_list,
    form=filter_form,
)
