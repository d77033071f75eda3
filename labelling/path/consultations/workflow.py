"""Workflow table of a consultation: the word of a body, the answer of the organism, a contest read by the office."""

from django.db.models import Q

from labelling.parties.organisms.rules import instructor, member
from labelling.path.consultations import forms, notices, steps
from labelling.path.consultations.models import CLOSED, Consultation
from labelling.path.consultations.rules import typist
from labelling.path.dossiers.steps import turns
from portal import access
from portal.core import clock
from portal.workflow import Reminder, Timed, Transition, Workflow, guard

S = Consultation.State
WAITED = (S.ASKED, S.SILENT)
GIVEN = (S.CONFIRMED, S.TO_ANSWER, S.ANSWERED, S.CONTESTED, S.CONTEST_ANSWERED)
BODY, ORGANISM, OFFICE = "l’instance", "l’organisme", "le référent label"
HOLDERS = {ORGANISM: member, OFFICE: instructor}
own = access.clock | typist  # the body itself, who has no account; or who types what it said


@guard("L’étape est en cours")
def open_stage(consultation):
    """A body writes, corrects and takes back until its stage closes."""
    if not consultation.is_open:
        return CLOSED
    return None


CONSULTATION = Workflow(
    Consultation,
    topic=notices.TOPIC,
    reading=("dossier__rules", "dossier__organism", "body"),
    path=(S.ASKED, S.TO_ANSWER, S.ANSWERED),
    hands={
        S.ASKED: BODY, S.SILENT: BODY, S.TO_ANSWER: ORGANISM, S.CONTESTED: ORGANISM,
        S.CONTEST_ANSWERED: OFFICE,
    },
    holders=HOLDERS,
    dated={S.ASKED: "D24, dès la demande"},
    undated={
        S.SILENT: "l’instance peut répondre tant que l’étape dure",
        S.CONTEST_ANSWERED: "l’étape attend que le référent ait lu la réponse",
    },
    transitions=(
        Transition(
            "confirm", "Confirmer", WAITED, S.CONFIRMED, own, "a reçu de l’instance la confirmation de l’étape",
            needs=(open_stage,), then=steps.keep_word, tells=(notices.GIVEN,),
        ),
        Transition(
            "say", "Donner un avis", WAITED, S.TO_ANSWER, own, "a reçu l’avis de l’instance", needs=(open_stage,),
            then=steps.keep_word, due="D25", tells=(notices.GIVEN,),
        ),
        Transition(
            "contest", "Contester", WAITED, S.CONTESTED, own, "a reçu la contestation de l’instance",
            needs=(open_stage,), then=steps.keep_word, due="D25", tells=(notices.CONTESTED, notices.CONTEST_TOLD),
        ),
        Transition(
            "take_back", "Reprendre ce qui est dit", GIVEN, S.ASKED, access.clock,
            "a noté que l’instance reprend ce qu’elle a dit", needs=(open_stage,), then=steps.take_back, awaited=False,
            undoes=True,
        ),
        Transition(
            "lapse", "Noter le silence", (S.ASKED,), S.SILENT, access.clock,
            "constate que l’instance n’a pas répondu dans le délai",
        ),
        Transition(
            "answer", "Répondre à l’avis", (S.TO_ANSWER,), S.ANSWERED, member, "a répondu à l’avis de l’instance",
            form=forms.AnswerForm, then=steps.answer, after=steps.tell_answer, effects=steps.answer_effects,
            said="Votre réponse est donnée\u00a0: l’instance la lit.", slug="repondre",
        ),
        Transition(
            "answer_contest", "Répondre à la contestation", (S.CONTESTED,), S.CONTEST_ANSWERED, member,
            "a répondu à la contestation de l’instance", form=forms.AnswerForm, then=steps.answer,
            after=steps.tell_answer, effects=steps.answer_effects, tells=(notices.TO_READ,),
            said="Votre réponse est donnée\u00a0: l’instance et le référent label la lisent.",
            slug="repondre-a-la-contestation",
        ),
        Transition(
            "insist", "Dire que cela ne répond pas", (S.ANSWERED,), S.TO_ANSWER, access.clock,
            "a noté que, pour l’instance, cela ne répond pas", then=steps.insist, due="D25", tells=(notices.GIVEN,),
            undoes=True,
        ),
        Transition(
            "insist_on_contest", "Maintenir la contestation", (S.CONTEST_ANSWERED,), S.CONTESTED, access.clock,
            "a noté que l’instance maintient sa contestation", then=steps.insist, due="D25",
            tells=(notices.CONTESTED, notices.CONTEST_TOLD), awaited=False,
        ),
        Transition(
            "settle", "Laisser l’étape continuer", (S.CONTEST_ANSWERED,), S.SETTLED, instructor,
            "a lu la contestation et sa réponse, et laisse l’étape continuer", form=forms.SettleForm,
            then=steps.settle, effects=steps.settle_effects, slug="laisser-continuer",
        ),
    ),
    timed=(Timed("lapse", lambda: Q(answer_until_on__lt=clock.today())),),
    reminders=(
        Reminder(S.TO_ANSWER, notices.DUE, "D25"),
        Reminder(S.CONTESTED, notices.DUE, "D25"),
    ),
)  # fmt: skip


@CONSULTATION.follow
def follow_dossier(consultation, **_):
    """What a dossier waits for may be what its bodies say, or a contest that is not settled."""
    rows = type(consultation.dossier).objects.filter(pk=consultation.dossier_id)
    turns.note(rows.filter(state__in=turns.PREPARED))
