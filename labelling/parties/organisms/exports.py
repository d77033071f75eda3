"""Exported tables of organisms, and of the people of one."""

from django.urls import reverse

from labelling.parties.organisms import actions, pages
from labelling.parties.organisms.forms import FactsForm, FilterForm
from labelling.parties.organisms.models import Organism
from labelling.parties.organisms.people import pages as people
from labelling.parties.organisms.rules import instructor
from portal.exports.columns import Column
from portal.exports.tables import Again, Table
from portal.web.pages import only, visible_or_404


def filter_form(user, query):
    return FilterForm(query, by=user)


def facts_again(slug, keys, fields):
    """The file of a list of organisms read again: its facts are written by their form, the rest by its page."""
    return Again(
        keys=keys,
        page=lambda line: reverse("labelling:organism_detail", args=[slug(line)]),
        fields=fields,
        thing=lambda user, line: visible_or_404(Organism, user, slug=slug(line)),
        refusal=lambda user, one: (
            "" if instructor(user, one) else f"Réservé\u00a0: {instructor.label}."
        ),
        form=lambda user, one, *data: FactsForm(*data, thing=one, by=user),
        save=lambda form: actions.save_facts(form, by=form.by),
    )


ORGANISMS = Table(
    "organismes",
    "Organismes",
    (
        Column("name", "Organisme", lambda one: one.name),
        Column("siren", "Siren", lambda one: one.siren),
        Column("family", "Famille", lambda one: one.family),
        Column("region", "Région", lambda one: one.region_name),
        Column("homes", "Logements", lambda one: one.homes),
        Column("members", "Membres", lambda one: one.member_count),
        Column("dossiers", "Dossiers", lambda one: one.dossier_count),
        Column("active", "En activité", lambda one: one.is_active),
    ),
    rows=pages.read_list,
    form=filter_form,
    again=facts_again(
        lambda one: one.slug,
        ("siren", "name"),
        {"name": "name", "siren": "siren", "family": "family", "homes": "homes"},
    ),
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
