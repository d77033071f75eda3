"""State machine of a good practice (BR-84 to BR-87): two reviewers, then everybody."""

from django.db.models import Q

from labelling.public import due
from observatory.practices import guards, notices, versions
from observatory.practices.models import UNDER_WAY, GoodPractice
from observatory.practices.review import actions
from observatory.practices.review.actions import O
from observatory.practices.rules import (
    archiver,
    contributor,
    keeper,
    moderator,
    publisher,
    publishes_edition,
    publishes_sheet,
    second_reader,
)
from observatory.practices.step_forms import ReturnForm, ValidateForm, WithdrawForm
from observatory.practices.terms import PUBLISHED
from observatory.practices.writing import durations
from portal import access
from portal.core import clock
from portal.ui import words
from portal.workflow import Reminder, Timed, Transition, Workflow

S = GoodPractice.State
INNER = frozenset(("renew",))  # a step of another's step: no page of its own


def propose(practice, by, **_):
    """Writing time stops here; reviewers get the present content."""
    practice.proposed_by, practice.moderation_note, practice.validated_by = by, "", None
    durations.finish(practice)
    actions.begin(practice, by)


def give_back(practice, by, reason, reasons=(), **_):
    practice.moderation_note = reason
    return actions.first_answer(practice, by, O.RETURNED, reasons=reasons, note=reason)


def send_back(practice, by, reason, reasons=(), **_):
    practice.moderation_note, practice.validated_by = reason, None
    return actions.second_answer(practice, by, O.RETURNED, reasons=reasons, note=reason)


def reject(practice, by, reason, reasons=(), **_):
    practice.moderation_note = reason
    return actions.first_answer(practice, by, O.REJECTED, reasons=reasons, note=reason)


def validate(practice, by, **_):
    practice.validated_by = by
    return actions.first_answer(practice, by, O.VALIDATED)


def publish(practice, by, **_):
    """BR-87: to review D22 after its publication."""
    practice.published_on = clock.today()
    practice.review_due_on = due("D22", clock.today())
    return _two_readers(practice, by)


def publish_edition(practice, by, **_):
    versions.publish(practice, by)
    return _two_readers(practice, by)


def renew(practice, edition, **_):
    """Keeps its URL and its first date of publication."""
    versions.take_over(practice, edition)
    practice.edition, practice.revised_on = edition.edition, clock.today()
    practice.review_due_on = due("D22", clock.today())


def _two_readers(practice, by):
    actions.second_answer(practice, by, O.PUBLISHED)
    return {"readers": [str(one) for one in (practice.validated_by, by) if one]}


def confirm(practice, by, **_):
    """Still true: D22 again; the date of publication stays."""
    practice.review_due_on = due("D22", clock.today())


def end(practice, **_):
    """Open submissions and versions are closed."""
    actions.close(practice)
    versions.drop(practice)


def publish_effects(practice):
    return [
        "La fiche paraît aussitôt dans l’observatoire, pour tout le monde.",
        f"Le {words.day(due('D22', clock.today()))}, le portail demandera à l’organisme si elle est toujours vraie.",
    ]


def edition_effects(practice):
    return [
        "La nouvelle version remplace aussitôt celle que tout le monde lit, à la même adresse.",
    ]


def withdraw_effects(practice):
    if not practice.is_published:
        return ["La fiche ne sera plus relue. Votre organisme peut en proposer une autre."]
    return [
        "La fiche disparaît aussitôt de l’observatoire, avec ses images et ses documents.",
        "Son adresse dit qu’elle est retirée, sans dire pourquoi.",
    ]


