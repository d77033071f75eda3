"""Where a person stands in each space today: two statuses and one reading of the spaces, once a request."""

from dataclasses import dataclass, field

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, Subquery

from labelling import public
from labelling.public import MEMBER, PAUSED, READER, Standing, best
from portal import clock
from portal.feed.visits import with_last_visit

__all__ = (
    "MEMBER",
    "PAUSED",
    "READER",
    "Place",
    "place",
    "places",
    "read_whole",
    "readers",
    "standings",
    "writers",
)


@dataclass(frozen=True)
class Place:
    """A person in a space: how far it opens, whether they animate it, accepted its charter."""

    standing: Standing
    is_animator: bool = False
    is_settled: bool = False  # the charter in force is accepted, or there is none
    space: object = field(default=None, compare=False, repr=False)  # as it was read with it

    @property
    def writes(self):
        return self.standing.level == MEMBER and self.is_settled


def places(user):
    """{space pk: Place} of somebody today, what no status opens being absent (BR-88)."""
    today = clock.today()
    day, known = getattr(user, "_places", (None, None))
    if day != today:
        known = _read(user)
        user._places = today, known  # an attribute: `request.user` passes it on
    return known


def place(user, space):
    """The Place of somebody in a space, or None."""
    return places(user).get(space.pk) if user.is_authenticated else None


def forget(user):
    """After a change, what this object of the person had read."""
    user._places = None, None


def _read(user):
    regions = public.own_club_standings(user, getattr(user, "_labels", None))
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
    """Every space, with what is stored of the person there: one query."""
    members = apps.get_model("community.SpaceMember")._base_manager.filter(
        current(), space=OuterRef("pk"), person=user.pk
    )
    charters = in_force(OuterRef("kind"))
    rows = with_last_visit(apps.get_model("community.Space")._base_manager, user)
    accepted = apps.get_model("community.Acceptance")._base_manager.filter(
        space=OuterRef("pk"), person=user.pk, charter=OuterRef("charter")
    )
    return rows.annotate(
        function=Subquery(members.values("function")[:1]),
        charter=Subquery(charters.values("pk")[:1]),
        charter_number=Subquery(charters.values("number")[:1]),
        charter_on=Subquery(charters.values("starts_on")[:1]),
    ).annotate(is_settled=Q(charter__isnull=True) | Exists(accepted))


def in_force(kind):
    """The charters of a kind that have begun, the one in force first."""
    rows = apps.get_model("community.Charter")._base_manager
    return rows.filter(kind=kind, starts_on__lte=clock.today()).order_by("-number")


def current():
    """The stored people of today."""
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
    """The keys of the people for whom a space opens today, those who only read included."""
    return set(standings(space))


def writers(space):
    """The keys of those who belong to it today, neither paused nor reading after their label."""
    return {key for key, one in standings(space).items() if one.level == MEMBER}


def read_whole(user):
    """For a page that tells who is there: all the labels at once, not this person's first. To call first."""
    if public.memberships(user):
        user._labels = public.club_standings()


def remember(space, user=None):
    """For a page that asks several times who is there: read once for this object of the space."""
    space._standings = standings(space, getattr(user, "_labels", None))


def standings(space, labels=None):
    """{person pk: Standing} of a space, in four queries whatever its size."""
    if hasattr(space, "_standings"):
        return space._standings
    if space.kind == "auditors":
        return public.auditor_standings()
    people = public.club_people(space.region or None, labels)
    if space.kind != "group":
        return people
    audits = public.auditor_standings()
    chosen = space.people.filter(current()).values_list("person", flat=True)
    both = {key: best([people.get(key), audits.get(key)]) for key in chosen}
    return {key: one for key, one in both.items() if one}


def eligible(space):
    """The keys of those whom a status lets help to animate it, or enter a group, today."""
    if space.kind != "group":
        return writers(space)
    statuses = (public.club_people(), public.auditor_standings())
    return {key for found in statuses for key, one in found.items() if one.level == MEMBER}
