"""Exported table of proofs."""

from labelling.title.proofs import pages
from labelling.title.proofs.forms import ProofFilter
from portal.exports.columns import Column
from portal.exports.tables import Table


def filter_form(_user, query):
    return ProofFilter(query)


def read_list(user, query):
    return pages.read_list(user, filter_form(user, query))


PROOFS = Table(
    "bons-a-tirer",
    "Bons à tirer",
    (
        Column("title", "Support", lambda one: one.title),
        Column("reference", "Référence", lambda one: one.reference),
        Column("version", "Version", lambda one: one.file.version),
        Column("organism", "Organisme", lambda one: one.licence.organism.name),
        Column("state", "État", lambda one: one.get_state_display()),
        Column("due", "Réponse avant le", lambda one: one.due_on),
        Column("print", "Impression", lambda one: one.print_on),
    ),
    rows=read_list,
    form=filter_form,
)
