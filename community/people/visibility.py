"""Visibility of profiles: those who share a space with the person today."""

from dataclasses import dataclass

from django.db.models import Q

from community.spaces.members.roles import current, places, readers
from community.spaces.models import Space, SpaceMember
from labelling.public import auditor_standings, club_people
from portal.access import NONE, Visibility
from portal.models import User


def companions(user):
    """Primary keys of the people who share a space with somebody today, themselves included: four queries at most."""
    kinds = {pk: one.space.kind for pk, one in places(user).items()}
    if not kinds:
        return set()
    groups = [pk for pk, kind in kinds.items() if kind == Space.Kind.GROUP]
    club, audit = set(), set()
    if groups or "club" in kinds.values():
        club = set(club_people())
    if groups or "auditors" in kinds.values():
        audit = set(auditor_standings())
    found = set()
    if "club" in kinds.values():  # a regional group is a part of the club
        found |= club
    if "auditors" in kinds.values():
        found |= audit
    if groups:
        rows = SpaceMember.objects.filter(current(), space__in=groups)
        found |= set(rows.values_list("person", flat=True)) & (club | audit)
    return found


@dataclass(frozen=True)
class CompanionVisibility(Visibility):
    """Shown profiles, for those who share a space with the person."""

    def condition(self, model, user):
        if not user.is_authenticated or not user.is_active:
            return NONE
        keys = companions(user)
        return Q(state="shown", person__in=keys) if keys else NONE

    def concerns(self, thing):
        return thing.state == "shown"

    def people(self, thing):
        keys = {
            key
            for space in Space.objects.filter(pk__in=places(thing.person))
            for key in readers(space)
        }
        return User.objects.filter(is_active=True, pk__in=keys)


COMPANIONS = (
    CompanionVisibility("les membres de ses espaces", "parce qu’ils partagent un espace avec elle"),
)
