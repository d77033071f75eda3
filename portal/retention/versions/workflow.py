"""Workflow table of a version of the durations: prepared and proposed by one office, approved by the other."""

from portal.core import clock
from portal.retention.models import RetentionVersion
from portal.retention.rules import approver, approvers, preparer
from portal.retention.versions import actions, comparing, notices
from portal.retention.versions.forms import KeptReasonForm, ProposeForm, problem_of_day
from portal.ui import words
from portal.workflow import Problem, Transition, Workflow, guard

S = RetentionVersion.State
PREPARING, OTHER = "la fonction qui prépare", "l’autre fonction"


@guard("Chaque durée est donnée")
def complete(version):
    return [Problem("incomplete", one) for one in actions.faults(version)]


@guard("Une personne de l’autre fonction peut répondre")
def another_may_answer(version):
    if approvers(version).exists():
        return None
    text = (
        "Personne ne pourrait approuver cette version\u00a0: il faut un délégué à la protection des données et un "
        "référent label qui soient deux personnes."
    )
    return Problem("nobody", text)


@guard("Date d’effet encore possible")
def day_is_possible(version):
    problem = problem_of_day(version.starts_on)
    return Problem("day", problem) if problem else None


def propose(version, by, starts_on, note=""):
    version.starts_on, version.note = starts_on, note
    version.proposed_by, version.proposed_at = by, clock.now()
    return {"starts_on": starts_on.isoformat()}


def resume(version, by):
    version.proposed_by = version.proposed_at = None


def answer(version, by, **_):
    version.decided_by, version.decided_at = by, clock.now()


def proposed_effects(version):
    return [
        f"{_difference(version)} des durées en vigueur.",
        "Les durées ne changent plus, à moins de reprendre la préparation.",
    ]


def approved_effects(version):
    return [
        f"{_difference(version)} des durées en vigueur.",
        f"Le portail efface selon ces durées à partir du {words.day(version.starts_on)}.",
        "Une version approuvée ne change plus\u00a0: une correction fait une nouvelle version.",
    ]


def unchanged_effects(_version):
    return ["Les durées en vigueur ne changent pas."]


def _difference(version):
    many = comparing.changed(version)
    return words.count(many, "ligne diffère", "lignes diffèrent") if many else "Rien ne diffère"


RETENTION_VERSION = Workflow(
    RetentionVersion,
    topic="portal/retention",
    path=(S.DRAFT, S.PROPOSED, S.APPROVED),
    hands={S.DRAFT: PREPARING, S.PROPOSED: OTHER},
    holders={PREPARING: preparer, OTHER: approver},
    undated={
        S.DRAFT: "elle se prépare sans date promise",
        S.PROPOSED: "la réponse se donne avant la date d’effet",
    },
    reading=("prepared_by", "proposed_by"),
    transitions=(
        Transition(
            "propose", "Proposer ces durées", (S.DRAFT,), S.PROPOSED, preparer, "a proposé ces durées",
            needs=(complete, another_may_answer), form=ProposeForm, then=propose, effects=proposed_effects,
            tells=(notices.PROPOSED,), slug="proposer",
        ),
        Transition(
            "approve", "Approuver ces durées", (S.PROPOSED,), S.APPROVED, approver, "a approuvé ces durées",
            needs=(complete, day_is_possible), then=answer, effects=approved_effects,
            tells=(notices.ANSWERED,), slug="approuver",
        ),
        Transition(
            "refuse", "Refuser ces durées", (S.PROPOSED,), S.REFUSED, approver, "a refusé ces durées",
            form=KeptReasonForm, then=answer, effects=unchanged_effects, tells=(notices.ANSWERED,),
            tone="danger", slug="refuser",
        ),
        Transition(
            "resume", "Reprendre la préparation", (S.PROPOSED,), S.DRAFT, preparer, "a repris la préparation",
            then=resume, effects=unchanged_effects, tells=(notices.TAKEN_BACK,), slug="reprendre", awaited=False,
        ),
        Transition(
            "withdraw", "Abandonner cette version", (S.DRAFT, S.PROPOSED), S.WITHDRAWN, preparer,
            "a abandonné cette version", form=KeptReasonForm, effects=unchanged_effects,
            tells=(notices.TAKEN_BACK,), tone="danger", slug="abandonner",
        ),
    ),
)  # fmt: skip
