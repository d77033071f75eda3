"""Workflow table of a change of role or account: proposed by one office, confirmed by the other."""

from django.db.models import Q

from portal import access
from portal.account_desk import notices
from portal.account_desk.actions import TOPIC
from portal.account_desk.forms import ConfirmForm, RefuseForm
from portal.account_desk.kinds import KINDS
from portal.account_desk.models import AccountChange
from portal.account_desk.roles import holders, lock_roles
from portal.account_desk.rules import confirmer, dated, proposer
from portal.core import clock
from portal.workflow import Problem, Refused, Timed, Transition, Workflow, guard

S = AccountChange.State


@guard("Changement encore possible")
def possible(change):
    return KINDS[change.kind].problems(change)


@guard("Proposée par une personne qui tient encore sa fonction")
def still_proposed(change):
    if holders(change.proposed_as).filter(pk=change.proposed_by_id).exists():
        return None
    text = (
        f"{change.proposed_by} ne tient plus la fonction «\u00a0{change.get_proposed_as_display()}\u00a0»\u00a0: "
        "refusez cette proposition, une autre la remplacera."
    )
    return Problem("proposer_gone", text)


NEEDS = (possible, still_proposed)


def confirm(change, by, **_):
    """Asked again once the roles are locked: two changes confirmed at once do not leave an office empty."""
    lock_roles()
    if problems := [problem for one in NEEDS for problem in _as_list(one(change))]:
        raise Refused(*problems, thing=change)
    told = KINDS[change.kind].make(change, by)
    close(change, by)
    return told


def schedule(change, by, **_):
    """It waits for the evening of the day; `apply` takes the role then."""
    lock_roles()
    if problems := [problem for one in NEEDS for problem in _as_list(one(change))]:
        raise Refused(*problems, thing=change)
    close(change, by)
    change.due_on = change.until_on


def apply(change, by, **_):
    """Nothing is left to take where the role has been taken at once in between."""
    lock_roles()
    is_held = holders(change.role).filter(pk=change.person_id).exists()
    return KINDS[change.kind].make(change, by) if is_held else None


def close(change, by, **_):
    """Whatever the answer, the address of who has no account leaves with the proposal."""
    change.email, change.decided_by = "", by


def effects(change):
    return KINDS[change.kind].effects(change)


def _as_list(found):
    return [found] if isinstance(found, Problem) else found or []


def no_effect(_change):
    return ["Rien ne change\u00a0: ni fonction, ni compte."]


ACCOUNT_CHANGE = Workflow(
    AccountChange,
    topic=TOPIC,
    path=(S.PROPOSED, S.CONFIRMED),
    hands={S.PROPOSED: "l’autre fonction", S.SCHEDULED: "personne"},
    dated={
        S.PROPOSED: "quatorze jours après la proposition",
        S.SCHEDULED: "le dernier jour de la fonction",
    },
    holders={"l’autre fonction": confirmer},
    reading=("person", "proposed_by"),
    transitions=(
        Transition(
            "confirm", "Confirmer", (S.PROPOSED,), S.CONFIRMED, confirmer - dated, "a confirmé la proposition",
            form=ConfirmForm, needs=NEEDS, then=confirm, effects=effects, tells=(notices.ANSWERED, notices.APPLIED),
        ),
        Transition(
            "schedule", "Confirmer pour ce jour", (S.PROPOSED,), S.SCHEDULED, confirmer & dated,
            "a confirmé la proposition, à effet du dernier jour au soir", needs=NEEDS, then=schedule,
            effects=effects, tells=(notices.ANSWERED, notices.SCHEDULED),
        ),
        Transition(
            "apply", "Appliquer", (S.SCHEDULED,), S.CONFIRMED, access.clock,
            "retire la fonction, son dernier jour passé",
            then=apply, tells=(notices.APPLIED,),
        ),
        Transition(
            "cancel", "Annuler ce retrait", (S.SCHEDULED,), S.WITHDRAWN, proposer | confirmer,
            "a annulé le retrait à venir", effects=no_effect, tells=(notices.WITHDRAWN,), awaited=False,
        ),
        Transition(
            "refuse", "Refuser", (S.PROPOSED,), S.REFUSED, confirmer, "a refusé la proposition",
            form=RefuseForm, then=close, effects=no_effect, tells=(notices.ANSWERED,), tone="danger",
        ),
        Transition(
            "withdraw", "Retirer la proposition", (S.PROPOSED,), S.WITHDRAWN, proposer,
            "a retiré la proposition", then=close, effects=no_effect, tells=(notices.WITHDRAWN,),
            slug="retirer", awaited=False,
        ),
        Transition(
            "expire", "Échoir", (S.PROPOSED,), S.EXPIRED, access.clock, "constate que personne n’a répondu",
            then=close, tells=(notices.ANSWERED,),
        ),
    ),
    timed=(
        Timed("expire", lambda: Q(due_on__lt=clock.today())),
        Timed("apply", lambda: Q(until_on__lt=clock.today())),
    ),
)  # fmt: skip
