"""Count of the votes of an edition: ranks, the rule for equal counts; the choices are then erased."""

from django.db.models import Count, Q

from observatory.practices.terms import PUBLISHED
from observatory.trophies.models import TrophyCandidate, TrophyVote


def key(candidate):
    """Sort key: votes, then reuses, then the oldest publication (`TIE_RULE`)."""
    practice = candidate.practice
    return -candidate.many, -practice.reuse_count, practice.published_on.toordinal()


def ranked(candidates):
    """[(rank, candidate)] of those with a vote; equal ones share a rank."""
    rows = sorted((one for one in candidates if one.many), key=key)
    places, found = {}, []
    for place, one in enumerate(rows, 1):
        found.append((places.setdefault(key(one), place), one))
    return found


def count(edition, by=None, **_):
    """Under the lock of the edition: no vote comes in between."""
    votes = TrophyVote.objects.filter(category__edition=edition)
    many = Count("votes", filter=Q(practice__state__in=PUBLISHED))
    rows = TrophyCandidate.objects.filter(category__edition=edition, state="running")
    by_category = {}
    for one in rows.select_related("practice").annotate(many=many):
        by_category.setdefault(one.category_id, []).append(one)
    found = []
    for candidates in by_category.values():
        for rank, one in ranked(candidates):
            one.rank = rank
            found.append(one)
    TrophyCandidate.objects.bulk_update(found, ["rank"])
    edition.voters = votes.values("organism").distinct().count()
    votes.update(candidate=None, chosen=None)
    return {"voters": edition.voters}
