"""Tasks of organisms on a member's home: who succeeds a colleague, whose delegation of signature is over."""

from datetime import timedelta

from django.db.models import DateField, Exists, OuterRef, Q, Subquery

from labelling.parties.organisms.models import Membership
from labelling.parties.organisms.people.models import Delegation, Handover, is_lapsed, lapsed
from labelling.parties.organisms.rules import instructor, memberships
from portal import access
from portal.core import clock
from portal.models import LostAddress
from portal.ui import words
from portal.web.worklist import DO, WAIT, WATCH, Task, source

MOST, SOON = 5, 30
SIGNS = Membership.Function.SIGNATORY
FELLOWS = "person__memberships__organism__memberships"


def both_act():
    return Q(person__memberships__is_active=True, **{f"{FELLOWS}__is_active": True})


access.register_visibilities(
    LostAddress,
    access.Visibility(
        "les autres personnes de l’organisme",
        "parce qu’elles disent qui succède",
        path=f"{FELLOWS}__user",
        where=both_act,
    ),
)


def _succession(_user, row):
    return Task(
        DO,
        f"Dire qui succède {words.to(row.user)}",
        f"{row.organism}\u00a0: son adresse ne reçoit plus les courriels du label",
        row.organism.get_absolute_url(),
        "vous",
    )


@source("user", "organism", tell=_succession, most=MOST)
def successions(user):
    """One task for each colleague whose address is lost; it links to the members of the organism."""
    mine = memberships(user)
    if not mine:
        return None
    lost = LostAddress.still_lost_of("user__lost__")
    return Membership.objects.filter(lost, organism__in=mine, is_active=True).exclude(user=user)


def _signature(user, row):
    """Over, or soon: for who signs with them, else for who waits; the person's own is theirs to have renewed."""
    over = row.last_day is None
    said = (
        "La délégation de signature" if row.user_id != user.pk else "Votre délégation de signature"
    )
    whose = "" if row.user_id == user.pk else f" {words.of(row.user)}"
    ending = "ne court plus" if over else "prend bientôt fin"
    manages = row.user_id != user.pk and (
        memberships(user).get(row.organism_id) == SIGNS or instructor(user, None)
    )
    where = (DO if over else WATCH) if manages else (WAIT if over else WATCH)
    return Task(
        where,
        f"{said}{whose} {ending}",
        row.organism.name,
        row.organism.people_url,
        "vous" if where == DO else "une autre personne signataire",
        row.last_day,
        button="Voir les personnes",
        date_label="Dernier jour le",
    )


def _with_last_day(rows):
    running = Delegation.objects.filter(membership=OuterRef("pk")).running().order_by("-until_on")
    last_day = Subquery(running.values("until_on")[:1], output_field=DateField())
    return rows.annotate(last_day=last_day)


def ending(rows):
    """Of these memberships of signatories, those whose delegation is over or ends within SOON."""
    soon = clock.today() + timedelta(days=SOON)
    rows = _with_last_day(rows.filter(is_active=True, function=SIGNS, organism__is_active=True))
    return rows.filter(Q(is_lapsed(), is_active=True) | Q(last_day__lte=soon))


def _handover(user, row):
    left = row.membership
    place = (left.organism.name, row.get_absolute_url())
    if row.successor_id is None:
        return Task(
            DO, f"Dire qui reprend ce que suivait {left.user}", *place, "vous", button="Choisir"
        )
    if row.successor.user == user:
        return Task(
            DO, f"Reprendre ce que suivait {left.user}", *place, "vous", button="Voir la liste"
        )
    return None


@source("membership__user", "membership__organism", "successor__user", tell=_handover, most=MOST)
def handovers(user):
    """What those who have left were in charge of: for who remains, then for who succeeds."""
    mine = memberships(user)
    if not mine:
        return None
    rows = Handover.objects.filter(done_on=None, membership__organism__in=list(mine))
    own = Q(successor=None) | Q(successor__user=user.pk)
    return rows.filter(own, membership__organism__is_active=True).order_by("pk")


@source("user", "organism", tell=_signature, most=MOST)
def signatures(user):
    """The delegations of signature of one's organisms that are over, or will be."""
    mine = memberships(user)
    return ending(Membership.objects.filter(organism__in=list(mine))) if mine else None


@source("user", "organism", tell=_signature, most=MOST)
def signatures_that_nobody_renews(user):
    """The office's: where nobody else signs, and the delegation is over."""
    if not instructor(user, None):
        return None
    active = Membership.objects.filter(is_active=True, function=SIGNS)
    signing = active.filter(~Q(is_lapsed()), organism=OuterRef("organism"))
    rows = _with_last_day(lapsed(active).filter(organism__is_active=True)).exclude(Exists(signing))
    return rows.exclude(user=user)
