"""Animators of a space and members of a group: shown by name, never by address."""

from dataclasses import dataclass
from datetime import timedelta
from itertools import chain

from django.db.models import Case, Prefetch, Q, When

from community.spaces.members.roles import current, eligible, forget, place, standings_of
from community.spaces.models import SpaceMember
from community.spaces.rules import animator, office
from portal.core import clock
from portal.models import User
from portal.search.filters import heard
from portal.search.french import sort_key
from portal.search.listing import AT_MOST
from portal.search.spelling import respelt
from portal.ui import words
from portal.workflow import Forbidden, Problem, Refused, acting

F = SpaceMember.Function
FEW = 8
SENTENCES = {F.MEMBER: "a inscrit {} dans le groupe", F.ANIMATOR: "a nommé {} pour co-animer"}
AUDITOR = "auditeur agréé"
NAMES = ("first_name", "last_name", "memberships__organism__name")


@dataclass(frozen=True)
class Named:
    """A person, shown by name and organism."""

    person: User
    organism: str

    def __str__(self):
        return f"{self.person}, {self.organism}" if self.organism else str(self.person)


def named(people):
    """[Named] of a queryset of people, in two queries."""
    rows = people.prefetch_related(acting_for("memberships"))
    return [Named(person, organisms_of(person)) for person in rows]


def acting_for(path):
    """Memberships of people with their organisms, in one query."""
    rows = User._meta.get_field("memberships").related_model._base_manager
    return Prefetch(path, rows.select_related("organism"))


def organisms_of(person):
    """Organisms that somebody acts for today; memberships are read with the person."""
    found = sorted((str(m.organism) for m in person.memberships.all() if m.is_active), key=sort_key)
    return ", ".join(found) or AUDITOR


def matching(space, typed):
    """A few people who may enter and whose name or organism matches what is typed."""
    text = " ".join(typed.replace(",", " ").split()[:8])
    people = User.objects.filter(is_active=True, pk__in=eligible(space))
    found = _heard(people, text)
    if text and not found:
        names = people.values_list(*NAMES)
        near = respelt(text, filter(None, chain.from_iterable(names[:AT_MOST])))
        found = _heard(people, near) if near else found
    return found


def _heard(people, text):
    keys = people.filter(heard(text, NAMES)).order_by().values("pk")
    rows = User.objects.filter(pk__in=keys).order_by("last_name__french", "first_name__french")
    return named(rows[:FEW])


def nameable(space):
    """People whose status allows entry, and those already there."""
    keys = eligible(space) | set(space.people.values_list("person", flat=True))
    return User.objects.filter(pk__in=keys)


def list_members(space):
    """People of today, animators first, each with the organism and whether their status still holds."""
    rows = space.people.filter(current()).select_related("person")
    rows = rows.prefetch_related(acting_for("person__memberships"))
    found = list(rows.order_by("function", "person__last_name__french", "pk"))
    open_to = standings_of(space, [pair for row in found for pair in _pairs(row.person)])
    for row in found:
        row.organism = organisms_of(row.person)
        row.standing = open_to.get(row.person_id)
    return found


def _pairs(person):
    """(key, organism) for each organism they act for, and one without: an auditor may act for none."""
    acting = [m.organism_id for m in person.memberships.all() if m.is_active and person.is_active]
    return [(person.pk, organism) for organism in (None, *acting)]


def animating(space):
    """[Named] of today's animators, in one query; for display only, it gives no access."""
    rows = space.people.filter(current(), function=F.ANIMATOR).select_related("person")
    active = Q(person__memberships__is_active=True)
    organism = Case(When(active, then="person__memberships__organism__name"))
    found = {}
    for row in rows.annotate(of=organism).order_by("person__last_name__french", "pk", "of"):
        found.setdefault(row.person, []).append(row.of)
    return [Named(one, ", ".join(filter(None, of)) or AUDITOR) for one, of in found.items()]


def may_name(user, space, function):
    """The office names animators; animators of a group may add its members."""
    if function == F.MEMBER:
        return space.kind == "group" and animator(user, space)
    return office(user, space)


def add(space, person, function, *, by):
    """Add a person, or change their role. Forbidden; Refused when no status gives them access."""
    if not may_name(by, space, function):
        raise Forbidden(Problem("forbidden", "Cet ajout ne vous appartient pas."))
    if person.pk not in eligible(space):
        raise Refused(Problem("no_status", f"Aucun statut n’ouvre cet espace {words.to(person)}."))
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
    """By whoever may name people, at once. Forbidden, Refused."""
    known = space.people.filter(current(), person=person).first()
    if known is None:
        raise Refused(Problem("gone", "Cette personne n’est plus dans la liste."))
    if not may_name(by, space, known.function):
        raise Forbidden(Problem("forbidden", "Ce retrait ne vous appartient pas."))
    with acting(space, by=by, act="remove_person", sentence=f"a retiré {person}") as held:
        _end(held, person)
    forget(person)


def leave(space, *, by):
    """Give one's role back, or leave the group. Refused without either."""
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
    """Rows begun today are deleted; others end the day before, so that access stops at once."""
    today = clock.today()
    rows = space.people.filter(current(), person=person)
    rows.filter(since_on__gte=today).delete()
    rows.update(until_on=today - timedelta(days=1))
