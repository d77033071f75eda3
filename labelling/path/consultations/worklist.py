"""Tasks of consultations: an opinion or a contest to answer, a contest to read, bodies to ask."""

from labelling.parties.organisms.rules import instructor, memberships
from labelling.path.consultations.models import Consultation
from portal.web.worklist import DO, Task, of_an_office, source

S = Consultation.State
MOST = 12
RELATED = ("body", "dossier__organism", "dossier__rules")


def _task(one, title, button):
    context = f"{one.dossier.organism}, {one.stage_label}"
    return Task(DO, title, context, one.get_absolute_url(), "vous", one.due_on, button)


def _answer(_user, one):
    what = "à la contestation" if one.state == S.CONTESTED else "à l’avis"
    return _task(one, f"Répondre {what} de «\u00a0{one.body}\u00a0»", "Répondre")


@source(*RELATED, tell=_answer, most=MOST)
def to_answer(user):
    mine = memberships(user)
    if not mine:
        return None
    rows = Consultation.objects.filter(dossier__organism__in=list(mine))
    return rows.filter(state__in=(S.TO_ANSWER, S.CONTESTED)).order_by("due_on", "pk")


def _read(_user, one):
    return _task(one, f"Lire la contestation de «\u00a0{one.body}\u00a0» et sa réponse", "Lire")


@source(*RELATED, tell=_read, most=MOST, is_shared=of_an_office)
def to_read(user):
    if not instructor(user, None):
        return None
    return Consultation.objects.filter(state=S.CONTEST_ANSWERED).order_by("since_at", "pk")
