"""Page contexts of the trophies: never a vote, nor a count that would disclose one."""

from labelling.public import memberships
from observatory.practices.terms import PUBLISHED
from observatory.trophies.models import TrophyCandidate, TrophyVote
from observatory.trophies.rules import organiser, voting_organisms
from portal.workflow import audit_log


def _candidates(edition):
    rows = TrophyCandidate.objects.filter(category__edition=edition)
    return rows.select_related("practice", "organism", "category")


def _by_category(edition, candidates):
    found = {}
    for one in candidates:
        found.setdefault(one.category_id, []).append(one)
    return [
        {"category": one, "candidates": found.get(one.pk, [])} for one in edition.categories.all()
    ]


def trophies_of(practice):
    """Trophies won by a practice, once the results are published."""
    won = practice.candidacies.filter(rank=1, state="running", category__edition__state="published")
    return {"trophies": list(won.select_related("category__edition"))}


def results(edition):
    """Winners of each category: rank 1, shared or not, while the practice is published."""
    rows = _candidates(edition).filter(rank=1, state="running", practice__state__in=PUBLISHED)
    return _by_category(edition, rows)


def space(edition, user):
    shown = _candidates(edition).visible_to(user).exclude(state="withdrawn")
    rows = _by_category(edition, shown.filter(practice__state__in=PUBLISHED))
    mine = list(voting_organisms(user))
    if edition.state == "voting" and mine:
        _tell_votes(rows, mine)
    return {
        "edition": edition,
        "rows": rows,
        "offers": edition.workflow.offers(edition, user),
        "may_vote": edition.state == "voting" and bool(mine),
        "may_edit": organiser(user, None) and edition.state in ("prepared", "nominating"),
        "may_propose": edition.state == "nominating" and may_propose(user),
        "lines": audit_log.entries_of(edition)[:20] if organiser(user, None) else [],
        "own": set(memberships(user)),
    }


def _tell_votes(rows, mine):
    """Which of one's organisms have voted in each category; not for whom."""
    votes = TrophyVote.objects.filter(organism__in=mine, category__in=[r["category"] for r in rows])
    done = {}
    for category, organism in votes.values_list("category", "organism__name"):
        done.setdefault(category, []).append(organism)
    for row in rows:
        row["voted"] = done.get(row["category"].pk, [])
        row["is_open"] = len(row["voted"]) < len(mine)


def may_propose(user):
    return bool(memberships(user)) or organiser(user, None)


def votable(category, user):
    """Running candidates, without those of `user`'s organism if they have only one."""
    rows = category.candidates.filter(state="running", practice__state__in=PUBLISHED)
    mine = list(voting_organisms(user)[:2])
    if len(mine) == 1:
        rows = rows.exclude(organism=mine[0])
    return rows.select_related("practice", "organism").order_by("practice__title__french", "pk")
