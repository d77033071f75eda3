"""Exported tables of organisms, and of the people of one."""

from labelling.parties.organisms import pages
from labelling.parties.organisms.forms import FilterForm
from labelling.parties.organisms.models import Organism
from labelling.parties.organisms.people import pages as people
from portal.exports.columns import Column
from portal.exports.tables import Table
from portal.web.pages import only, visible_or_404


def filter_form(user, query):
    return FilterForm(query, by=user)


ORGANISMS = Table(
    "organismes",
    "Organismes",
    (
        Column("name", "Organisme", lambda one: one.name),
        Column("family", "Famille", lambda one: one.family),
        Column("region", "Région", lambda one: one.region_name),
        Column("homes", "Logements", lambda one: one.homes),
        Column("members", "Membres", lambda one: one.member_count),
        Column("dossiers", "Dossiers", lambda one: one.dossier_count),
        Column("active", "En activité", lambda one: one.is_active),
    ),
    rows=pages.read_list,
    form=filter_form,
)


def those_in_function(user, _query, *, slug):
    organism = visible_or_404(Organism, user, slug=slug)
    only(pages.told, user, organism)
    return people.in_function(organism, user)


def _signature(one):
    if one["delegation"]:
        return f"par délégation de {one['delegation'].given_by}"
    if one["is_lapsed"]:
        return "délégation échue"
    return "en propre" if one["signs"] else "ne signe pas"


PEOPLE = Table(
    "personnes",
    "Personnes en fonction",
    (
        Column("name", "Personne", lambda one: str(one["member"].user)),
        Column("job", "Fonction", lambda one: one["member"].shown_job),
        Column("function", "Rôle", lambda one: one["member"].get_function_display()),
        Column("signature", "Signature", _signature),
        Column(
            "until",
            "Délégation jusqu’au",
            lambda one: one["delegation"] and one["delegation"].until_on,
        ),
        Column("since", "Depuis", lambda one: one["member"].since_on),
    ),
    rows=those_in_function,
)
