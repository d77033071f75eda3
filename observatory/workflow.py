"""The table of a good practice (label.md §9.6)."""

from django import forms
from django.db.models import Q

from labelling.public import due, instructor
from observatory import guards, notices
from observatory.models import PUBLISHED, GoodPractice
from observatory.rules import contributor, keeper, moderator, publisher
from portal import access, clock
from portal.forms import Form
from portal.workflow import Timed, Transition, Workflow

S = GoodPractice.State


class ReasonForm(Form):
    reason = forms.CharField(
        label="Motif",
        help_text="L’organisme le lira, en 20 caractères au moins.",
        min_length=20,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={
            "min_length": "Écrivez 20 caractères au moins\u00a0: l’organisme les lira."
        },
    )


def propose(practice, by, **_):
    practice.proposed_by, practice.moderation_note = by, ""


def note(practice, by, reason, **_):
    practice.moderation_note = reason


def publish(practice, by, **_):
    """BR-87: read again D22 (24 months) after its publication."""
    practice.published_on = clock.today()
    practice.review_due_on = due("D22", clock.today())


def confirm(practice, by, **_):
    """Still true: another D22, the date of publication stays."""
    practice.review_due_on = due("D22", clock.today())


def publish_effects(practice):
    return [
        "La fiche paraît aussitôt dans l’observatoire, pour tout le monde.",
        f"{practice.organism} en est prévenu.",
        "Dans vingt-quatre mois, l’organisme dira si elle est toujours vraie.",
    ]


def withdraw_effects(_practice):
    return [
        "La fiche disparaît aussitôt de l’observatoire\u00a0; son adresse dit qu’elle est retirée."
    ]


PRACTICE = Workflow(
    GoodPractice,
    topic="observatory",
    path=(S.DRAFT, S.SUBMITTED, S.VALIDATED, S.PUBLISHED),
    hands={
        S.DRAFT: "l’organisme",
        S.CHANGES_REQUESTED: "l’organisme",
        S.SUBMITTED: "le référent label",
        S.VALIDATED: "le référent label ou la Dircom",
        S.PUBLISHED: "l’organisme",
        S.REVIEW_DUE: "l’organisme",
    },
    public={S.PUBLISHED: "Publiée", S.REVIEW_DUE: "À confirmer"},
    transitions=(
        Transition(
            "submit", "Proposer la fiche", (S.DRAFT, S.CHANGES_REQUESTED), S.SUBMITTED, contributor,
            "a proposé la fiche", needs=(guards.complete, guards.classed, guards.agreed, guards.pictured),
            then=propose, tells=(notices.SUBMITTED,),
        ),
        Transition(
            "request_changes", "Demander une reprise", (S.SUBMITTED,), S.CHANGES_REQUESTED, moderator,
            "a demandé une reprise", form=ReasonForm, then=note, tells=(notices.CHANGES_REQUESTED,),
        ),
        Transition(
            "validate", "Valider la fiche", (S.SUBMITTED,), S.VALIDATED, moderator, "a validé la fiche",
            needs=(guards.classed, guards.pictured), tells=(notices.VALIDATED,),
        ),
        Transition(
            "reject", "Ne pas retenir la fiche", (S.SUBMITTED,), S.REJECTED, moderator, "n’a pas retenu la fiche",
            form=ReasonForm, then=note, tells=(notices.REJECTED,), tone="danger",
        ),
        Transition(
            "publish", "Publier la fiche", (S.VALIDATED,), S.PUBLISHED, publisher, "a publié la fiche",
            needs=(guards.agreed, guards.pictured), then=publish, effects=publish_effects, tells=(notices.PUBLISHED,),
        ),
        Transition(
            "expire", "Mettre à confirmer", (S.PUBLISHED,), S.REVIEW_DUE, access.clock,
            "demande si la fiche est toujours vraie", tells=(notices.REVIEW_DUE,),
        ),
        Transition(
            "confirm", "Confirmer qu’elle est toujours vraie", (S.REVIEW_DUE,), S.PUBLISHED, keeper,
            "a confirmé que la fiche est toujours vraie", needs=(guards.agreed, guards.pictured), then=confirm,
        ),
        Transition(
            "archive", "Archiver la fiche", PUBLISHED, S.ARCHIVED, instructor, "a archivé la fiche",
        ),
        Transition(
            "withdraw", "Retirer la fiche", (S.SUBMITTED, S.VALIDATED, *PUBLISHED), S.WITHDRAWN, keeper,
            "a retiré la fiche", effects=withdraw_effects, tone="danger",
        ),
    ),
    timed=(Timed("expire", lambda: Q(review_due_on__lte=clock.today())),),
)  # fmt: skip
