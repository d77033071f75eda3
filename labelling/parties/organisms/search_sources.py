"""Members' search source: organisms that one follows, and people one works with (names, no address)."""

from django.urls import reverse

from labelling.parties.organisms.models import Membership, Organism
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


ORGANISMS = search.Words(
    "organismes",
    Organism,
    ORGANISM,
    texts=ORGANISM[:4],
)


@search.source("organismes", "Organismes", 30, ORGANISMS)
def organisms(user, query):
    return search.matching(
        Organism.objects.visible_to(user), query, ORGANISMS, tell=_organism, order=("name__french",)
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


PEOPLE = search.follow(
    search.Words(
        "personnes",
        Membership,
        PERSON,
        texts=PERSON[:3],
        follows={"user": User, "organism": Organism},
    )
)


# A handful: read whatever is looked for, and not indexed.
OFFICE = search.Words("référents", User, SHOWN, texts=SHOWN[:2], more=lambda row: ROLES[row[2]])


@search.source("personnes", "Personnes", 90)
def people(user, query):
    """The members of the organisms one sees; who runs the label, whom everybody may write to."""
    known = User.objects.filter(is_active=True, groups__name__in=ROLES)
    shown = {"tell": _referent, "order": ("last_name",)}
    office = search.matching(known, query, OFFICE, is_indexed=False, **shown)
    if not query.may_answer(PEOPLE.kind):
        return office
    order = ("user__last_name",)
    members = search.matching(_people(user), query, PEOPLE, tell=_member, order=order)
    return search.Joined(office, members)


@search.titles
def names(user):
    """Names of the visible organisms and people, for spelling correction."""
    organisms = (
        Organism.objects.visible_to(user).order_by("name__french").values_list("name", flat=True)
    )
    people = _people(user).order_by("pk").values_list("user__first_name", "user__last_name")
    yield from organisms[: search.AT_MOST]
    yield from map(" ".join, people[: search.AT_MOST])
