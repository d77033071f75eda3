"""Organisms that one follows, and the people one works with: names, never addresses."""

from django.urls import reverse

from labelling.organisms.models import Membership, Organism
from portal import search
from portal.models import Role, User

ORGANISM = ("name", "slug", "city", "siren", "family", "homes")
PERSON = ("user__first_name", "user__last_name", "organism__name", "organism__slug", "function")
ROLES = {Role.REFERENT: "référent label", Role.DEPUTY: "suppléant du référent label"}
SHOWN = ("first_name", "last_name", "groups__name")


def _organism(row):
    name, slug, city, _siren, family, _homes = row
    said = ", ".join(filter(None, (family, city)))
    return search.Result(name, reverse("labelling:organism_detail", args=[slug]), said)


@search.source("organismes", "Organismes", order=30)
def organisms(user, query):
    return search.matching(
        Organism.objects.visible_to(user),
        query,
        fields=ORGANISM,
        texts=ORGANISM[:4],
        order=("name",),
        tell=_organism,
    )


def _member(row):
    first_name, last_name, organism, slug, function = row
    said = f"{Membership.Function(function).label.lower()}, {organism}"
    return search.Result(
        f"{first_name} {last_name}", reverse("labelling:organism_detail", args=[slug]), said
    )


def _people(user):
    rows = Membership.objects.visible_to(user)
    return rows.filter(is_active=True, user__is_active=True)


def _referent(row):
    first_name, last_name, role = row
    return search.Result(f"{first_name} {last_name}", "/contact/", ROLES[role])


@search.source("personnes", "Personnes", order=90)
def people(user, query):
    """The members of the organisms one sees; who runs the label, whom everybody may write to."""
    members = search.matching(
        _people(user),
        query,
        fields=PERSON,
        texts=PERSON[:3],
        order=("user__last_name",),
        tell=_member,
    )
    known = User.objects.filter(is_active=True, groups__name__in=ROLES)
    office = search.matching(
        known,
        query,
        fields=SHOWN,
        texts=SHOWN[:2],
        order=("last_name",),
        more=lambda row: ROLES[row[2]],
        tell=_referent,
    )
    return [*office[:], *members[:]]


@search.titles
def names(user):
    """Of the organisms and of the people that one sees: what is misspelt most."""
    organisms = Organism.objects.visible_to(user).order_by("name").values_list("name", flat=True)
    people = _people(user).order_by("pk").values_list("user__first_name", "user__last_name")
    yield from organisms[: search.AT_MOST]
    yield from map(" ".join, people[: search.AT_MOST])
