"""Where somebody stands towards an organism, or a thing that belongs to one."""

from django.db.models import Q

from labelling.organisms.models import Membership
from portal import clock
from portal.access import role, rule
from portal.models import Role

referent = role(Role.REFERENT, "le référent label")
deputy = role(Role.DEPUTY, "le suppléant du référent")
secretary = role(Role.SECRETARY, "le secrétariat du comité")
instructor = referent | deputy


def memberships(user):
    """{organism pk: function} of the person, read once a request."""
    if "memberships_by_organism" not in user.__dict__:
        rows = user.memberships.filter(is_active=True).values_list("organism_id", "function")
        user.__dict__["memberships_by_organism"] = dict(rows)
    return user.__dict__["memberships_by_organism"]


def organism_id(thing):
    """The organism of a thing: itself, its own, or its dossier's."""
    if hasattr(thing, "organism_id"):
        return thing.organism_id
    if hasattr(thing, "dossier"):
        return thing.dossier.organism_id
    return thing.pk


@rule("un membre de l’organisme")
def member(user, thing):
    return organism_id(thing) in memberships(user)


@rule("la personne signataire de l’organisme")
def signatory(user, thing):
    """BR-03: only a signatory submits, withdraws, accepts."""
    return memberships(user).get(organism_id(thing)) == Membership.Function.SIGNATORY


def held_seats(user):
    """[(rank, is the président's or the vice-président's)] of the seats held today, read once a request."""
    today = clock.today()
    known = user.__dict__.setdefault("seats_by_day", {})
    if today not in known:
        rows = user.mandates.filter(Q(until_on__isnull=True) | Q(until_on__gte=today))
        rows = rows.filter(since_on__lte=today).order_by()
        found = rows.values_list("rank", "seat__is_chair", "seat__is_vice_chair")
        known[today] = [(rank, is_chair or is_vice) for rank, is_chair, is_vice in found]
    return known[today]


@rule("la présidence du comité")
def chair(user, _thing):
    """Whoever holds today the seat of the président or of the vice-président (a later topic's data)."""
    return ("full", True) in held_seats(user)


committee_office = (
    chair | secretary
)  # records what the committee decides; never votes for it (BR-50)
