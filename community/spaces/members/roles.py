"""Membership of a person in each space today: member, reader or animator, derived from affiliations and one query."""

from dataclasses import dataclass, field

from django.apps import apps
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, When

from labelling import public
from labelling.public import MEMBER, PAUSED, READER, Standing, best
from portal.changes.actions import with_last_visit
from portal.core import clock

__all__ = (
    "MEMBER",
    "PAUSED",
    "READER",
    "Place",
    "place",
    "places",
    "readers",
    "standings",
    "writers",
)

STORED = ("last_visit", "function", "charter", "charter_number", "charter_on", "is_settled")


@dataclass(frozen=True)
class Place:
    """A person in a space: level of access, whether they animate it and have accepted its charter."""

    standing: Standing
    is_animator: bool = False
    is_settled: bool = False  # the charter in force is accepted, or there is none
    space: object = field(default=None, compare=False, repr=False)  # as it was read with it

    @property
    def writes(self):
        return self.standing.level == MEMBER and self.is_settled


def places(user):
    """{space pk: Place} of a person today, without the spaces that no status opens (BR-88)."""
    return user.affiliations.get("places", lambda: _read(user))


def place(user, space):
    """The Place of a person in a space, or None."""
    return places(user).get(space.pk) if user.is_authenticated else None


def forget(user):
    """After a change, what this object of the person had read."""
    user.affiliations.forget("places")


def _read(user):
    regions = public.own_club_regions(user)
    audits = public.own_auditor_standing(user)
    if not regions and audits is None:
        return {}
    found = {}
    for space in _spaces(user):
        standing = _standing(space, regions, audits)
        if standing:
            found[space.pk] = Place(standing, space.function == "animator", space.is_settled, space)
    return found


def _spaces(user):
    """Every space with what is stored of the person there: one query."""
    model = apps.get_model("community.Space")
    return with_stored(model._base_manager.order_by(*model._meta.ordering), user.pk)


def with_stored(rows, person):
    """Spaces, each with what is stored of a person (key) there, and the charter in force."""
    members = apps.get_model("community.SpaceMember")._base_manager.filter(
        current(), space=OuterRef("pk"), person=person
    )
    accepted = apps.get_model("community.Acceptance")._base_manager.filter(
        space=OuterRef("pk"), person=person, charter=OuterRef("charter")
    )
    charters = in_force(OuterRef("kind"))
    return with_last_visit(rows, person).annotate(
        function=Subquery(members.values("function")[:1]),
        charter=Subquery(charters.values("pk")[:1]),
        charter_number=Subquery(charters.values("number")[:1]),
        charter_on=Subquery(charters.values("starts_on")[:1]),
        is_settled=Q(charter__isnull=True) | Exists(accepted),
    )


def in_force(kind):
    """Charters of a kind that have begun, latest first."""
    rows = apps.get_model("community.Charter")._base_manager
    return rows.filter(kind=kind, starts_on__lte=clock.today()).order_by("-number")


def current():
    """Stored people of today."""
    today = clock.today()
    return Q(since_on__lte=today) & (Q(until_on__isnull=True) | Q(until_on__gte=today))


def _standing(space, regions, audits):
    if space.kind == "auditors":
        return audits
    if space.kind == "regional":
        return regions.get(space.region)
    club = best(regions.values())
    if space.kind == "club":
        return club
    return best([club, audits]) if space.function else None


def readers(space):
    """Primary keys of the people a space is open to today, read-only access included."""
    return set(standings(space))


def writers(space):
    """Primary keys of its members today, neither paused nor read-only."""
    return {key for key, one in standings(space).items() if one.level == MEMBER}


@dataclass(frozen=True)
class Crowd:
    """The people of a space today: {person pk: Standing}, and the organisms (keys) among its members."""

    standings: dict
    organisms: frozenset = frozenset()


def standings(space):
    """{person pk: Standing} of a space: a few queries whatever its size."""
    return crowd(space).standings


def standings_of(space, pairs):
    """The same for a few people: `pairs` are (person, organism they act for today or None)."""
    if space.kind == "auditors":
        return public.auditor_standings()
    audits = public.auditor_standings() if space.kind == "group" else {}
    return _crowd(pairs, audits, space.region).standings


def crowd(space):
    if space.kind == "auditors":
        return Crowd(public.auditor_standings())
    if space.kind == "group":
        return _group(space)
    return _crowd((person, organism) for organism, person in public.acting_pairs(space.region))


def _group(space):
    """People stored in a group whom a status of their own still lets in."""
    active = Q(person__is_active=True, person__memberships__is_active=True)
    of = Case(When(active, then=F("person__memberships__organism")))
    rows = space.people.filter(current()).order_by().annotate(of=of).values_list("person", "of")
    return _crowd(rows, public.auditor_standings())


def _crowd(pairs, audits=None, region=""):
    """From (person, organism or None) pairs; `audits` are the standings of auditors, where they count."""
    club, found, organisms = public.club_standings(), {}, set()
    for person, organism in pairs:
        if audits and person in audits:
            _open(found, person, audits[person])
        held = club.get(organism)
        if held and region in ("", held.region):
            _open(found, person, held.standing)
            if held.standing.level == MEMBER:
                organisms.add(organism)
    return Crowd(found, frozenset(organisms))


def _open(found, person, standing):
    """Of several standings of a person, the most open one: nothing is above a member."""
    known = found.get(person)
    if known is None or (known.level != MEMBER and known.rank < standing.rank):
        found[person] = standing


def eligible(space):
    """Primary keys of the people whose status allows them to animate it, or to enter a group, today."""
    if space.kind != "group":
        return writers(space)
    statuses = (public.club_people(), public.auditor_standings())
    return {key for found in statuses for key, one in found.items() if one.level == MEMBER}
