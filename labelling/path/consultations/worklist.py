"""Tasks of consultations: an opinion or a contest to answer, a contest to read, letters to send."""

from django.db.models import Q

from labelling.parties.organisms.rules import instructor, memberships
from labelling.path.consultations.keys.models import AccessKey
from labelling.path.consultations.models import Consultation, Reply, TenantWord
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


def _post(_user, one):
    return _task(one, f"Envoyer une lettre à «\u00a0{one.body}\u00a0»", "Imprimer")


@source(*RELATED, tell=_post, most=MOST, is_shared=of_an_office)
def to_post(user):
    """A code that only a letter brings, an answer that was asked by letter."""
    if not instructor(user, None):
        return None
    codes = AccessKey.objects.filter(kind=AccessKey.Kind.CODE, posted_on=None, revoked_on=None)
    codes = codes.filter(contact__left_on=None, contact__verified_on__isnull=False)
    replies = Reply.objects.filter(
        posted_on=None,
        insisted_on=None,
        consultation__word__follow=TenantWord.Follow.LETTER,
        consultation__erased_on=None,
    )
    waited = Q(
        state__in=(S.ASKED, S.SILENT), body__ended_on=None, pk__in=codes.values("consultation")
    )
    answered = Q(pk__in=replies.values("consultation"))
    return Consultation.objects.filter(waited | answered).order_by("asked_on", "pk")
