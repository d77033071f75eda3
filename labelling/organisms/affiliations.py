"""Affiliations of a person with organisms and with the committee, read in one query a request."""

from django.db.models import Q

from portal.access import affiliations
from portal.core import clock

CONTACT = "contact"
affiliations.register_affiliation(
    "membership",
    lambda user: user.memberships.filter(is_active=True),
    key="organism_id",
    word="function",
)


def _mandates(user):
    """A later topic's data: the seats held today."""
    today = clock.today()
    rows = user.mandates.filter(Q(until_on__isnull=True) | Q(until_on__gte=today))
    return rows.filter(since_on__lte=today)


affiliations.register_affiliation(
    "seat", _mandates, word="rank", flag=Q(seat__is_chair=True) | Q(seat__is_vice_chair=True)
)


def memberships(user):
    """{organism pk: function} of the person; who signs by a delegation that is over acts as a contact meanwhile."""
    found = {organism: function for organism, function, _ in affiliations.of(user, "membership")}
    return found | dict.fromkeys(lapsed_signatures(user), CONTACT)


def lapsed_signatures(user):
    """Keys of the organisms for which the person signs by a delegation, none of which runs today."""
    return [organism for organism, _, _ in affiliations.of(user, "lapsed_signature")]


def held_seats(user):
    """[(rank, is the président's or the vice-président's)] of the seats held today."""
    return [(rank, presides) for _, rank, presides in affiliations.of(user, "seat")]
