"""Workflow table of the hearing, and what begins and ends it with the notice of its label (BR-72)."""

from labelling.parties.organisms.rules import member
from labelling.title.hearings import notices
from labelling.title.hearings.forms import ObservationsForm
from labelling.title.hearings.models import Hearing
from labelling.title.labels.workflow import LABEL
from portal import access, documents
from portal.core import clock
from portal.notifications import outbox
from portal.ui import words
from portal.workflow import Problem, Reminder, Transition, Workflow, acting, guard

S = Hearing.State


@guard("Délai des observations en cours")
def in_time(hearing):
    """D15, last day included."""
    if hearing.is_over:
        return Problem(
            "over", f"Les observations se présentaient jusqu’au {words.day(hearing.until_on)}."
        )
    return None


def answer(hearing, by, observations, files=()):
    """The last text counts; the journal keeps that there were others. What was sent stays."""
    hearing.observations = observations
    hearing.answered_at, hearing.answered_by = clock.now(), by
    hearing.due_on = hearing.until_on
    kept = documents.store_each(
        files, "", lambda one, _: documents.store(one, holder=hearing, by=by, kind="observations")
    )
    return {"files": len(kept)}


def answered(hearing):
    return (
        "Vos observations sont envoyées au référent label, qui les porte au comité. "
        f"Vous pouvez les compléter jusqu’au {words.day(hearing.until_on)}."
    )


def end(hearing, by):
    hearing.closed_on = clock.today()


HEARING = Workflow(
    Hearing,
    topic=notices.TOPIC,
    reading=("label__organism", "label__dossier__rules"),
    path=(S.OPEN, S.ANSWERED, S.CLOSED),
    hands={S.OPEN: "l’organisme", S.ANSWERED: "le calendrier"},
    holders={"l’organisme": member},
    dated={S.OPEN: "D15, dès l’avis écrit", S.ANSWERED: "D15, dès l’avis écrit"},
    transitions=(
        Transition(
            "answer", "Présenter nos observations", (S.OPEN,), S.ANSWERED, member,
            "a présenté ses observations", needs=(in_time,), form=ObservationsForm, then=answer,
            tells=(notices.ANSWERED,), said=answered,
        ),
        Transition(
            "complete", "Compléter nos observations", (S.ANSWERED,), S.ANSWERED, member,
            "a complété ses observations", needs=(in_time,), form=ObservationsForm, then=answer,
            tells=(notices.ANSWERED,), said=answered, awaited=False,
        ),
        Transition(
            "close", "Clore la phase contradictoire", (S.OPEN, S.ANSWERED), S.CLOSED, access.clock,
            "constate la fin de la phase contradictoire", then=end,
        ),
    ),
    reminders=(Reminder(S.OPEN, notices.DUE, "D15", field="until_on"),),
)  # fmt: skip


@LABEL.follow
def follow_label(label, *, by, entry):
    """The written notice begins it; the measure taken or given up ends it, and so does the end of the label."""
    if entry.act.startswith("open_contradictory"):
        begin(label, by, entry)
    elif label.notice_sent_on is None or label.is_final:
        close(label)


def begin(label, by, entry):
    until_on = label.dossier.rules.due("D15", label.notice_sent_on)
    hearing = Hearing.objects.create(
        label=label, measure=entry.data["measure"], grounds=label.reason, opened_by=by,
        opened_on=label.notice_sent_on, until_on=until_on, due_on=until_on,
    )  # fmt: skip
    outbox.write(notices.OPENED, hearing, entry, topic=notices.TOPIC)


def close(label):
    for hearing in Hearing.objects.running().filter(label=label):
        hearing.workflow.fire(hearing, "close")


def end_hearing(label, *, by):
    """BR-72: the committee did not take the measure; the written notice has served, and opens no other one."""
    sentence = "a clos la phase contradictoire\u00a0: le comité n’a pas retenu la mesure"
    with acting(label, by=by, act="end_hearing", sentence=sentence) as current:
        current.notice_sent_on = None
        close(current)
