"""Exported table of the register of downloads (BR-79)."""

from django.http import Http404

from labelling.title.kit import listing
from labelling.title.kit.forms import RegisterFilter
from labelling.title.kit.rules import steward
from portal.exports.columns import Column
from portal.exports.tables import Table


def filter_form(_user, query):
    return RegisterFilter(query)


def read_list(user, query):
    if not steward(user, None):
        raise Http404
    return listing.lines(filter_form(user, query).filters).visible_to(user)


DOWNLOADS = Table(
    "registre-du-kit",
    "Registre du kit",
    (
        Column("what", "Ressource", lambda one: one.what),
        Column("form", "Format", lambda one: one.form),
        Column("variant", "Variante", lambda one: one.get_variant_display()),
        Column("organism", "Organisme", lambda one: one.organism and one.organism.name),
        Column("person", "Personne", lambda one: one.user and str(one.user)),
        Column("at", "Le", lambda one: one.at),
        Column("kept", "Gardé jusqu’au", lambda one: one.keep_until_on),
    ),
    rows=read_list,
    form=filter_form,
)
