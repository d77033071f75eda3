"""Tasks of the trophies on a member's home: to vote, to answer an invitation; for the organisers, results."""

from django.db.models import Exists, OuterRef

from labelling.public import instructor, labelled_for, memberships
from observatory.trophies.models import TrophyCandidate, TrophyCategory, TrophyEdition, TrophyVote
from portal.web import worklist

LIMIT = 5


def _task(title, context, url, button, due_on=None):
    return worklist.Task(worklist.DO, title, context, url, "vous", due_on, button, "Jusqu’au")


def _vote(_user, row):
    url, closes_on = row.edition.get_absolute_url(), row.edition.closes_on
    return _task(f"Catégorie «\u00a0{row}\u00a0»", str(row.edition), url, "Voter", closes_on)


@worklist.source("edition", tell=_vote, most=LIMIT)
def votes_to_cast(user):
    """Who votes for several organisms is told as long as the vote runs: they may change their mind."""
    mine = labelled_for(user)
    if not mine:
        return None
    rows = TrophyCategory.objects.filter(edition__state="voting").order_by("pk")
    if len(mine) > 1:
        return rows
    return rows.filter(
        ~Exists(TrophyVote.objects.filter(category=OuterRef("pk"), organism__in=mine))
    )


def _invitation(_user, row):
    context = f"{row.category.edition}, candidature proposée"
    return _task(str(row.practice), context, row.get_absolute_url(), "Répondre", row.answer_by)


@worklist.source("practice", "category__edition", tell=_invitation)
def invitations_to_answer(user):
    mine = memberships(user)
    if not mine:
        return None
    return TrophyCandidate.objects.filter(
        state="invited", organism__in=mine, category__edition__state="nominating"
    )


def _results(_user, row):
    return _task(str(row), "Vote dépouillé", row.get_absolute_url(), "Publier")


@worklist.source(tell=_results, most=LIMIT)
def results_to_publish(user):
    return TrophyEdition.objects.filter(state="counted") if instructor(user, None) else None
