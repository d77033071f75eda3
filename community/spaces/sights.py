"""Who sees a space and what hangs from it: those whom a status opens it to today, and the office."""

from dataclasses import dataclass

from community.spaces.standing import places, readers
from portal.access import NONE, Bound, Sight
from portal.models import Role, User

OFFICE = (
    Sight("le référent label", "parce qu’il anime les communautés", role=Role.REFERENT),
    Sight("le suppléant du référent", "parce qu’il le remplace", role=Role.DEPUTY),
)


@dataclass(frozen=True)
class SpaceSight(Sight):
    """Whoever a space opens to today (BR-88): the keys of their spaces, read once a request."""

    def condition(self, model, user):
        if not user.is_authenticated or not user.is_active:
            return NONE
        keys = tuple(places(user))
        return Bound("pk", keys) if keys else NONE

    def people(self, thing):
        return User.objects.filter(is_active=True, pk__in=readers(thing))


READERS = (
    SpaceSight(
        "les membres de l’espace",
        "parce que le label de leur organisme ou leur agrément l’ouvre",
    ),
)
