"""Members' search source: actions of the plans, by their words and their organism."""

from django.urls import reverse

from labelling.parties.organisms.models import Organism
from labelling.path.plan.models import Action
from portal import search

FIELDS = (
    "title",
    "owner",
    "indicator",
    "dossier__organism__name",
    "dossier__reference",
    "number",
    "progress",
    "due_on",
)


def _result(row):
    title, _owner, _indicator, organism, reference, number, progress, due_on = row
    said = f"Action {number}, {organism}, {Action.Progress(progress).label}"
    # The page of an action is for who writes it; the plan is read by all who see it.
    url = f"{reverse('labelling:plan_detail', args=[reference])}#action-{number}"
    return search.Result(title, url, said, due_on)


ACTIONS = search.Words(
    "actions", Action, FIELDS, texts=FIELDS[:4], follows={"dossier__organism": Organism}
)


@search.source("actions", "Actions des plans", 36, ACTIONS)
def actions(user, query):
    return search.matching(Action.objects.visible_to(user), query, ACTIONS, tell=_result)
