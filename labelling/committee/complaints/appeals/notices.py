"""Notices of appeals: to their organism, to the college and to the committee's office."""

from django.db.models import Q

from labelling.committee.complaints.appeals import models
from labelling.committee.complaints.appeals.models import Appeal
from labelling.committee.complaints.handlers.rules import HANDLER
from labelling.committee.complaints.notices import (
    GROUP,
    HANDLE,
    LATE,
    OFFICE,
    TOPIC,
    handlers,
    office,
)
from labelling.committee.models import sitting
from labelling.parties.organisms.people import recipients
from labelling.parties.organisms.people.recipients import PRESIDENCY
from portal.models import Role, User
from portal.notifications.notices import Notice
from portal.notifications.recipients import BY_ROLE
from portal.notifications.recipients import OFFICE as OFFICERS

TO_MEMBERS = "les membres de l’organisme"
OWN = "Vous recevez ce message parce que votre organisme a formé ce recours."
FOLLOW = "Vous recevez ce message parce que vous suivez les recours."
COMMITTEE_OFFICE = (PRESIDENCY, BY_ROLE[Role.SECRETARY])

members = recipients.members()


def presidency():
    """Whoever holds today the seat of the président or of the vice-président."""
    presides = Q(mandates__seat__is_chair=True) | Q(mandates__seat__is_vice_chair=True)
    return User.objects.filter(presides, sitting("mandates__"), mandates__rank="full")


def committee_office(_appeal):
    people = Q(groups__name=Role.SECRETARY) | Q(pk__in=presidency().values("pk"))
    return User.objects.filter(people, is_active=True).distinct()


def who_notifies(appeal):
    """The présidence alone gives an upheld appeal its effect; the secretariat may notify a rejection."""
    if appeal.outcome == Appeal.Outcome.UPHELD:
        return presidency().filter(is_active=True).distinct()
    return committee_office(appeal)


def still_to_agree(appeal):
    agreed = appeal.agreed_by.values("pk")
    return handlers(appeal).exclude(pk__in=agreed)


def appeal_side(thing):
    sides = (committee_office(thing), handlers(thing))
    people = Q(groups__name__in=OFFICE) | Q(pk__in=sides[0].values("pk"))
    return User.objects.filter(people | Q(pk__in=sides[1].values("pk")), is_active=True).distinct()


LODGED = Notice(
    "appeal.lodged",
    "Votre recours est formé",
    about="labelling.Appeal",
    template=f"{TOPIC}/mail/lodged.txt",
    to=members,
    why=OWN,
    audience=TO_MEMBERS,
    mandatory="ce message vaut preuve de dépôt de votre recours",
    group=GROUP,
)
APPEAL_TAKEN = Notice(
    "appeal.acknowledged",
    "Votre recours est recevable",
    to=members,
    why=OWN,
    audience=TO_MEMBERS,
    mandatory="le règlement des recours veut un accusé de réception",
    group=GROUP,
)
APPEAL_NOTIFIED = Notice(
    "appeal.notified",
    "Votre recours a sa réponse",
    to=members,
    why=OWN,
    still=lambda appeal: appeal.closed_on is not None,
    audience=TO_MEMBERS,
    mandatory="la réponse au recours vous est notifiée par ce message",
    group=GROUP,
)
APPEAL_ARRIVED = Notice(
    "appeal.arrived",
    "Un recours est arrivé",
    about="labelling.Appeal",
    to=committee_office,
    why=FOLLOW,
    states=("received",),
    template=f"{TOPIC}/mail/arrived.txt",
    audience="le secrétariat et la présidence du comité",
    group=GROUP,
    reaches=COMMITTEE_OFFICE,
    asks=True,
)
APPEAL_FOLLOWED = Notice(
    "appeal.followed",
    "Un organisme forme un recours",
    about="labelling.Appeal",
    to=office,
    why=FOLLOW,
    template=f"{TOPIC}/mail/followed.txt",
    audience="le référent label et son suppléant",
    group=GROUP,
)
APPEAL_DUE = Notice(
    "appeal.due",
    "Un recours attend sa réponse",
    to=appeal_side,
    why=HANDLE,
    states=("received", "acknowledged", "investigated", "proposed", "decided"),
    template=LATE,
    audience="qui instruit le recours",
    deadline=True,
    group=GROUP,
    reaches=(*COMMITTEE_OFFICE, *OFFICERS, HANDLER),
)
TO_NOTIFY = Notice(
    "appeal.to_notify",
    "Une réponse à un recours est à notifier",
    to=who_notifies,
    why=HANDLE,
    states=("decided",),
    audience="le secrétariat du comité pour un rejet, la présidence pour un réexamen",
    group=GROUP,
    reaches=COMMITTEE_OFFICE,
    asks=True,
)
TO_AGREE = Notice(
    "appeal.to_agree",
    "La décision d’un recours attend votre accord",
    to=still_to_agree,
    why=HANDLE,
    states=("proposed",),
    audience="les autres membres du collège",
    group=GROUP,
    reaches=(HANDLER,),
    asks=True,
)
TO_DISCUSS = Notice(
    "appeal.to_discuss",
    "La décision d’un recours est à récrire",
    to=handlers,
    why=HANDLE,
    states=("investigated",),
    audience="les membres du collège",
    group=GROUP,
    reaches=(HANDLER,),
    asks=True,
)
TO_RELIST = Notice(
    "appeal.to_relist",
    "Un réexamen est à inscrire au comité",
    about="labelling.Appeal",
    template=f"{TOPIC}/mail/to_relist.txt",
    to=office,
    why="Vous recevez ce message parce que vous inscrivez les points au comité.",
    states=("notified",),
    still=models.is_to_list,
    audience="qui inscrit les points au comité",
    group=GROUP,
    asks=True,
)
