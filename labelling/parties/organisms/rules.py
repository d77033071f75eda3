"""Permission rules towards an organism, or a thing that belongs to one."""

from labelling.parties.organisms.affiliations import held_seats, lapsed_signatures, memberships
from labelling.parties.organisms.models import Membership
from portal.access import role, rule
from portal.accounts.passwords import register_names
from portal.models import Role

referent = role(Role.REFERENT, "le référent label")
deputy = role(Role.DEPUTY, "le suppléant du référent")
secretary = role(Role.SECRETARY, "le secrétariat du comité")
comex = role(Role.COMEX, "le lecteur du COMEX")
commission = role(Role.COMMISSION, "le lecteur de la Commission nationale")
instructor = referent | deputy


def organism_id(thing):
    """The organism of a thing: itself, its own, or its dossier's."""
    if hasattr(thing, "organism_id"):
        return thing.organism_id
    if hasattr(thing, "dossier"):
        return thing.dossier.organism_id
    return thing.pk


@register_names
def names_of_organisms(user):
    """BR-06: a password holds no word of the names of those for which its person acts."""
    if user.pk is None:
        return ()
    rows = Membership.objects.filter(user=user, is_active=True)
    return rows.values_list("organism__name", flat=True)


@rule("un membre de l’organisme")
def member(user, thing):
    return organism_id(thing) in memberships(user)


def _lapsed(user, thing):
    if organism_id(thing) in lapsed_signatures(user):
        return "Votre délégation de signature ne court plus\u00a0: faites-en enregistrer une autre avant de signer."
    return ""


@rule("la personne signataire de l’organisme", unless=_lapsed)
def signatory(user, thing):
    """BR-03: only a signatory submits, withdraws, accepts."""
    return memberships(user).get(organism_id(thing)) == Membership.Function.SIGNATORY


@rule("la présidence du comité")
def chair(user, _thing):
    """Whoever holds today the seat of the président or of the vice-président (a later topic's data)."""
    return ("full", True) in held_seats(user)


committee_office = (
    chair | secretary
)  # records what the committee decides; never votes for it (BR-50)


OWN = "parce que votre organisme est concerné"
OFFICE = "parce que vous suivez le label"


def why(user, organism, other=OFFICE):
    """By the membership first; `other` for whoever has another reason."""
    return OWN if organism in memberships(user) else other


def followed(user, rows, path):
    """Of `rows` that `user` sees: all to whoever instructs, those of their organisms to members, else None."""
    if instructor(user, None):
        return rows
    mine = memberships(user)
    return rows.filter(**{f"{path}__in": list(mine)}) if mine else None
