"""Members' search source: drafts of the rules, for whoever prepares them."""

from django.urls import reverse

from labelling.parties.framework.models import RulesDraft
from portal import search

FIELDS = ("code", "title", "kind", "state", "effective_from")


def _more(row):
    return f"projet de version {RulesDraft.Kind(row[2]).label} {RulesDraft.State(row[3]).label}"


def _result(row):
    code, title, kind, state, effective_from = row
    return search.Result(
        f"{code}, {title}",
        reverse("labelling:rules_draft", args=[code]),
        f"Projet, {RulesDraft.Kind(kind).label.lower()}, {RulesDraft.State(state).label.lower()}",
        effective_from,
        code,
    )


DRAFTS = search.Words("projets", RulesDraft, FIELDS, texts=FIELDS[:2], more=_more)


@search.source("projets", "Projets de version des règles", 67)
def drafts(user, query):
    """A few a year: all are read, none is indexed."""
    rows = RulesDraft.objects.visible_to(user)
    return search.matching(rows, query, DRAFTS, tell=_result, is_indexed=False)
