"""Erasure of a thing with its mails and files."""

from portal.documents import retention as files
from portal.notifications import outbox
from portal.notifications.models import Message
from portal.revisions.actions import forget
from portal.workflow import audit_log

SENTENCE = "Effacé par le portail au terme de sa durée de conservation."


def erase(thing):
    """The thing is gone, with its mails, the revisions of its texts and what the evidence store held for it alone.

    Its journal, when it has one, stays and says so: it names the reference, and nobody from outside.
    """
    if audit_log.entries_of(thing).exists():
        audit_log.write(thing, by=None, act="erase", sentence=SENTENCE)
    key = thing.pk
    forget_words(thing)
    thing.delete()
    thing.pk = key
    files.erase_held_by(thing)


def forget_words(thing):
    """Its mails and the revisions of its texts."""
    Message.objects.filter(thing_type=thing._meta.label_lower, thing_id=thing.pk).delete()
    forget(thing)


def mask(message):
    """A mail stays for the counts and the proof that it left; what it said, and to whom, goes."""
    mask_all([message])


def mask_all(messages):
    """The same of many, in as many statements as for one."""
    outbox.forget(Message.objects.filter(pk__in=[message.pk for message in messages]))
