"""Visibility of what belongs to practices: the organism by a path, the club by its label, the office."""

from dataclasses import dataclass

from django.db.models import Q

from labelling.public import club_organisms, is_club_member, memberships
from portal.access import NONE, Visibility
from portal.models import Role, User

FOR_DIRCOM = ("validated", "published", "review_due", "archived")


def office():
    return (
        Visibility("le référent label", "parce qu’il relit les pratiques", role=Role.REFERENT),
        Visibility("le suppléant du référent", "parce qu’il relit les pratiques", role=Role.DEPUTY),
    )


def own(path=""):
    """The organism, at the end of the path from the thing."""
    return Visibility(
        "l’organisme",
        "parce que c’est sa pratique",
        path=f"{path}organism__memberships__user",
        where=lambda: Q(**{f"{path}organism__memberships__is_active": True}),
        ties=memberships,
        by=f"{path}organism",
    )


def dircom(**more):
    return Visibility(
        "la Dircom",
        "parce qu’elle publie les pratiques validées",
        role=Role.DIRCOM,
        when=lambda: Q(practice__state__in=FOR_DIRCOM, **more),
    )


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
