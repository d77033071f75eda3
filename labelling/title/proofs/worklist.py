"""Tasks of proofs on a member's home: to answer (Dircom), to correct (organism), overdue (référent)."""

from labelling.parties.organisms.rules import memberships
from labelling.title.proofs.models import BrandProof
from portal.core import clock
from portal.models import Role
from portal.ui import words
from portal.web.worklist import DO, WAIT, WATCH, Task, source

S = BrandProof.State
LIMIT = 20


def _rows(user, **conditions):
    return BrandProof.objects.visible_to(user).filter(**conditions).order_by("due_on", "pk")


def _own(_user, one):
    if one.state == S.SUBMITTED:
        return _task(WAIT, one, "Bon à tirer à relire", "la Dircom", due_on=one.due_on)
    return _task(DO, one, "Bon à tirer à corriger", "vous", "Envoyer la correction")


@source("licence__organism", tell=_own)
def of_organism(user):
    mine = memberships(user)
    if not mine:
        return None
    states = (S.SUBMITTED, S.CHANGES_REQUESTED)
    return _rows(user, licence__organism__in=mine, state__in=states)


def _of_brand(user, one):
    if user.has_role(Role.DIRCOM):
        return _task(
            DO, one, f"Bon à tirer {words.of(one.organism)}", "vous", "Répondre", one.due_on
        )
    title = f"Bon à tirer {words.of(one.organism)}, sans réponse"
    return _task(WATCH, one, title, "la Dircom", due_on=one.due_on)


@source("licence__organism", tell=_of_brand, most=LIMIT)
def of_brand(user):
    """BR-82: the Dircom answers; what is overdue, the référent sees too."""
    if user.has_role(Role.DIRCOM):
        return _rows(user, state=S.SUBMITTED)
    if user.has_role(Role.REFERENT) or user.has_role(Role.DEPUTY):
        return _rows(user, state=S.SUBMITTED, due_on__lt=clock.today())
    return None


def _task(where, one, title, hand, button="Ouvrir", due_on=None):
    context = f"{one.reference}, {one.title}"
    return Task(where, title, context, one.get_absolute_url(), hand, due_on, button)
