"""Tasks of the trophies on a member's home: to vote, to answer an invitation; for the organisers, results."""

from django.db.models import Exists, OuterRef

from labelling.public import instructor, memberships
from observatory.trophies.models import TrophyCandidate, TrophyCategory, TrophyEdition, TrophyVote
from observatory.trophies.rules import voting_organisms
from portal.web import worklist

LIMIT = 5


def _task(title, context, url, button, due_on=None):
    return worklist.Task(worklist.DO, title, context, url, "vous", due_on, button, "Jusqu’au")


@worklist.provider
def votes_to_cast(user):
    if not memberships(user):
        return []
    running = TrophyEdition.objects.filter(state="voting")
    rows = TrophyCategory.objects.filter(edition__in=running).select_related("edition")
    mine = list(voting_organisms(user)) if rows.exists() else []
    if not mine:
        return []
    cast = TrophyVote.objects.filter(category=OuterRef("pk"), organism=mine[0])
    left = rows.filter(~Exists(cast))[:LIMIT] if len(mine) == 1 else rows[:LIMIT]
    return [
        _task(
            f"Voter\u00a0: {row}",
            str(row.edition),
            row.edition.get_absolute_url(),
            "Voter",
            row.edition.closes_on,
        )
        for row in left
    ]


@worklist.provider
def invitations_to_answer(user):
    mine = memberships(user)
    if not mine:
        return []
    rows = TrophyCandidate.objects.filter(
        state="invited", organism__in=mine, category__edition__state="nominating"
    )
    rows = rows.select_related("practice", "category__edition")[:LIMIT]
    return [
        _task(
            str(row.practice),
            f"{row.category.edition}, candidature proposée",
            row.get_absolute_url(),
            "Répondre",
        )
        for row in rows
    ]


@worklist.provider
def results_to_publish(user):
    if not instructor(user, None):
        return []
    rows = TrophyEdition.objects.filter(state="counted")[:LIMIT]
    return [_task(str(row), "Vote dépouillé", row.get_absolute_url(), "Publier") for row in rows]
