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


@rule("la présidence du comité")
def chair(user, _thing):
    """Whoever holds today the seat of the président or of the vice-président (a later topic's data)."""
    today = clock.today()
    mandates = user.mandates.filter(Q(until_on__isnull=True) | Q(until_on__gte=today))
    office = Q(seat__is_chair=True) | Q(seat__is_vice_chair=True)
    return mandates.filter(office, since_on__lte=today, rank="full").exists()


committee_office = (
    chair | secretary
)  # records what the committee decides; never votes for it (BR-50)
