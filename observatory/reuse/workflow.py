"""State machine of a reuse: declared, reviewed, counted; withdrawn by its organism at any time."""

from observatory.practices.workflow import ReturnForm
from observatory.reuse import notices
from observatory.reuse.models import PracticeReuse
from observatory.reuse.rules import author, moderator
from portal.core import clock
from portal.workflow import Problem, Transition, Workflow, acting, guard

S = PracticeReuse.State


@guard("La pratique est publiée")
def practice_is_public(reuse):
    if reuse.practice.is_published:
        return None
    return Problem("practice_gone", "La pratique n’est plus publiée dans l’observatoire.")


def note(reuse, by, reason, **_):
    reuse.moderation_note, reuse.accepted_on = reason, None


def clear(reuse, by, **_):
    reuse.moderation_note = ""


def accept(reuse, by, **_):
    reuse.moderation_note, reuse.accepted_on = "", clock.today()


def recount(reuse, by):
    """« Reprises » of the practice: those known before the portal, plus the accepted ones."""
    said = {"act": "reuse", "sentence": "a mis à jour le nombre de reprises"}
    with acting(reuse.practice, by=by, **said) as practice:
        accepted = practice.reuses.filter(state=S.ACCEPTED).count()
        practice.reuse_count = practice.known_reuses + accepted


def accept_effects(reuse):
    told = "La fiche la raconte, avec le nom de l’organisme."
    counted = "La fiche ne la raconte pas\u00a0: l’organisme ne souhaite pas paraître."
    return [
        "La pratique compte une reprise de plus, partout où ce nombre se lit.",
        told if reuse.is_named else counted,
    ]


REUSE = Workflow(
    PracticeReuse,
    topic="observatory/reuse",
    path=(S.DECLARED, S.ACCEPTED),
    hands={S.DECLARED: "le référent label", S.TO_FIX: "l’organisme", S.ACCEPTED: "l’organisme"},
    undated={
        S.DECLARED: "aucun délai de lecture n’est promis",
        S.TO_FIX: "l’organisme précise à son rythme",
        S.ACCEPTED: "rien n’est attendu",
    },
    transitions=(
        Transition(
            "accept", "Retenir la reprise", (S.DECLARED,), S.ACCEPTED, moderator, "a retenu la reprise",
            needs=(practice_is_public,), then=accept, after=recount, effects=accept_effects,
            tells=(notices.ACCEPTED, notices.REUSED),
        ),
        Transition(
            "send_back", "Demander une précision", (S.DECLARED,), S.TO_FIX, moderator,
            "a demandé une précision", form=ReturnForm, then=note, tells=(notices.SENT_BACK,),
        ),
        Transition(
            "resubmit", "Renvoyer au référent", (S.TO_FIX,), S.DECLARED, author, "a renvoyé la reprise",
            then=clear, tells=(notices.DECLARED,),
        ),
        Transition(
            "reject", "Ne pas retenir la reprise", (S.DECLARED, S.ACCEPTED), S.REJECTED, moderator,
            "n’a pas retenu la reprise", form=ReturnForm, then=note, after=recount,
            tells=(notices.REJECTED,), tone="danger",
        ),
        Transition(
            "withdraw", "Retirer notre reprise", (S.DECLARED, S.TO_FIX, S.ACCEPTED), S.WITHDRAWN, author,
            "a retiré sa reprise", after=recount, tone="danger",
            effects=lambda reuse: ["Elle disparaît aussitôt de la fiche et n’y est plus comptée."],
        ),
    ),
)  # fmt: skip
