"""Resending a mail: a new message about the same event, with its own Message-ID."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q

from portal.core import clock
from portal.notifications.models import Message
from portal.workflow import Problem, Refused, audit_log

LONGEST = 160  # of an event key


def first(mail):
    """The mail of the event itself."""
    return mail.again_of or mail


def tries(mail):
    """How many times it was sent again."""
    return Message.objects.filter(again_of=first(mail)).count()


def problems(mail):
    """Why it cannot be sent again, in a sentence; "" when it can."""
    waiting = Message.objects.filter(state=Message.State.PENDING)
    if waiting.filter(Q(pk=first(mail).pk) | Q(again_of=first(mail))).exists():
        return "Ce courriel attend déjà de partir."
    if mail.person is None and mail.address.endswith("@oubli.invalid"):
        return "L’adresse a été effacée au terme de sa durée de conservation."
    if mail.person is not None and not mail.person.is_active:
        return "Le compte de cette personne est fermé."
    return ""


def event_of(root):
    suffix = f":renvoi-{tries(root) + 1}"
    return f"{root.event_key[: LONGEST - len(suffix)]}{suffix}"


def next_event(mail):
    """What gives the next one its Message-ID: another than those before it."""
    root = first(mail)
    return f"{event_of(root)}:{root.person_id or root.address}"


@transaction.atomic
def send(mail, *, by, after=timedelta(0)):
    """Queue it once more, with a line in its journal. Refused while one of them still waits.

    The condition and the right are asked again when it leaves (BR-96), in the words of that day.
    """
    root = Message.objects.select_for_update(of=("self",)).get(pk=first(mail).pk)
    if problem := problems(mail):
        raise Refused(Problem("again", problem))
    queued = Message.objects.create(
        event_key=event_of(root),
        person=root.person,
        address=root.address,
        notice=root.notice,
        template=root.template,
        thing_type=root.thing_type,
        thing_id=root.thing_id,
        about=root.about,
        name=root.name,
        ready_at=clock.now() + after,
        not_before=clock.now() + after,
        created_at=clock.now(),
        again_of=root,
    )
    who = by or "Le portail"
    audit_log.write(root, by=by, act="send_again", sentence=f"{who} a renvoyé ce courriel.")
    return queued
