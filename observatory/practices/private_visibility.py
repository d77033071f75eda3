"""Visibility of the private data of a practice: its organism, the office, the Dircom."""

from django.db.models import Q

from labelling.public import memberships
from portal.access import Visibility
from portal.models import Role

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
