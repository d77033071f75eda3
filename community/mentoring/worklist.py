"""Tasks of mentoring on a member's home: for each organism, and for the référent."""

from django.db.models import Q
from django.urls import reverse

from community.mentoring import matching
from community.mentoring.models import Mentoring, MentoringFollowUp
from community.mentoring.rules import office, to_agree
from labelling.public import memberships
from portal.core import clock
from portal.web import worklist

LIMIT = 10


def _task(where, pair, button, hand="vous", due_on=None):
    return worklist.Task(
        where,
        str(pair),
        "Mentorat",
        pair.get_absolute_url(),
        hand,
        due_on,
        button,
        date_label="Depuis le",
    )


def _pair(user, pair):
    if pair.state == "accepted":
        return _task(worklist.DO, pair, "Noter le premier échange")
    if to_agree(user, pair):
        return _task(worklist.DO, pair, "Répondre")
    return _task(worklist.WAIT, pair, "Ouvrir", "l’autre organisme")


@worklist.source("mentor", "mentee", tell=_pair)
def pairs(user):
    """A proposal to accept, a first exchange to note."""
    mine = list(memberships(user))
    if not mine:
        return None
    own = Q(mentor__in=mine) | Q(mentee__in=mine)
    return Mentoring.objects.filter(own, state__in=("proposed", "accepted"))


def _follow_up(_user, row):
    return worklist.Task(
        worklist.DO,
        str(row.mentoring),
        "Trois mois de mentorat\u00a0: qu’est-ce qui a changé\u00a0?",
        reverse("community:mentoring_follow_up", args=[row.mentoring.reference]),
        "vous",
        row.due_on,
        "Répondre",
        "Demandé le",
    )


@worklist.source("mentoring__mentor", "mentoring__mentee", tell=_follow_up)
def follow_ups(user):
    mine = list(memberships(user))
    if not mine:
        return None
    return MentoringFollowUp.objects.filter(
        organism__in=mine,
        state="waiting",
        due_on__lte=clock.today(),
        mentoring__state__in=("accepted", "running"),
    )


def _to_pair(_user, one):
    return worklist.Task(
        worklist.DO,
        str(one),
        "Nouvellement labellisé, sans mentorat",
        reverse("community:mentoring_propose", args=["club", one.slug]),
        "vous",
        button="Proposer",
    )


@worklist.source(tell=_to_pair, most=LIMIT)
def to_pair(user):
    """Newly labelled organisms without mentor."""
    return matching.newly_labelled() if office(user, None) else None
