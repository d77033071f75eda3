"""Exported tables of organisms, and of the people of one."""

from django.urls import reverse

from labelling.parties.organisms import actions, pages
from labelling.parties.organisms.forms import FactsForm, FilterForm
from labelling.parties.organisms.models import Organism
from labelling.parties.organisms.people import pages as people
from labelling.parties.organisms.rules import instructor
from portal.exports.cells import by_form
from portal.exports.columns import Column
from portal.exports.tables import Again, Table
from portal.web.pages import only, visible_or_404


def filter_form(user, query):
    return FilterForm(query, by=user)


def facts_door(slug, fields):
    """Of a list of organisms handed back, the facts: {column: field of their form}; `slug(line)` names each."""

    def organisms(user, lines):
        slugs = list(map(slug, lines))
        rows = Organism.objects.visible_to(user).filter(slug__in=slugs)
        found = {one.slug: one for one in rows}
        return [found.get(one) for one in slugs]

    return by_form(
        fields,
        form=lambda user, one, *data: FactsForm(*data, thing=one, by=user),
        save=lambda form: actions.save_facts(form, by=form.by),
        things=organisms,
        refusal=lambda user, one: (
            "" if one and instructor(user, one) else f"Réservé\u00a0: {instructor.label}."
        ),
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
    again=Again(
        "labelling:organism_list",
        keys=("siren", "name"),
        name="name",
        page=lambda one: reverse("labelling:organism_detail", args=[one.slug]),
        doors=(
            facts_door(
                lambda one: one.slug,
                {"name": "name", "siren": "siren", "family": "family", "homes": "homes"},
            ),
        ),
        add=lambda: reverse("labelling:organism_create"),
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
