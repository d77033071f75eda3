"""Notices of requests: to their author, and to those who answer."""

from django.db.models import Q

from labelling.committee.complaints.handlers.rules import HANDLER
from portal.models import Role, User
from portal.notifications import outbox
from portal.notifications.notices import Group, Notice
from portal.notifications.placeholders import register_placeholders
from portal.notifications.recipients import OFFICE as OFFICERS
from portal.notifications.recipients import Holders

GROUP = Group("Demandes et recours", 700)
TO_WRITER = "la personne qui a écrit"

TOPIC = "labelling/complaints"
LATE = f"{TOPIC}/mail/to_answer.txt"
FOLLOW = "Vous recevez ce message parce que vous répondez à ce que le public écrit au label."
HANDLE = "Vous recevez ce message parce que vous instruisez cette demande."
OFFICE = (Role.REFERENT, Role.DEPUTY)


desk = Holders((*OFFICE, Role.DIRCOM))
office = Holders(OFFICE)


def handlers(thing):
    return thing.handlers.filter(is_active=True)


def complaint_side(thing):
    people = Q(groups__name__in=OFFICE) | Q(pk__in=handlers(thing).values("pk"))
    return User.objects.filter(people, is_active=True).distinct()


def nobody(_thing):
    """To somebody without an account: `outbox.write_to_address`."""
    return ()


COMPLAINT_ARRIVED = Notice(
    "complaint.received",
    "Une réclamation est arrivée",
    about="labelling.Complaint",
    to=office,
    why=FOLLOW,
    states=("received",),
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
    states=("received", "acknowledged", "investigated", "decided"),
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
    states=("received",),
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
    states=("received",),
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
    states=("received",),
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
    states=("received", "acknowledged", "founded", "unfounded", "redirected"),
    template=LATE,
    audience="qui suit la marque",
    deadline=True,
    group=GROUP,
)
ADMISSION_CONFIRM = Notice(
    "admission.confirm",
    "Votre adresse est à confirmer",
    about="labelling.Admission",
    template=f"{TOPIC}/mail/admission_confirm.txt",
    to=nobody,
    why="Vous recevez ce message parce que cette adresse a été donnée dans une demande d’espace.",
    states=("unconfirmed",),
    audience=TO_WRITER,
    to_address=True,
    group=GROUP,
)
ADMISSION_ARRIVED = Notice(
    "admission.arrived",
    "Un organisme demande un espace",
    to=office,
    why=FOLLOW,
    states=("received",),
    template=f"{TOPIC}/mail/admission_arrived.txt",
    audience="qui vérifie les demandes d’espace",
    group=GROUP,
    asks=True,
)
ADMISSION_SPECIFIED = Notice(
    "admission.specified",
    "La précision demandée à un organisme est arrivée",
    to=office,
    why=FOLLOW,
    states=("received",),
    template=f"{TOPIC}/mail/admission_specified.txt",
    audience="qui vérifie les demandes d’espace",
    group=GROUP,
    asks=True,
)
ADMISSION_DUE = Notice(
    "admission.due",
    "Une demande d’espace attend sa vérification",
    to=office,
    why=FOLLOW,
    states=("received",),
    template=LATE,
    audience="qui vérifie les demandes d’espace",
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
    states=("acknowledged", "investigated", "proposed"),
    audience="la personne désignée",
    group=GROUP,
    reaches=(HANDLER,),
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
TO_SPECIFY = Notice(
    "request.to_specify",
    "Une précision vous est demandée",
    about="labelling.Admission",
    template="labelling/complaints/mail/to_specify.txt",
    to=nobody,
    states=("to_specify",),
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
        "thing.organism_name": "organisme_nomme",
        "thing.outcome_words": "issue_en_phrase",
        "thing.promised_on": "promis_pour",
        "thing.question": "question",
        "thing.received_on": "recu_le",
        "thing.redirected_to": "reoriente_vers",
    }
)


def queue_mail(thing, notice, key=None):
    """One mail an event to the address that was left, if any."""
    if thing.sender_email:
        key = f"{thing.reference}:{key or thing.version}"
        outbox.write_to_address(notice, thing, thing.sender_email, key=key, topic=TOPIC)


def tell_taken(thing, by):
    queue_mail(thing, TAKEN)


def tell_answer(thing, by):
    queue_mail(thing, ANSWERED)


def taken_effects(thing):
    return [_mail_effect(thing, "Un courriel dit la prise en charge à son auteur")]


def answer_effects(thing):
    said = _mail_effect(thing, "Un courriel porte la réponse à son auteur")
    return [said, "Une réponse envoyée ne se reprend pas."]


def closing_effects(thing):
    return [*answer_effects(thing), "La demande est close."]


def _mail_effect(thing, said):
    if thing.sender_email:
        return f"{said}, {thing.sender_email}."
    return "Aucun courriel ne part\u00a0: l’auteur n’a laissé aucune adresse."
