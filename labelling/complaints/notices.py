"""Notices of requests: to their author, and to those who answer."""

from django.db.models import Q

from labelling.committee.models import sitting
from labelling.complaints.handling import HANDLER
from labelling.organisms import reaching
from labelling.organisms.capacities import PRESIDENCY
from portal.models import Role, User
from portal.notifications.capacities import BY_ROLE
from portal.notifications.capacities import OFFICE as OFFICERS
from portal.notifications.notices import Group, Notice
from portal.notifications.placeholder_names import register_placeholders
from portal.notifications.recipients import Holders

GROUP = Group("Demandes et recours", 700)
TO_WRITER = "la personne qui a écrit"
TO_MEMBERS = "les membres de l’organisme"

TOPIC = "labelling/complaints"
LATE = f"{TOPIC}/mail/to_answer.txt"
FOLLOW = "Vous recevez ce message parce que vous répondez à ce que le public écrit au label."
HANDLE = "Vous recevez ce message parce que vous instruisez cette demande."
OWN = "Vous recevez ce message parce que votre organisme a formé ce recours."
OFFICE = (Role.REFERENT, Role.DEPUTY)
COMMITTEE_OFFICE = (PRESIDENCY, BY_ROLE[Role.SECRETARY])


desk = Holders((*OFFICE, Role.DIRCOM))
office = Holders(OFFICE)


def presidency():
    """Whoever holds today the seat of the président or of the vice-président."""
    presides = Q(mandates__seat__is_chair=True) | Q(mandates__seat__is_vice_chair=True)
    return User.objects.filter(presides, sitting("mandates__"), mandates__rank="full")


def committee_office(_appeal):
    people = Q(groups__name=Role.SECRETARY) | Q(pk__in=presidency().values("pk"))
    return User.objects.filter(people, is_active=True).distinct()


def handlers(thing):
    return thing.handlers.filter(is_active=True)


def still_to_agree(appeal):
    agreed = appeal.agreed_by.values("pk")
    return handlers(appeal).exclude(pk__in=agreed)


def complaint_side(thing):
    people = Q(groups__name__in=OFFICE) | Q(pk__in=handlers(thing).values("pk"))
    return User.objects.filter(people, is_active=True).distinct()


def appeal_side(thing):
    sides = (committee_office(thing), handlers(thing))
    people = Q(groups__name__in=OFFICE) | Q(pk__in=sides[0].values("pk"))
    return User.objects.filter(people | Q(pk__in=sides[1].values("pk")), is_active=True).distinct()


members = reaching.members()


def nobody(_thing):
    """To somebody without an account: `outbox.write_to_address`."""
    return ()


COMPLAINT_ARRIVED = Notice(
    "complaint.received",
    "Une réclamation est arrivée",
    about="labelling.Complaint",
    to=office,
    why=FOLLOW,
    template=f"{TOPIC}/mail/arrived.txt",
    audience="qui répond aux réclamations",
    group=GROUP,
    asks=True,
)
COMPLAINT_DUE = Notice(
    "complaint.due",
    "Une réclamation attend sa réponse",
    to=complaint_side,
    why=FOLLOW,
    template=LATE,
    audience="qui instruit la réclamation",
    deadline=True,
    group=GROUP,
    reaches=(*OFFICERS, HANDLER),
)
ENQUIRY_ARRIVED = Notice(
    "enquiry.arrived",
    "Une question du public est arrivée",
    about="labelling.Enquiry",
    to=desk,
    why=FOLLOW,
    template=f"{TOPIC}/mail/arrived.txt",
    audience="qui répond au public",
    group=GROUP,
    asks=True,
)
ENQUIRY_DUE = Notice(
    "enquiry.due",
    "Une question du public attend sa réponse",
    to=desk,
    why=FOLLOW,
    template=LATE,
    audience="qui répond au public",
    deadline=True,
    group=GROUP,
)

