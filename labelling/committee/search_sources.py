"""Members' search source: sessions and decisions that one sees (BR-52)."""

from django.urls import reverse

from labelling.committee.models import CommitteeSession, Decision
from labelling.parties.framework.votes import decision_label
from labelling.parties.organisms.models import Organism
from portal import search
from portal.ui import words

SESSION = ("place", "reference", "held_on", "state")
DECISION = (
    "item__dossier__organism__name",
    "item__label__organism__name",
    "motivation",
    "recommendations",
    "item__session__reference",
    "item__number",
    "option",
    "item__kind",
    "decided_on",
)


def _session_words(row):
    return f"comité séance {words.day(row[2])} {CommitteeSession.State(row[3]).label}"


def _session(row):
    place, reference, held_on, state = row
    return search.Result(
        f"Comité du {words.day(held_on)}",
        reverse("labelling:session_detail", args=[reference]),
        f"{reference}, {CommitteeSession.State(state).label.lower()}, {place}",
        None,
        reference,
    )


SESSIONS = search.Words(
    "seances",
    CommitteeSession,
    SESSION,
    texts=SESSION[:2],
    more=_session_words,
)


@search.source("seances", "Séances du comité", 50, SESSIONS)
def sessions(user, query):
    return search.matching(
        CommitteeSession.objects.visible_to(user),
        query,
        SESSIONS,
        tell=_session,
        order=("-held_on",),
    )


def _decision(row):
    of_dossier, of_label, _motivation, _more, reference, number, option, kind, decided_on = row
    what = of_dossier or of_label or f"point {number}"
    url = reverse("labelling:item_detail", args=[reference, number])
    said = f"{decision_label(kind, option)}, {reference}"
    return search.Result(f"Décision, {what}", url, said, decided_on)


DECISIONS = search.Words(
    "decisions",
    Decision,
    DECISION,
    texts=DECISION[:5],
    follows={"item__dossier__organism": Organism, "item__label__organism": Organism},
)


@search.source("decisions", "Décisions", 55, DECISIONS)
def decisions(user, query):
    return search.matching(
        Decision.objects.visible_to(user),
        query,
        DECISIONS,
        tell=_decision,
        order=("-decided_on", "-pk"),
    )
