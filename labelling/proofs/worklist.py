"""Proofs to answer (Dircom), to correct (organism), overdue (référent)."""

from labelling.organisms.rules import memberships
from labelling.proofs.models import BrandProof
from portal.core import clock
from portal.models import Role
from portal.web.worklist import DO, WAIT, WATCH, Task, provider

S = BrandProof.State
LIMIT = 20


def _rows(user, **conditions):
    rows = BrandProof.objects.visible_to(user).filter(**conditions)
    return rows.select_related("licence__organism").order_by("due_on", "pk")[:LIMIT]


@provider
def of_organism(user):
    mine = memberships(user)
    if not mine:
        return
    states = (S.SUBMITTED, S.CHANGES_REQUESTED)
    for one in _rows(user, licence__organism__in=mine, state__in=states):
        if one.state == S.SUBMITTED:
            yield _task(WAIT, one, "Bon à tirer à relire", "la Dircom", due_on=one.due_on)
        else:
            yield _task(DO, one, "Bon à tirer à corriger", "vous", "Envoyer la correction")


@provider
def of_brand(user):
    """BR-82: the Dircom answers; what is overdue, the référent sees too."""
    if user.has_role(Role.DIRCOM):
        for one in _rows(user, state=S.SUBMITTED):
            title = f"Bon à tirer de {one.organism}"
            yield _task(DO, one, title, "vous", "Répondre", one.due_on)
    elif user.has_role(Role.REFERENT) or user.has_role(Role.DEPUTY):
        for one in _rows(user, state=S.SUBMITTED, due_on__lt=clock.today()):
            title = f"Bon à tirer de {one.organism}, sans réponse"
            yield _task(WATCH, one, title, "la Dircom", due_on=one.due_on)


def _task(where, one, title, hand, button="Ouvrir", due_on=None):
    context = f"{one.reference}, {one.title}"
    return Task(where, title, context, one.get_absolute_url(), hand, due_on, button)
