"""Submission of a public request: its row, its audit-log line, its acknowledgement (D23)."""

from django.db import IntegrityError, transaction

from labelling.committee.complaints import notices
from labelling.committee.complaints.models import (
    PREFIX,
    Admission,
    Complaint,
    Enquiry,
    MisuseReport,
)
from labelling.parties.framework.binding import current_rules
from portal import documents
from portal.access.references import next_reference
from portal.core import clock
from portal.documents import FROM_STRANGER
from portal.notifications import outbox
from portal.workflow import Refused, audit_log

ARRIVALS = {
    Enquiry: notices.ENQUIRY_ARRIVED,
    MisuseReport: notices.MISUSE_ARRIVED,
    Complaint: notices.COMPLAINT_ARRIVED,
}  # an admission arrives once its address is confirmed
WORDS = {
    Enquiry: "Un message est arrivé par le formulaire public.",
    MisuseReport: "Un signalement est arrivé par le formulaire public.",
    Complaint: "Une réclamation est arrivée par le formulaire public.",
    Admission: "Une demande d’espace est arrivée par le formulaire public, l’adresse à confirmer.",
}


def receive(model, *, key=None, upload=None, **fields):
    """The new row, or the one that the same sending (`key`) has made already: the database says which."""
    if key is not None and (sent := model.objects.filter(sent_key=key).first()):
        return sent
    try:
        with transaction.atomic():
            return _receive(model, key, upload, fields)
    except IntegrityError:
        if key is not None and (sent := model.objects.filter(sent_key=key).first()):
            return sent
        raise


def _receive(model, key, upload, fields):
    thing = create(model, sent_key=key, **fields)
    if upload:
        thing.file = documents.store(upload, holder=thing, by=None, kind=FROM_STRANGER)
        thing.save(update_fields=["file"])
    entry = audit_log.write(
        thing,
        by=None,
        act="receive",
        sentence=WORDS[model],
        target=thing.state,
        rules=thing.rules_version,
    )
    if model is Admission:
        notices.queue_mail(thing, notices.ADMISSION_CONFIRM, "confirm")
        return thing
    outbox.write(ARRIVALS[model], thing, entry, topic=notices.TOPIC)
    notices.queue_mail(thing, notices.RECEIVED, "received")
    return thing


def confirm(admission):
    """The address is theirs: the office reads the request from now on; nothing more the second time."""
    try:
        return admission.workflow.fire(admission, "confirm")
    except Refused:
        return admission


def receive_precision(admission, said):
    """What the asker answers; nothing when it is answered already, or is waited for no more."""
    try:
        return admission.workflow.fire(admission, "specify", said=said)
    except Refused:
        return admission


def create(model, *, received_on=None, **fields):
    """A row with its reference and its dates: acknowledged within D23, answered within the promise."""
    day = received_on or clock.today()
    rules = current_rules(day)
    return model.objects.create(
        reference=next_reference(PREFIX, clock.today().year),
        received_on=day,
        promised_on=rules.due(model.promise, day),
        due_on=None if model is Admission else rules.due("D23", day),
        **fields,
    )
