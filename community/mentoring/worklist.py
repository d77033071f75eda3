"""Tasks of mentoring on a member's home: for each organism, and for the référent."""

from django.db.models import Q
from django.urls import reverse

from community.mentoring import criteria
from community.mentoring.models import Mentoring, MentoringFollowUp
from community.mentoring.rules import office, to_agree
from labelling.public import memberships
from portal.core import clock
from portal.web import worklist

LIMIT = 10
PAIRS = Mentoring.objects.select_related("mentor", "mentee")


def _task(where, pair, button, hand="vous", due_on=None):
    return worklist.Task(
        where, str(pair), "Mentorat", pair.get_absolute_url(), hand, due_on, button,
        date_label="Depuis le",
    )  # fmt: skip


@worklist.provider
def pairs(user):
    """Proposals to accept, first exchanges to record."""
    mine = list(memberships(user))
    if not mine:
        return []
    rows = PAIRS.filter(Q(mentor__in=mine) | Q(mentee__in=mine), state__in=("proposed", "accepted"))
    return [_pair(user, pair) for pair in rows[:LIMIT]]


def _pair(user, pair):
    if pair.state == "accepted":
        return _task(worklist.DO, pair, "Noter le premier échange")
    if to_agree(user, pair):
        return _task(worklist.DO, pair, "Répondre")
    return _task(worklist.WAIT, pair, "Ouvrir", "l’autre organisme")


@worklist.provider
def follow_ups(user):
    mine = list(memberships(user))
    if not mine:
        return []
    rows = MentoringFollowUp.objects.filter(
        organism__in=mine, state="waiting", due_on__lte=clock.today(),
        mentoring__state__in=("accepted", "running"),
    ).select_related("mentoring__mentor", "mentoring__mentee")  # fmt: skip
    return [
        worklist.Task(
            worklist.DO, str(row.mentoring), "Trois mois de mentorat\u00a0: qu’est-ce qui a changé\u00a0?",
            reverse("community:mentoring_follow_up", args=[row.mentoring.reference]), "vous",
            row.due_on, "Répondre", "Demandé le",
        )
        for row in rows[:LIMIT]
    ]  # fmt: skip


@worklist.provider
def to_pair(user):
    """Newly labelled organisms without mentor."""
    if not office(user, None):
        return []
    return [
        worklist.Task(
            worklist.WATCH, str(one), "Nouvellement labellisé, sans mentorat",
            reverse("community:mentoring_propose", args=["club", one.slug]), "vous", button="Proposer",
        )
        for one in criteria.newly_labelled()[:LIMIT]
    ]  # fmt: skip
