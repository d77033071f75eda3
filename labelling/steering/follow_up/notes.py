"""Notes private to the office: written, edited by their author, pinned, withdrawn, colleagues mentioned."""

from django.db import transaction

from labelling.steering.follow_up import notices
from labelling.steering.follow_up.audit_log import held, own_dossier, reference_of, write_line
from labelling.steering.follow_up.models import NoteMention, OfficeNote
from labelling.steering.follow_up.rules import colleagues, office, refuse_unless
from portal import revisions
from portal.access import rule
from portal.core import clock
from portal.notifications import outbox
from portal.web.submissions.edit_conflicts import refuse_if_changed

TEXT = "note_du_bureau"  # the code of its revisions


@rule("la personne qui a écrit la note")
def note_author(user, note):
    return note.by_id == user.pk and office(user, note)


@transaction.atomic
def write(organism, *, by, text, dossier=None, mentioned=(), is_pinned=False):
    """The colleagues of `mentioned` are told by a mail, and by their home until they have read it."""
    refuse_unless(office, by)
    note = OfficeNote.objects.create(
        reference=reference_of("QH-NB"),
        organism=organism,
        dossier=own_dossier(organism, dossier),
        text=text,
        by=by,
        pinned_at=clock.now() if is_pinned else None,
    )
    write_line(note, by=by, act="write", sentence=f"a écrit la note {note.reference}")
    revisions.record(note, {(TEXT, ""): ("", text)}, by=by)
    _mention(note, mentioned, by)
    return note


@transaction.atomic
def edit(note, *, by, text, mentioned=None, seen=None):
    """Another text, under the lock of the note; who is mentioned for the first time is told."""
    refuse_unless(note_author, by, note)
    note = held(note)
    refuse_if_changed(note, ("text",), seen)
    if note.text != text:
        revisions.record(note, {(TEXT, ""): (note.text, text)}, by=by)
        note.text, note.edited_at = text, clock.now()
        note.save(update_fields=["text", "edited_at"])
        write_line(note, by=by, act="edit", sentence=f"a modifié la note {note.reference}")
    if mentioned is not None:
        kept = [person.pk for person in mentioned]
        note.mentions.exclude(person__in=kept).filter(read_at=None).delete()
        _mention(note, mentioned, by)
    return note


@transaction.atomic
def pin(note, *, by, is_pinned):
    """First of the page of its organism, until anybody of the office unpins it."""
    refuse_unless(office, by, note)
    note = held(note)
    if (note.pinned_at is not None) != is_pinned:
        note.pinned_at = clock.now() if is_pinned else None
        note.save(update_fields=["pinned_at"])
        said = "a épinglé" if is_pinned else "a détaché"
        write_line(note, by=by, act="pin", sentence=f"{said} la note {note.reference}")
    return note


@transaction.atomic
def withdraw(note, *, by):
    """It leaves every page; the mails that told a mention of it do not leave any more."""
    refuse_unless(note_author, by, note)
    note = held(note)
    note.withdrawn_at, note.pinned_at = clock.now(), None
    note.save(update_fields=["withdrawn_at", "pinned_at"])
    write_line(note, by=by, act="withdraw", sentence=f"a retiré la note {note.reference}")
    return note


def read(note, *, by):
    """« J’ai lu »: whoever is mentioned, once; it leaves their home."""
    return note.mentions.filter(person=by, read_at=None).update(read_at=clock.now())


def _mention(note, people, by):
    """Once a person, never oneself, and only those of the office."""
    known = set(note.mentions.values_list("person", flat=True))
    keys = {person.pk for person in people} - known - {by.pk}
    for person in colleagues().filter(pk__in=keys):
        mention = NoteMention.objects.create(note=note, person=person)
        outbox.write_once(
            notices.MENTIONED, mention, key=f"{note.reference}:{person.pk}", topic=notices.TOPIC
        )
