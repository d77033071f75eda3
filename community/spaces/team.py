"""Who animates a space, who is of a group: named, never listed by an address."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Case, Prefetch, Q, When
from django.db.models.functions import Coalesce

from community.spaces.models import SpaceMember
from community.spaces.rules import animator, office
from community.spaces.standing import current, eligible, forget, of_people, place
from portal.cache.public import cached_for_a_minute
from portal.core import clock
from portal.models import User
from portal.workflow import Forbidden, Problem, Refused, acting

F = SpaceMember.Function
FEW = 8
SENTENCES = {F.MEMBER: "a inscrit {} dans le groupe", F.ANIMATOR: "a nommé {} pour co-animer"}
AUDITOR = "auditeur agréé"


@dataclass(frozen=True)
class Named:
    """Somebody, told by a name and whom they act for."""

    person: User
    organism: str

    def __str__(self):
        return f"{self.person}, {self.organism}" if self.organism else str(self.person)


def named(people):
    """[Named] of a queryset of people, in two queries."""
    rows = people.prefetch_related(acting_for("memberships"))
    return [Named(person, organisms_of(person)) for person in rows]


def acting_for(path):
    """The memberships of people with their organisms, read in one query."""
    rows = User._meta.get_field("memberships").related_model._base_manager
    return Prefetch(path, rows.select_related("organism"))


def organisms_of(person):
    """Those for which somebody acts today; the memberships are read with the person."""
    found = sorted(str(m.organism) for m in person.memberships.all() if m.is_active)
    return ", ".join(found) or AUDITOR


def matching(space, typed):
    """The few people who may enter whose name or organism goes on from what is typed."""
    words = typed.replace(",", " ").split()[:8]
    if not words:
        return []
    rows = User.objects.filter(is_active=True, pk__in=eligible(space)).annotate(
        of=Coalesce("memberships__organism__name", "last_name")
    )
    for word in words:
        rows = rows.filter(
            Q(first_name__icontains=word) | Q(last_name__icontains=word) | Q(of__icontains=word)
        )
    keys = rows.order_by().values("pk")
    return named(User.objects.filter(pk__in=keys).order_by("last_name", "first_name")[:FEW])


def nameable(space):
    """Whom a status lets enter, and who is there already."""
    keys = eligible(space) | set(space.people.values_list("person", flat=True))
    return User.objects.filter(pk__in=keys)


def listed(space):
    """The people of today, who animates first, each with the organism and whether a status lasts."""
    rows = space.people.filter(current()).select_related("person")
    rows = rows.prefetch_related(acting_for("person__memberships"))
    found = list(rows.order_by("function", "person__last_name", "pk"))
    open_to = of_people(space, [pair for row in found for pair in _pairs(row.person)])
    for row in found:
        row.organism = organisms_of(row.person)
        row.standing = open_to.get(row.person_id)
    return found


def _pairs(person):
    """(key, organism) of each for which they act, and one without: an auditor may act for nobody."""
    acting = [m.organism_id for m in person.memberships.all() if m.is_active and person.is_active]
    return [(person.pk, organism) for organism in (None, *acting)]


@cached_for_a_minute
def animating(space):
    """[Named] of who animates today, in one query; as it is told, not as it opens anything."""
    rows = space.people.filter(current(), function=F.ANIMATOR).select_related("person")
    active = Q(person__memberships__is_active=True)
    organism = Case(When(active, then="person__memberships__organism__name"))
    found = {}
    for row in rows.annotate(of=organism).order_by("person__last_name", "pk", "of"):
        found.setdefault(row.person, []).append(row.of)
    return [Named(one, ", ".join(filter(None, of)) or AUDITOR) for one, of in found.items()]


def may_name(user, space, function):
    """The office names who animates; who animates a group may inscribe its members."""
    if function == F.MEMBER:
        return space.kind == "group" and animator(user, space)
    return office(user, space)


def add(space, person, function, *, by):
    """Forbidden to others; refused to whom no status gives access. A second time changes the role."""
    if not may_name(by, space, function):
        raise Forbidden(Problem("forbidden", "Cet ajout ne vous appartient pas."))
    if person.pk not in eligible(space):
        raise Refused(Problem("no_status", f"Aucun statut n’ouvre cet espace à {person}."))
    known = space.people.filter(current(), person=person).first()
    if known and known.function == function:
        return
    if known and not may_name(by, space, known.function):
        raise Forbidden(Problem("forbidden", "Seul le référent label change ce rôle."))
    sentence = SENTENCES[function].format(person)
    with acting(space, by=by, act="name_person", sentence=sentence) as held:
        _end(held, person)
        held.people.create(person=person, function=function)
    forget(person)


def remove(space, person, *, by):
    """By who may name, at once. Forbidden, Refused."""
    known = space.people.filter(current(), person=person).first()
    if known is None:
        raise Refused(Problem("gone", "Cette personne n’est plus dans la liste."))
    if not may_name(by, space, known.function):
        raise Forbidden(Problem("forbidden", "Ce retrait ne vous appartient pas."))
    with acting(space, by=by, act="remove_person", sentence=f"a retiré {person}") as held:
        _end(held, person)
    forget(person)


def leave(space, *, by):
    """A role of one's own is given back; the group is left. Refused when one holds none."""
    if not has_role(by, space):
        raise Refused(Problem("gone", "Vous n’êtes pas dans cette liste."))
    with acting(space, by=by, act="leave", sentence="a quitté la liste de l’espace") as held:
        _end(held, by)
    forget(by)


def has_role(user, space):
    return place(user, space) is not None and (
        space.people.filter(current(), person=user.pk).exists()
    )


def _end(space, person):
    """What began today leaves no row; the rest ends the day before: the exit is felt at once."""
    today = clock.today()
    rows = space.people.filter(current(), person=person)
    rows.filter(since_on__gte=today).delete()
    rows.update(until_on=today - timedelta(days=1))
