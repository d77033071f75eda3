"""Visibility of a space and of what belongs to it: those whose status opens it today, and the office."""

from dataclasses import dataclass, field

from django.db.models import Q

from community.spaces.members.roles import current, places, readers, writers
from portal.access import ALL, NONE, Bound, Through, Visibility
from portal.models import Role, User

OFFICE = (
    Visibility("le référent label", "parce qu’il anime les communautés", role=Role.REFERENT),
    Visibility("le suppléant du référent", "parce qu’il le remplace", role=Role.DEPUTY),
)


@dataclass(frozen=True)
class SpaceVisibility(Visibility):
    """Whoever a space is open to today (BR-88): keys of their spaces, read once a request."""

    def condition(self, model, user):
        if not user.is_authenticated or not user.is_active:
            return NONE
        keys = tuple(places(user))
        return Bound("pk", keys) if keys else NONE

    def people(self, thing):
        return User.objects.filter(is_active=True, pk__in=readers(thing))


@dataclass(frozen=True)
class AnimatorVisibility(Visibility):
    """Whoever animates the space of a thing today, and is a member of it."""

    by: str = "space"

    def condition(self, model, user):
        if not user.is_authenticated or not user.is_active:
            return NONE
        keys = tuple(pk for pk, one in places(user).items() if one.is_animator and one.writes)
        return Bound(self.by, keys) if keys else NONE

    def people(self, thing):
        named = thing.space.people.filter(current(), function="animator").values("person")
        return User.objects.filter(is_active=True, pk__in=writers(thing.space)).filter(pk__in=named)


@dataclass(frozen=True)
class ShownThrough(Through):
    """What belongs to a space is seen with it once shown (`when`, a Q on the thing)."""

    when: Q = field(default_factory=Q)

    def condition(self, model, user):
        found = super().condition(model, user)
        if found is ALL or found is NONE:
            return found
        return (found.as_q() if isinstance(found, Bound) else found) & self.when


ANIMATORS = (
    AnimatorVisibility("les personnes qui co-animent", "parce qu’elles écrivent pour l’espace"),
)

READERS = (
    SpaceVisibility(
        "les membres de l’espace",
        "parce que le label de leur organisme ou leur agrément l’ouvre",
    ),
)