MISUSE_ARRIVED = Notice(
    "misuse.arrived",
    "Un usage abusif est signalé",
    about="labelling.MisuseReport",
    to=desk,
    why=FOLLOW,
    template=f"{TOPIC}/mail/arrived.txt",
    audience="qui suit la marque",
    group=GROUP,
    asks=True,
)
MISUSE_DUE = Notice(
    "misuse.due",
    "Un signalement attend sa réponse",
    to=desk,
    why=FOLLOW,
    template=LATE,
    audience="qui suit la marque",
    deadline=True,
    group=GROUP,
)
ASSIGNED = Notice(
    "request.assigned",
    "Une demande vous est confiée",
    about="labelling.Complaint",
    template="labelling/complaints/mail/assigned.txt",
    to=handlers,
    why=HANDLE,
    audience="la personne désignée",
    group=GROUP,
    reaches=(HANDLER,),
    asks=True,
)
LODGED = Notice(
    "appeal.lodged",
    "Votre recours est formé",
    about="labelling.Appeal",
    template="labelling/complaints/mail/lodged.txt",
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
    to=lambda appeal: {*office(appeal), *committee_office(appeal)},
    why="Vous recevez ce message parce que vous suivez les recours.",
    template=f"{TOPIC}/mail/arrived.txt",
    audience="qui suit les recours",
    group=GROUP,
    reaches=(*COMMITTEE_OFFICE, *OFFICERS),
    asks=True,
)
APPEAL_DUE = Notice(
    "appeal.due",
    "Un recours attend sa réponse",
    to=appeal_side,
    why=HANDLE,
    template=LATE,
    audience="qui instruit le recours",
    deadline=True,
    group=GROUP,
    reaches=(*COMMITTEE_OFFICE, *OFFICERS, HANDLER),
)
TO_NOTIFY = Notice(
    "appeal.to_notify",
    "Une réponse à un recours est à notifier",
    to=committee_office,
    why=HANDLE,
    audience="le secrétariat du comité",
    group=GROUP,
    reaches=COMMITTEE_OFFICE,
    asks=True,
)
TO_AGREE = Notice(
    "appeal.to_agree",
    "La décision d’un recours attend votre accord",
    to=still_to_agree,
    why=HANDLE,
    still=lambda appeal: appeal.state == appeal.State.PROPOSED,
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
    audience="les membres du collège",
    group=GROUP,
    reaches=(HANDLER,),
    asks=True,
)
TO_RELIST = Notice(
    "appeal.to_relist",
    "Un réexamen est à inscrire au comité",
    about="labelling.Appeal",
    template="labelling/complaints/mail/to_relist.txt",
    to=office,
    why="Vous recevez ce message parce que vous inscrivez les points au comité.",
    still=lambda appeal: appeal.outcome == "upheld",
    audience="qui inscrit les points au comité",
    group=GROUP,
    asks=True,
)
RECEIVED = Notice(
    "request.received",
    "Votre demande est reçue",
    about="labelling.MisuseReport",
    template="labelling/complaints/mail/received.txt",
    to=nobody,
    audience=TO_WRITER,
    to_address=True,
    group=GROUP,
)
TAKEN = Notice(
    "request.taken",
    "Votre demande est prise en charge",
    about="labelling.MisuseReport",
    template="labelling/complaints/mail/taken.txt",
    to=nobody,
    audience=TO_WRITER,
    to_address=True,
    group=GROUP,
)
MOVED = Notice(
    "request.moved",
    "Votre demande change de nature",
    about="labelling.MisuseReport",
    template="labelling/complaints/mail/moved.txt",
    to=nobody,
    audience=TO_WRITER,
    to_address=True,
    group=GROUP,
)
ANSWERED = Notice(
    "request.answered",
    "Votre demande a sa réponse",
    about="labelling.Enquiry",
    template="labelling/complaints/mail/answered.txt",
    to=nobody,
    still=lambda thing: thing.answered_on is not None,
    audience=TO_WRITER,
    to_address=True,
    group=GROUP,
)

register_placeholders(
    {
        "thing.answer": "reponse",
        "thing.came_from": "reference_origine",
        "thing.follow_url": "lien_suivi",
        "thing.get_outcome_display": "issue",
        "thing.noun": "nature",
        "thing.outcome_words": "issue_en_phrase",
        "thing.promised_on": "promis_pour",
        "thing.received_on": "recu_le",
        "thing.redirected_to": "reoriente_vers",
    }
)
