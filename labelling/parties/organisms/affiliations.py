"""Affiliations of a person with organisms and with the committee, read in one query a request."""

from django.db.models import Q

from portal.access import Visibility, affiliations
from portal.core import clock
from portal.models import Role

CONTACT = "contact"


def acting(prefix=""):
    """The Q of memberships that run today, along a path: `until_on` is the last day, until the worker closes it."""
    lasting = Q(**{f"{prefix}until_on": None}) | Q(**{f"{prefix}until_on__gte": clock.today()})
    return lasting & Q(**{f"{prefix}is_active": True})


affiliations.register_affiliation(
    "membership",
    lambda user: user.memberships.filter(acting()),
    key="organism_id",
    word="function",
)


def sitting(prefix=""):
    """The Q of mandates that run now, along a path (a later topic's data).

    `until_on` is the last day, included; what ended at once (`ended_at`) is over from that hour.
    """
    today = clock.today()
    lasting = Q(**{f"{prefix}until_on__isnull": True}) | Q(**{f"{prefix}until_on__gte": today})
    return lasting & Q(**{f"{prefix}since_on__lte": today, f"{prefix}ended_at__isnull": True})


affiliations.register_affiliation(
    "seat",
    lambda user: user.mandates.filter(sitting()),
    word="rank",
    flag=Q(seat__is_chair=True) | Q(seat__is_vice_chair=True),
)
affiliations.register_affiliation(
    "presidency",
    lambda user: user.mandates.filter(
        sitting(), rank="full", seat__is_chair=True, seat__is_active=True
    ),
)


def memberships(user):
    """{organism pk: function} of the person; who signs by a delegation that is over acts as a contact meanwhile."""
    found = {
        organism: function
        for organism, function, _ in affiliations.list_affiliations(user, "membership")
    }
    return found | dict.fromkeys(lapsed_signatures(user), CONTACT)


def lapsed_signatures(user):
    """Keys of the organisms for which the person signs by a delegation, none of which runs today."""
    return [organism for organism, _, _ in affiliations.list_affiliations(user, "lapsed_signature")]


def held_seats(user):
    """[(rank, is the président's or the vice-président's)] of the seats held today."""
    return [(rank, presides) for _, rank, presides in affiliations.list_affiliations(user, "seat")]


def is_president(user):
    """Whether they hold the président's own seat, not the vice-président's (BR-56)."""
    return bool(affiliations.list_affiliations(user, "presidency"))


OFFICE = (
    Visibility("le référent label", "parce qu’il anime le label", role=Role.REFERENT),
    Visibility("le suppléant du référent", "parce qu’il le remplace", role=Role.DEPUTY),
)


def people_of(organism, label="l’organisme", reason="parce que c’est le sien"):
    """The active members of the organism to which the path `organism` leads."""
    return Visibility(
        label,
        reason,
        path=f"{organism}__memberships__user",
        where=lambda: Q(**{f"{organism}__memberships__is_active": True}),
        ties=memberships,
        by=organism,
    )
