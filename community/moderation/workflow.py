"""State machine of a message: shown or hidden, reported, certified; each step is logged in its thread's audit log."""

from community.moderation import notices
from community.moderation.forms import DismissForm, HideForm, ReportForm, RestoreForm
from community.threads import words
from community.threads.actions import take_back
from community.threads.mails.notices import CERTIFIED
from community.threads.messages.models import MessageReport
from community.threads.messages.rules import certifier, moderator, reporter
from community.threads.models import ThreadMessage
from labelling.public import evaluation_framework
from portal.core import clock
from portal.workflow import Problem, Transition, Workflow, guard

S = ThreadMessage.State


def report(message, by, motive, details="", **_):
    MessageReport.objects.create(message=message, by=by, reason=motive, details=details)


def settle(message):
    """The reports on the message are closed with the decision."""
    message.reports.filter(closed_at=None).update(closed_at=clock.now())


def hide(message, by, motive, details="", **_):
    message.hidden_for, message.moderation_note = motive, details
    settle(message)


def restore(message, by, reason, **_):
    message.hidden_for, message.moderation_note = "", reason


def recount(message, by):
    """Counts, certification and search words of the thread after the new state; under the lock of the thread."""
    thread = message.thread
    shown = thread.messages.filter(state=S.SHOWN)
    thread.answers_count = shown.filter(number__gt=1).count()
    thread.is_hidden = not shown.filter(number=1).exists()
    thread.save(update_fields=["answers_count", "is_hidden"])
    if thread.certified_id == message.pk and not message.is_shown:
        take_back(thread)
    words.rebuild(thread)


def certify(message, by, **_):
    thread = message.thread
    thread.certified, thread.certified_at = message, clock.now()
    thread.framework = str(evaluation_framework()["version"].code)
    thread.save(update_fields=["certified", "certified_at", "framework"])


def withdraw(message, by, **_):
    take_back(message.thread)


@guard("Une réponse, pas la question")
def is_answer(message):
    return Problem("question", "Une question ne se certifie pas.") if message.is_question else None


@guard("Pas encore certifiée")
def not_certified(message):
    if message.thread.certified_id != message.pk:
        return None
    return Problem("certified", "Cette réponse est déjà certifiée.")


@guard("Un cadre d’évaluation en vigueur")
def has_framework(message):
    if evaluation_framework():
        return None
    return Problem("framework", "Aucun cadre d’évaluation n’est en vigueur.")


@guard("Certifiée")
def is_certified(message):
    if message.thread.certified_id == message.pk:
        return None
    return Problem("not_certified", "Cette réponse n’est pas certifiée.")


@guard("Un signalement à traiter")
def is_reported(message):
    if message.reports.filter(closed_at=None).exists():
        return None
    return Problem("not_reported", "Aucun signalement n’attend.")


MESSAGE = Workflow(
    ThreadMessage,
    topic="community/moderation",
    path=(S.SHOWN, S.HIDDEN),
    hands={S.SHOWN: "les membres", S.HIDDEN: "la modération"},
    undated={S.SHOWN: "rien n’est attendu", S.HIDDEN: "le message reste masqué"},
    transitions=(
        Transition(
            "certify", "Certifier la réponse", (S.SHOWN,), S.SHOWN, certifier, "a certifié une réponse",
            needs=(is_answer, not_certified, has_framework), then=certify,
            tells=(CERTIFIED,),
        ),
        Transition(
            "withdraw", "Retirer la certification", (S.SHOWN,), S.SHOWN, certifier,
            "a retiré la certification d’une réponse", needs=(is_certified,), then=withdraw, tone="danger",
            effects=lambda _: ["La réponse reste lisible, sans sa certification."],
        ),
        Transition(
            "report", "Signaler", (S.SHOWN,), S.SHOWN, reporter, "a signalé un message",
            form=ReportForm, then=report, tells=(notices.REPORTED,),
            said="Votre signalement est transmis à la modération de l’espace.",
        ),
        Transition(
            "hide", "Masquer", (S.SHOWN,), S.HIDDEN, moderator, "a masqué un message", form=HideForm,
            then=hide, after=recount, tells=(notices.HIDDEN,), tone="danger",
            said="Le message est masqué. La personne qui l’a écrit en reçoit le motif.",
        ),
        Transition(
            "dismiss", "Classer le signalement", (S.SHOWN,), S.SHOWN, moderator,
            "a classé le signalement d’un message", needs=(is_reported,), form=DismissForm,
            then=lambda message, by, **_: settle(message),
            effects=lambda _: ["Le signalement est clos. Le message reste lisible."],
        ),
        Transition(
            "restore", "Rétablir", (S.HIDDEN,), S.SHOWN, moderator, "a rétabli un message",
            form=RestoreForm, then=restore, after=recount, tells=(notices.RESTORED,),
        ),
    ),
)  # fmt: skip
