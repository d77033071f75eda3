"""State machines of mentoring: a pair, from proposal to end; its follow-up after three months."""

from django import forms

from community.mentoring import notices
from community.mentoring.models import Mentoring, MentoringFollowUp
from community.mentoring.rules import answerer, follower, side, to_agree
from labelling.public import memberships
from portal.core import clock
from portal.core.working_days import add_months
from portal.web.fields import area
from portal.web.forms import Form
from portal.workflow import Problem, Reminder, Transition, Workflow, guard

M, F = Mentoring.State, MentoringFollowUp.State
MONTHS = 3  # until the question (« Version de démonstration »)


class MentoringReasonForm(Form):
    reason = forms.CharField(
        label="Motif",
        help_text="L’autre organisme et le référent label le lisent.",
        max_length=500,
        widget=area(3),
        error_messages={"required": "Dites pourquoi, en une phrase."},
    )


class FollowUpForm(Form):
    useful = forms.ChoiceField(
        label="Ce mentorat vous est-il utile\u00a0?",
        choices=MentoringFollowUp.Useful,
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez une réponse."},
    )
    changed = forms.CharField(
        label="Qu’est-ce qui a changé\u00a0?",
        help_text="Le référent label lit votre réponse\u00a0; l’autre organisme ne la lit pas.",
        max_length=2000,
        required=False,
        widget=area(5),
    )


@guard("L’accord des deux organismes")
def both_agree(mentoring):
    if mentoring.mentor_agreed_at and mentoring.mentee_agreed_at:
        return None
    return Problem("agreement", "L’autre organisme n’a pas encore accepté.")


def agree(mentoring, by, **_):
    mine = memberships(by)
    if mentoring.mentor_id in mine:
        mentoring.mentor_agreed_at = mentoring.mentor_agreed_at or clock.now()
    if mentoring.mentee_id in mine:
        mentoring.mentee_agreed_at = mentoring.mentee_agreed_at or clock.now()


def seal(mentoring, by):
    """Both have agreed: accepted in the same transaction."""
    if both_agree(mentoring) is None:
        MENTORING.fire(mentoring, "seal", by=by)


def ask_later(mentoring, by, **_):
    """Creates both follow-ups, due three months later."""
    due_on = add_months(clock.today(), MONTHS)
    for organism in (mentoring.mentor_id, mentoring.mentee_id):
        MentoringFollowUp.objects.create(mentoring=mentoring, organism_id=organism, due_on=due_on)


def keep_reason(mentoring, by, reason="", **_):
    mentoring.reason = reason


def begin(mentoring, by, **_):
    mentoring.started_on = clock.today()


def answer(follow_up, by, useful, changed=""):
    follow_up.useful, follow_up.changed, follow_up.answered_by = useful, changed, by


AGREED = "Le mentorat est accepté dès que les deux organismes ont donné leur accord."
MENTORING = Workflow(
    Mentoring,
    topic="community/mentoring",
    path=(M.PROPOSED, M.ACCEPTED, M.RUNNING, M.ENDED),
    hands={M.PROPOSED: "les deux organismes", M.ACCEPTED: "les deux organismes", M.RUNNING: "les deux organismes"},
    undated={
        M.PROPOSED: "les deux organismes choisissent",
        M.ACCEPTED: "les deux organismes fixent leur rencontre",
        M.RUNNING: "les deux organismes y mettent fin quand ils veulent",
    },
    transitions=(
        Transition(
            "agree", "Accepter ce mentorat", (M.PROPOSED,), M.PROPOSED, to_agree, "accepte le mentorat",
            then=agree, after=seal, said="Votre accord est noté.", effects=lambda _: [AGREED],
        ),
        Transition(
            "seal", "Constater l’accord", (M.PROPOSED,), M.ACCEPTED, side,
            "a donné le second accord\u00a0: le mentorat est accepté", needs=(both_agree,),
            then=ask_later, tells=(notices.AGREED,),
        ),
        Transition(
            "start", "Dire que l’on s’est parlé", (M.ACCEPTED,), M.RUNNING, side, "a noté le premier échange",
            then=begin,
        ),
        Transition(
            "decline", "Ne pas donner suite", (M.PROPOSED,), M.DECLINED, follower, "n’a pas donné suite au mentorat",
            form=MentoringReasonForm, then=keep_reason, tells=(notices.DECLINED,), tone="danger",
        ),
        Transition(
            "end", "Terminer le mentorat", (M.ACCEPTED, M.RUNNING), M.ENDED, follower, "a terminé le mentorat",
            form=MentoringReasonForm, then=keep_reason, tells=(notices.ENDED,), tone="danger",
        ),
    ),
)  # fmt: skip
FOLLOW_UP = Workflow(
    MentoringFollowUp,
    topic="community/mentoring",
    path=(F.WAITING, F.ANSWERED),
    hands={F.WAITING: "l’organisme"},
    dated={F.WAITING: "trois mois après le début du mentorat"},
    transitions=(
        Transition(
            "answer", "Répondre", (F.WAITING,), F.ANSWERED, answerer, "a dit ce qui a changé", form=FollowUpForm,
            then=answer, said="Votre réponse est transmise au référent label.",
        ),
    ),
    reminders=(Reminder(F.WAITING, notices.ASKED, (0, -14)),),
)  # fmt: skip
