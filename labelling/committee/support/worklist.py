"""Tasks of advisory support on a member's home: the office answers and leads, the organism waits."""

from django.db.models import F

from labelling.committee.support.models import SupportRequest
from labelling.committee.support.rules import office
from labelling.committee.support.workflow import OPEN
from labelling.parties.organisms.rules import memberships
from portal.ui import words
from portal.web.worklist import DO, WAIT, Task, source

S = SupportRequest.State
MOST = 20


def _task(where, one, title, hand, button="Ouvrir"):
    return Task(
        where,
        title,
        f"{one.reference}, {one.subject}",
        one.get_absolute_url(),
        hand,
        one.due_on,
        button,
        date_label="Prévu le",
        undated=one.undated,
    )


def _of_office(_user, one):
    whose = words.of(one.organism.name)
    if one.state == S.REQUESTED:
        return _task(DO, one, f"Demande d’appui-conseil {whose}", "vous", "Répondre")
    return _task(DO, one, f"Appui-conseil {whose}", "vous", "Rendre compte")


@source("organism", tell=_of_office, most=MOST)
def of_office(user):
    if not office(user, None):
        return None
    rows = SupportRequest.objects.visible_to(user).filter(state__in=OPEN)
    return rows.order_by(F("due_on").asc(nulls_first=True), "pk")


def _own(_user, one):
    title = "Appui-conseil demandé" if one.state == S.REQUESTED else "Appui-conseil prévu"
    return _task(WAIT, one, title, one.hand)


@source("organism", tell=_own)
def of_organism(user):
    mine = memberships(user)
    if not mine or office(user, None):
        return None
    rows = SupportRequest.objects.visible_to(user).filter(organism__in=list(mine), state__in=OPEN)
    return rows.order_by(F("due_on").asc(nulls_first=True), "pk")