PRACTICE = Workflow(
    GoodPractice,
    topic="observatory",
    path=(S.DRAFT, S.SUBMITTED, S.VALIDATED, S.PUBLISHED),
    hands={
        S.DRAFT: "l’organisme",
        S.CHANGES_REQUESTED: "l’organisme",
        S.SUBMITTED: "le référent label",
        S.VALIDATED: "une seconde personne, du label ou de la Dircom",
        S.PUBLISHED: "l’organisme",
        S.REVIEW_DUE: "l’organisme",
    },
    dated={
        S.PUBLISHED: "D22, dès la publication (`review_due_on`)",
        S.REVIEW_DUE: "D22, dès la publication (`review_due_on`)",
    },
    undated={
        S.DRAFT: "l’organisme écrit à son rythme",
        S.CHANGES_REQUESTED: "l’organisme reprend à son rythme",
        S.SUBMITTED: "aucun délai de lecture n’est promis",
        S.VALIDATED: "aucun délai de lecture n’est promis",
        S.PUBLISHED: "la fiche dit le jour de sa relecture",
        S.REVIEW_DUE: "la fiche porte la mention « À confirmer »",
    },
    public={S.PUBLISHED: "Publiée", S.REVIEW_DUE: "À confirmer"},
    transitions=(
        Transition(
            "submit", "Proposer la fiche", (S.DRAFT, S.CHANGES_REQUESTED), S.SUBMITTED, contributor,
            "a proposé la fiche",
            needs=(guards.complete, guards.classed, guards.agreed, guards.pictured, guards.rewritten),
            then=propose, tells=(notices.SUBMITTED,),
        ),
        Transition(
            "validate", "Valider la fiche", (S.SUBMITTED,), S.VALIDATED, moderator, "a validé la fiche",
            needs=(guards.classed, guards.pictured), form=ValidateForm, then=validate,
            tells=(notices.VALIDATED,),
        ),
        Transition(
            "request_changes", "Demander une reprise", (S.SUBMITTED,), S.CHANGES_REQUESTED, moderator,
            "a demandé une reprise", form=ReturnForm, then=give_back, tells=(notices.CHANGES_REQUESTED,),
        ),
        Transition(
            "reject", "Ne pas retenir la fiche", (S.SUBMITTED,), S.REJECTED, moderator, "n’a pas retenu la fiche",
            form=ReturnForm, then=reject, tells=(notices.REJECTED,), tone="danger",
        ),
        Transition(
            "publish", "Publier la fiche", (S.VALIDATED,), S.PUBLISHED, publishes_sheet, "a publié la fiche",
            needs=(guards.agreed, guards.pictured), then=publish, effects=publish_effects, tells=(notices.PUBLISHED,),
        ),
        Transition(
            "publish_edition", "Publier la nouvelle version", (S.VALIDATED,), S.MERGED, publishes_edition,
            "a publié la nouvelle version", needs=(guards.original_published, guards.agreed, guards.pictured),
            then=publish_edition, effects=edition_effects, tells=(notices.EDITION_PUBLISHED,),
        ),
        Transition(
            "send_back", "Rendre la fiche à l’organisme", (S.VALIDATED,), S.CHANGES_REQUESTED, second_reader,
            "a rendu la fiche à l’organisme", form=ReturnForm, then=send_back,
            tells=(notices.CHANGES_REQUESTED,),
        ),
        Transition(
            "renew", "Prendre la nouvelle version", PUBLISHED, S.PUBLISHED, publisher,
            "a mis la fiche à jour", then=renew,
            effects=lambda _: ["La fiche prend le texte de la nouvelle version, à la même adresse."],
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
            "archive", "Archiver la fiche", PUBLISHED, S.ARCHIVED, archiver, "a archivé la fiche", then=end,
        ),
        Transition(
            "withdraw", "Retirer la fiche", (S.SUBMITTED, S.VALIDATED, *PUBLISHED), S.WITHDRAWN, keeper,
            "a retiré la fiche", form=WithdrawForm, then=end, effects=withdraw_effects, tone="danger",
        ),
        Transition(
            "abandon", "Abandonner la fiche", (S.DRAFT, S.CHANGES_REQUESTED), S.WITHDRAWN, contributor,
            "a abandonné la fiche", tone="danger",
        ),
        Transition(
            "drop", "Classer la version", UNDER_WAY, S.WITHDRAWN, access.clock,
            "classe la version, la fiche n’étant plus publiée", then=end,
        ),
    ),
    reminders=(
        Reminder(S.REVIEW_DUE, notices.REVIEW_STILL, (-30, -60), field="review_due_on"),
    ),
    timed=(Timed("expire", lambda: Q(review_due_on__lte=clock.today())),),
)  # fmt: skip
