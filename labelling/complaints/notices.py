"""The mails of what people write: to them, by their address; to those who answer, by their role."""

from django.db.models import Q

from labelling.committee.models import sitting
from labelling.organisms import reaching
from portal.models import Role, User
from portal.notifications.notices import Notice
from portal.notifications.recipients import Holders

TOPIC = "labelling/complaints"
FOLLOW = "Vous recevez ce message parce que vous répondez à ce que le public écrit au label."
HANDLE = "Vous recevez ce message parce que vous instruisez cette demande."
OWN = "Vous recevez ce message parce que votre organisme a formé ce recours."
OFFICE = (Role.REFERENT, Role.DEPUTY)


def with_roles(*roles):
    return Holders(roles)


desk = with_roles(*OFFICE, Role.DIRCOM)
office = with_roles(*OFFICE)


def presidency():
    """Whoever holds today the seat of the président or of the vice-président."""
    presides = Q(mandates__seat__is_chair=True) | Q(mandates__seat__is_vice_chair=True)
    return User.objects.filter(presides, sitting("mandates__"), mandates__rank="full")


def committee_office(_appeal):
    people = Q(groups__name=Role.SECRETARY) | Q(pk__in=presidency().values("pk"))
    return User.objects.filter(people, is_active=True).distinct()


def handlers(thing):
    return thing.handlers.filter(is_active=True)


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


RECEIVED = Notice(
    "request.received",
    about="labelling.MisuseReport",
    template="labelling/complaints/mail/received.txt",
    to=nobody,
)
TAKEN = Notice(
    "request.taken",
    about="labelling.MisuseReport",
    template="labelling/complaints/mail/taken.txt",
    to=nobody,
)
ANSWERED = Notice(
    "request.answered",
    about="labelling.Enquiry",
    template="labelling/complaints/mail/answered.txt",
    to=nobody,
    still=lambda thing: thing.answered_on is not None,
)
MOVED = Notice(
    "request.moved",
    about="labelling.MisuseReport",
    template="labelling/complaints/mail/moved.txt",
    to=nobody,
)

ENQUIRY_ARRIVED = Notice(
    "enquiry.arrived",
    about="labelling.Enquiry",
    to=desk,
    why=FOLLOW,
    template=f"{TOPIC}/mail/arrived.txt",
)
MISUSE_ARRIVED = Notice(
    "misuse.arrived",
    about="labelling.MisuseReport",
    to=desk,
    why=FOLLOW,
    template=f"{TOPIC}/mail/arrived.txt",
)
COMPLAINT_ARRIVED = Notice(
    "complaint.received",
    about="labelling.Complaint",
    to=office,
    why=FOLLOW,
    template=f"{TOPIC}/mail/arrived.txt",
)
APPEAL_ARRIVED = Notice(
    "appeal.arrived",
    about="labelling.Appeal",
    to=lambda appeal: {*office(appeal), *committee_office(appeal)},
    why="Vous recevez ce message parce que vous suivez les recours.",
    template=f"{TOPIC}/mail/arrived.txt",
)
LATE = f"{TOPIC}/mail/to_answer.txt"
ENQUIRY_DUE = Notice("enquiry.due", to=desk, why=FOLLOW, template=LATE)
MISUSE_DUE = Notice("misuse.due", to=desk, why=FOLLOW, template=LATE)
COMPLAINT_DUE = Notice("complaint.due", to=complaint_side, why=FOLLOW, template=LATE)
APPEAL_DUE = Notice("appeal.due", to=appeal_side, why=HANDLE, template=LATE)
ASSIGNED = Notice(
    "request.assigned",
    about="labelling.Complaint",
    template="labelling/complaints/mail/assigned.txt",
    to=handlers,
    why=HANDLE,
)
LODGED = Notice(
    "appeal.lodged",
    about="labelling.Appeal",
    template="labelling/complaints/mail/lodged.txt",
    to=members,
    why=OWN,
)
APPEAL_TAKEN = Notice("appeal.acknowledged", to=members, why=OWN)
APPEAL_NOTIFIED = Notice(
    "appeal.notified", to=members, why=OWN, still=lambda appeal: appeal.closed_on is not None
)
TO_NOTIFY = Notice("appeal.to_notify", to=committee_office, why=HANDLE)
TO_RELIST = Notice(
    "appeal.to_relist",
    about="labelling.Appeal",
    template="labelling/complaints/mail/to_relist.txt",
    to=office,
    why="Vous recevez ce message parce que vous inscrivez les points au comité.",
    still=lambda appeal: appeal.outcome == "upheld",
)
