"""State machine of a question: asked, answered, shown on the practice when both organisms agree."""

from django import forms

from observatory.practices import durations
from observatory.practices.workflow import ReturnForm
from observatory.questions import notices
from observatory.questions.models import PracticeQuestion
from observatory.questions.rules import asker, author, overseer, side
from portal.core import clock
from portal.web.fields import area
from portal.web.forms import Form
from portal.workflow import Problem, Reminder, Transition, Workflow, guard

S = PracticeQuestion.State
CODE = "question"


class AnswerForm(Form):
    answer = forms.CharField(
        label="Réponse",
        help_text="L’organisme qui demande la lit ici\u00a0; votre adresse ne lui est pas donnée.",
        max_length=4000,
        widget=area(8),
        error_messages={"required": "Écrivez la réponse."},
    )
    agrees = forms.BooleanField(
        label="La question et notre réponse paraissent sur la fiche",
        help_text="Elles paraissent si l’organisme qui demande l’accepte aussi.",
        required=False,
    )


def answer(question, by, answer, agrees=False, **_):
    question.answer, question.answered_by = answer, by
    question.author_agrees, question.answered_at = agrees, clock.now()


def show(question, by):
    """Both agreed: published in the same transaction."""
    if question.asker_agrees and question.author_agrees:
        QUESTION.fire(question, "publish", by=by)


def agree(question, by, **_):
    if author(by, question):
        question.author_agrees = True
    if asker(by, question):
        question.asker_agrees = True


def take_back(question, by, **_):
    """Whoever takes it off the practice withdraws their agreement; the office asks both again."""
    if author(by, question) or not asker(by, question):
        question.author_agrees = False
    if asker(by, question) or not author(by, question):
        question.asker_agrees = False


@guard("L’accord des deux organismes")
def both_agree(question):
    if question.asker_agrees and question.author_agrees:
        return None
    missing = question.organism if question.author_agrees else question.practice.organism
    return Problem("agreement", f"Il manque l’accord de {missing}.")


BOTH = "La question et la réponse paraissent sur la fiche dès que les deux organismes l’acceptent."
QUESTION = Workflow(
    PracticeQuestion,
    topic="observatory/questions",
    reading=("practice", "organism"),
    path=(S.ASKED, S.ANSWERED, S.PUBLISHED),
    hands={
        S.ASKED: "l’organisme de la pratique", S.ANSWERED: "les deux organismes",
        S.PUBLISHED: "les deux organismes",
    },
    dated={S.ASKED: "le délai de réponse souhaité, dès la question"},
    undated={S.ANSWERED: "rien n’oblige à la faire paraître", S.PUBLISHED: "elle reste tant qu’elle est juste"},
    transitions=(
        Transition(
            "answer", "Répondre", (S.ASKED,), S.ANSWERED, author, "a répondu", form=AnswerForm,
            then=answer, after=show, tells=(notices.ANSWERED,),
            effects=lambda _: [BOTH],
        ),
        Transition(
            "decline", "Ne pas répondre", (S.ASKED,), S.DECLINED, author, "ne répond pas à la question",
            form=ReturnForm, then=lambda question, by, reason, **_: setattr(question, "answer", reason),
            tells=(notices.DECLINED,), said="Vous ne répondez pas à cette question.",
        ),
        Transition(
            "agree", "Accepter de paraître", (S.ANSWERED,), S.ANSWERED, side,
            "accepte que la question et la réponse paraissent", then=agree, after=show,
            effects=lambda _: [BOTH],
            said="Vous acceptez que la question et la réponse paraissent.",
        ),
        Transition(
            "publish", "Publier sur la fiche", (S.ANSWERED,), S.PUBLISHED, overseer,
            "a publié la question et la réponse sur la fiche", needs=(both_agree,), tells=(notices.PUBLISHED,),
        ),
        Transition(
            "take_off", "Retirer de la fiche", (S.PUBLISHED,), S.ANSWERED, overseer,
            "a retiré la question et la réponse de la fiche", then=take_back, tone="danger",
        ),
        Transition(
            "withdraw", "Retirer notre question", (S.ASKED, S.ANSWERED, S.PUBLISHED), S.WITHDRAWN, asker,
            "a retiré sa question", tone="danger",
        ),
    ),
    reminders=(Reminder(S.ASKED, notices.DUE, CODE), Reminder(S.ASKED, notices.OVERDUE, (-15,))),
)  # fmt: skip


def due(day):
    """Last day to answer a question asked on `day` (dated data, « Version de démonstration »)."""
    return durations.in_force(CODE, day).due(day)
