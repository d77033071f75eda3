"""Workflow table of a change of role or account: proposed by one office, confirmed by the other."""

from django.db.models import Q

from portal import access
from portal.account_desk import notices
from portal.account_desk.holders import holders, lock_roles
from portal.account_desk.kinds import KINDS
from portal.account_desk.models import AccountChange
from portal.account_desk.proposing import TOPIC
from portal.account_desk.rules import confirmer, proposer
from portal.account_desk.step_forms import ConfirmForm, RefuseForm
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
    if problems := [problem for one in NEEDS for problem in _listed(one(change))]:
        raise Refused(*problems, thing=change)
    told = KINDS[change.kind].make(change, by)
    close(change, by)
    return told


def close(change, by, **_):
    """Whatever the answer, the address of who has no account leaves with the proposal."""
    change.email, change.decided_by = "", by


def effects(change):
    return KINDS[change.kind].effects(change)


def _listed(found):
    return [found] if isinstance(found, Problem) else found or []


def no_effect(_change):
    return ["Rien ne change\u00a0: ni fonction, ni compte."]


ACCOUNT_CHANGE = Workflow(
    AccountChange,
    topic=TOPIC,
    path=(S.PROPOSED, S.CONFIRMED),
    hands={S.PROPOSED: "l’autre fonction"},
    dated={S.PROPOSED: "quatorze jours après la proposition"},
    holders={"l’autre fonction": confirmer},
    reading=("person", "proposed_by"),
    transitions=(
        Transition(
            "confirm", "Confirmer", (S.PROPOSED,), S.CONFIRMED, confirmer, "a confirmé la proposition",
            form=ConfirmForm, needs=NEEDS, then=confirm, effects=effects, tells=(notices.ANSWERED, notices.APPLIED),
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
    timed=(Timed("expire", lambda: Q(due_on__lt=clock.today())),),
)  # fmt: skip
