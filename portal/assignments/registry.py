"""Registry of the things of which one of an office takes care, and who does today."""

from dataclasses import dataclass

from django.db.models import (
    Case,
    CharField,
    Exists,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Concat

from portal.absences.models import Absence
from portal.access.models import User
from portal.assignments.kinds import ASSIGNABLES, Assignable
from portal.assignments.models import Assignment
from portal.workflow.audit_log import kind, register_internal

NAMELESS = Value("", CharField())
PRESENT, ABSENT, GONE = "present", "absent", "gone"
register_internal(Assignment._meta.label_lower)


def register_assignable(table, word, *, roles, by):
    """The things of a Workflow are taken by those who hold one of `roles` and whom `by` lets act, until they end."""
    found = ASSIGNABLES[table.model] = Assignable(table.model, word, roles, by)
    table.follow(_end_with)
    return found


def _end_with(thing, by, entry):
    """What is over is nobody's any more; the line of its last step says so."""
    if thing.is_final:
        running().filter(thing_type=kind(thing), thing_id=thing.pk).update(released_at=entry.at)


def assignable_of(thing):
    """The Assignable of a thing or model, or None."""
    return ASSIGNABLES.get(thing if isinstance(thing, type) else type(thing))


def shares(user, known):
    """Whether `user` is of the office that takes care of such things."""
    return known is not None and user.is_authenticated and not user.roles.isdisjoint(known.roles)


def running():
    return Assignment.objects.filter(released_at=None)


def assignments_of(thing):
    return running().filter(thing_type=kind(thing), thing_id=thing.pk)


def bearers_of(things):
    """{thing: Assignment that runs, with its person}; one query, whatever the kinds of things."""
    asked = Q(pk__in=())
    by_kind = {}
    for thing in things:
        by_kind.setdefault(kind(thing), {})[thing.pk] = thing
    for label, some in by_kind.items():
        asked |= Q(thing_type=label, thing_id__in=list(some))
    rows = running().filter(asked).select_related("person")
    return {by_kind[one.thing_type][one.thing_id]: one for one in rows}


def bearer_of(thing):
    """(Assignment of a thing that runs, with its person and `is_holding`; their absence of today), each or None."""
    rows = assignments_of(thing).annotate(is_holding=is_holder(assignable_of(type(thing))))
    taken = rows.select_related("person").first()
    absences = Absence.objects.in_force()
    return taken, absences.filter(person=taken.person_id).first() if taken else None


def is_holder(known, person="person"):
    """The expression of whether a person still holds the office, with an open account."""
    rows = User.objects.filter(pk=OuterRef(person), groups__name__in=known.roles, is_active=True)
    return Exists(rows)


@dataclass(frozen=True)
class Bearer:
    """Who has taken the thing of a row: `presence` says whether they act today."""

    person_id: int
    presence: str
    name: str

    @classmethod
    def read(cls, text):
        """From « 12 present Claire Roux », or None."""
        if not text:
            return None
        person, presence, name = text.split(" ", 2)
        return cls(int(person), presence, name)

    @property
    def is_acting(self):
        return self.presence == PRESENT

    @property
    def said(self):
        """« Claire Roux s’en charge », « Claire Roux s’en charge (à vous en son absence) »."""
        after = " (à vous en son absence)" if self.presence == ABSENT else ""
        return f"{self.name} s’en charge{after}"


def read_bearers(things):
    """{thing: Bearer} of those that somebody has taken, whatever their kinds: one query for two hundred of them."""
    by_kind = {(kind(thing), thing.pk): thing for thing in things}
    rows = _bearers(sorted({key for _, key in by_kind})) if by_kind else ()
    return {
        by_kind[label, key]: Bearer(person, presence, f"{first} {last}")
        for label, key, person, presence, first, last in rows
        if (label, key) in by_kind
    }


def _bearers(keys):
    """What runs about things of these keys, of any kind."""
    offices = {known.roles: known for known in ASSIGNABLES.values()}
    of = {
        roles: [one.label for one in ASSIGNABLES.values() if one.roles == roles]
        for roles in offices
    }
    gone = [Q(~is_holder(known), thing_type__in=of[roles]) for roles, known in offices.items()]
    absent = Exists(Absence.objects.in_force().filter(person=OuterRef("person")))
    presence = Case(
        *[When(one, then=Value(GONE)) for one in gone],
        When(absent, then=Value(ABSENT)),
        default=Value(PRESENT),
        output_field=CharField(),
    )
    rows = running().filter(
        thing_id__in=keys, thing_type__in=[one.label for one in ASSIGNABLES.values()]
    )
    rows = rows.annotate(presence=presence).order_by()
    return rows.values_list(
        "thing_type", "thing_id", "person", "presence", "person__first_name", "person__last_name"
    )


def _taken(model):
    """What runs about a row of `model`."""
    label = model._meta.label_lower
    return running().filter(thing_type=label, thing_id=OuterRef("pk")).order_by()


def bearer_name(model):
    """The expression of the name of who has taken a row of `model`, « personne », or "" of what nobody takes."""
    if model not in ASSIGNABLES:
        return NAMELESS
    name = Concat("person__first_name", Value(" "), "person__last_name", output_field=CharField())
    taken = Subquery(_taken(model).annotate(name=name).values("name")[:1])
    return Coalesce(taken, Value("personne"))


def bearer_key(model):
    """The expression of the key of who has taken a row of `model`, or None."""
    return Subquery(_taken(model).values("person")[:1])


def with_bearer_name(rows):
    """The same rows, each with `bearer_name`, for a list that the office reads; no query more."""
    return rows.annotate(bearer_name=bearer_name(rows.model))


MINE, NOBODYS = "moi", "personne"
CHOICES = ((MINE, "À moi"), (NOBODYS, "À personne"))


def narrow(rows, user, asked):
    """The rows that are one's own, or nobody's (`asked` of CHOICES); another word narrows nothing."""
    taken = running().filter(thing_type=rows.model._meta.label_lower)
    if asked == MINE:
        return rows.filter(pk__in=taken.filter(person=user.pk).values("thing_id"))
    if asked == NOBODYS:
        return rows.exclude(pk__in=taken.values("thing_id"))
    return rows
