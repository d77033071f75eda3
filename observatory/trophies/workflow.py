"""State machines of the trophies: an edition, whose vote the clock opens and closes; a candidate."""

from django.db.models import Q

from observatory.practices.terms import PUBLISHED
from observatory.practices.workflow import ReturnForm
from observatory.trophies import notices
from observatory.trophies.models import TrophyCandidate, TrophyEdition
from observatory.trophies.rules import organiser, proposer, publisher
from observatory.trophies.scores import count
from portal import access
from portal.core import clock
from portal.workflow import Problem, Reminder, Timed, Transition, Workflow, guard

S, C = TrophyEdition.State, TrophyCandidate.State


@guard("Une catégorie au moins")
def has_categories(edition):
    if edition.categories.exists():
        return None
    return Problem("no_category", "Écrivez au moins une catégorie.")


@guard("Une candidature en lice dans chaque catégorie")
def has_candidates(edition):
    running = {"candidates__state": C.RUNNING, "candidates__practice__state__in": PUBLISHED}
    filled = edition.categories.filter(**running).values("pk")
    return [
        Problem("no_candidate", f"Aucune candidature n’est en lice\u00a0: {category}.")
        for category in edition.categories.exclude(pk__in=filled)
    ]


@guard("Le vote est clos")
def closed(edition):
    if edition.closes_on < clock.today():
        return None
    return Problem(
        "still_open",
        "Le vote court encore\u00a0: il se dépouille le lendemain de son dernier jour.",
    )


@guard("Les candidatures ou le vote sont ouverts")
def edition_runs(candidate):
    if candidate.category.edition.state in (S.NOMINATING, S.VOTING):
        return None
    return Problem("edition", "Les candidatures de cette édition sont closes.")


@guard("Les candidatures sont ouvertes")
def edition_nominates(candidate):
    if candidate.category.edition.state == S.NOMINATING:
        return None
    return Problem("edition", "Les candidatures de cette édition sont closes.")


def publish(edition, by, **_):
    edition.published_on = clock.today()


EDITION = Workflow(
    TrophyEdition,
    topic="observatory/trophies",
    path=(S.PREPARED, S.NOMINATING, S.VOTING, S.COUNTED, S.PUBLISHED),
    hands={
        S.PREPARED: "le référent label", S.NOMINATING: "les organismes", S.VOTING: "le club",
        S.COUNTED: "le référent label ou la Dircom",
    },
    dated={S.VOTING: "le dernier jour du vote (`closes_on`)", S.NOMINATING: "le premier jour du vote (`opens_on`)"},
    undated={
        S.PREPARED: "le référent choisit quand ouvrir",
        S.NOMINATING: "l’édition dit le premier jour du vote",
        S.VOTING: "l’édition dit le dernier jour du vote",
        S.COUNTED: "la Dircom choisit le jour des résultats",
    },
    transitions=(
        Transition(
            "open_nominations", "Ouvrir les candidatures", (S.PREPARED,), S.NOMINATING, organiser,
            "a ouvert les candidatures", needs=(has_categories,),
        ),
        Transition(
            "open_votes", "Ouvrir le vote", (S.NOMINATING,), S.VOTING, organiser | access.clock,
            "a ouvert le vote", needs=(has_candidates,), tells=(notices.VOTE_OPEN,),
        ),
        Transition(
            "count", "Dépouiller le vote", (S.VOTING,), S.COUNTED, organiser | access.clock,
            "a dépouillé le vote", needs=(closed,), then=count,
            effects=lambda _: ["Les rangs sont calculés, puis le choix de chacun est oublié."],
        ),
        Transition(
            "publish", "Publier les résultats", (S.COUNTED,), S.PUBLISHED, publisher,
            "a publié les résultats", then=publish, tells=(notices.RESULTS,),
        ),
        Transition(
            "cancel", "Annuler l’édition", (S.PREPARED, S.NOMINATING, S.VOTING, S.COUNTED), S.CANCELLED,
            organiser, "a annulé l’édition", form=ReturnForm, tone="danger",
        ),
    ),
    timed=(
        Timed("open_votes", lambda: Q(opens_on__lte=clock.today())),
        Timed("count", lambda: Q(closes_on__lt=clock.today())),
    ),
    reminders=(Reminder(S.VOTING, notices.VOTE_ENDS, "vote", field="closes_on"),),
)  # fmt: skip

CANDIDATE = Workflow(
    TrophyCandidate,
    topic="observatory/trophies",
    path=(C.INVITED, C.RUNNING),
    hands={C.INVITED: "l’organisme", C.RUNNING: "le club"},
    holders={"l’organisme": proposer},
    undated={C.INVITED: "l’édition dit la fin des candidatures", C.RUNNING: "l’édition dit le dernier jour du vote"},
    transitions=(
        Transition(
            "accept", "Accepter la candidature", (C.INVITED,), C.RUNNING, proposer,
            "a accepté la candidature", needs=(edition_nominates,),
        ),
        Transition(
            "withdraw", "Retirer la candidature", (C.INVITED, C.RUNNING), C.WITHDRAWN, proposer | organiser,
            "a retiré la candidature", needs=(edition_runs,), tone="danger",
        ),
    ),
)  # fmt: skip
