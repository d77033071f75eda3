"""Visibility of what belongs to practices: the organism by a path, the club by its label, the office."""

from dataclasses import dataclass

from django.db.models import Q

from labelling.public import club_organisms, is_club_member, memberships
from portal.access import NONE, Visibility
from portal.models import Role, User


def organism_visibility(path, label, reason, when=None):
    """The members of the organism at the end of `path`."""
    return Visibility(
        label,
        reason,
        path=f"{path}__memberships__user",
        where=lambda: Q(**{f"{path}__memberships__is_active": True}),
        ties=memberships,
        by=path,
        when=when,
    )


def office_visibility(reason, when=None):
    return (
        Visibility("le référent label", reason, role=Role.REFERENT, when=when),
        Visibility("le suppléant du référent", reason, role=Role.DEPUTY, when=when),
    )


@dataclass(frozen=True)
class ClubVisibility(Visibility):
    """Whoever acts for an organism labelled today (derived: it ends with the label)."""

    def condition(self, model, user):
        return self._when() if is_club_member(user) else NONE

    def people(self, thing):
        mine = {"memberships__is_active": True, "memberships__organism__in": club_organisms()}
        return User.objects.filter(is_active=True, **mine).distinct()


@dataclass(frozen=True)
class MemberVisibility(Visibility):
    """Whoever acts for an organism, whichever it is."""

    def condition(self, model, user):
        return self._when() if user.is_authenticated and memberships(user) else NONE

    def people(self, thing):
        return User.objects.filter(is_active=True, memberships__is_active=True).distinct()
