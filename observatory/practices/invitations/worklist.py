"""Tasks of invitations on a member's home: to answer for the organism, to follow for whoever invited."""

from labelling.public import instructor, memberships
from observatory.practices.invitations.models import PracticeInvitation
from portal.web import worklist


def _waiting():
    return PracticeInvitation.objects.filter(state="waiting")


def _own(_user, row):
    context = f"Invitation à raconter une pratique, {row.organism}"
    url = row.get_absolute_url()
    return worklist.Task(worklist.DO, row.title, context, url, "vous", None, "Répondre")


@worklist.source("organism", tell=_own)
def invitations(user):
    mine = memberships(user)
    return _waiting().filter(organism__in=mine) if mine else None


def _sent(_user, row):
    context, url = f"Invitation, {row.organism}", row.get_absolute_url()
    return worklist.Task(worklist.WAIT, row.title, context, url, row.hand)


@worklist.source("organism", tell=_sent)
def sent_invitations(user):
    return _waiting().filter(invited_by=user) if instructor(user, None) else None
