"""Contexts of the page « Absences » and of what the home says of them."""

from dataclasses import dataclass

from portal.absences.models import Absence
from portal.access import affiliations
from portal.core import clock
from portal.web.pagination import Paginator

PAGE = 20


def absences(user, number):
    """Those that run and to come, then the others."""
    rows = Absence.objects.visible_to(user).select_related("person", "declared_by")
    ahead = Absence.objects.ahead().values("pk")
    return {
        "ahead": rows.filter(pk__in=ahead).order_by("from_on", "pk"),
        "page": Paginator(rows.exclude(pk__in=ahead), PAGE).get_page(number),
    }


@dataclass(frozen=True)
class Presence:
    """What the home of a person says: they are absent, back, and who of their office is absent."""

    own: Absence | None
    back: Absence | None
    others: list


def presence(user):
    """The Presence of a person, or None where there is nothing to say; no query then, one otherwise."""
    keys = [key for key, _, _ in affiliations.list_affiliations(user, "absence")]
    if not keys or not user.roles:
        return None
    rows = Absence.objects.visible_to(user).filter(pk__in=keys).select_related("person")
    rows = list(rows.order_by("-until_on", "-pk"))
    own = [one for one in rows if one.person_id == user.pk]
    return Presence(
        next((one for one in own if one.is_in_force), None),
        next((one for one in own if not one.is_in_force and one.from_on <= clock.today()), None),
        [one for one in rows if one.person_id != user.pk],
    )
