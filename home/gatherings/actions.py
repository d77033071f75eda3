"""Attendance at an event: ticked by the organiser, people who came without registering included."""

from django.db import transaction
from django.db.models import Count, Max, Q

from home.gatherings.models import EventMaterial
from home.registrations.actions import held, tell
from home.registrations.models import Registration
from home.registrations.notices import MATERIALS
from portal import documents
from portal.core import clock
from portal.documents import retention
from portal.models import User
from portal.workflow import Problem, Refused, audit_log

documents.register_holder(EventMaterial)


def add_each(event, *, by, title, readers, upload):
    """Each of the files, all or none."""
    return documents.store_each(
        upload,
        title,
        lambda one, name: add(event, by=by, title=name, readers=readers, upload=one),
    )


@transaction.atomic
def add(event, *, by, title, readers, upload):
    """Add a material; the first one of an event is announced, once, to those with an account to read it."""
    event = held(event)
    last = event.materials.aggregate(last=Max("number"))["last"] or 0
    one = EventMaterial.objects.create(
        event=event, number=last + 1, title=title, readers=readers, added_by=by
    )
    one.file = documents.store(upload, holder=one, by=by, kind="material")
    one.save(update_fields=["file"])
    sentence = f"{by} a ajouté un document, lu par {one.get_readers_display()}."
    audit_log.write(event, by=by, act="material", sentence=sentence)
    seated = event.registrations.filter(cancelled_at=None, confirmed_at__isnull=False)
    for registration in seated.exclude(person=None).select_related("person"):
        tell(MATERIALS, registration)
    return one


@transaction.atomic
def drop(material, *, by):
    event = held(material.event)
    sentence = f"{by} a retiré le document «\u00a0{material.title}\u00a0»."
    audit_log.write(event, by=by, act="material_dropped", sentence=sentence)
    key = material.pk
    material.delete()
    material.pk = key
    retention.erase_held_by(material)


def materials_for(user, event):
    rows = EventMaterial.objects.visible_to(user).filter(event=event)
    return rows.select_related("file").order_by("number")


TOO_SOON = "Les présences se notent à partir du jour du rendez-vous."


def stands(event):
    """Those expected and those who came, by name, to be found at the door."""
    rows = event.registrations.filter(cancelled_at=None)
    return rows.select_related("person").order_by("name__french", "pk")


def may_be_noted(event):
    return clock.today() >= event.starts_at.astimezone(clock.PARIS).date()


@transaction.atomic
def note(event, present, *, by):
    """Record who came (keys of registrations); the others did not. Idempotent."""
    event = _open(event)
    now, rows = clock.now(), stands(event)
    came = _came(rows, present, now)
    gone = rows.filter(attended_at__isnull=False, asked_at=None).exclude(pk__in=present)
    left = gone.update(attended_at=None)
    if came or left:
        many = rows.filter(attended_at__isnull=False).count()
        sentence = f"{by} a noté les présences\u00a0: {many} en tout."
        audit_log.write(event, by=by, act="attendance", sentence=sentence)
    return came + left


def _came(rows, present, now):
    """Whoever was waiting and came had a seat in the end."""
    new = rows.filter(pk__in=present, attended_at=None)
    new.filter(confirmed_at=None).update(confirmed_at=now)
    return new.update(attended_at=now)


@transaction.atomic
def walk_in(event, *, by, name, email, organisation=""):
    """Somebody who came without registering; one row an address."""
    event = _open(event)
    now = clock.now()
    known = event.registrations.filter(email=email.lower(), cancelled_at=None).first()
    one = known or Registration(event=event, email=email.lower(), name=name, is_walk_in=True)
    one.organisation = one.organisation or organisation
    one.person = one.person or User.objects.filter(email__iexact=email, is_active=True).first()
    one.confirmed_at, one.attended_at = one.confirmed_at or now, one.attended_at or now
    one.save()
    sentence = f"{by} a noté une personne venue sans inscription."
    audit_log.write(event, by=by, act="walk_in", sentence=sentence)
    return one


def _open(event):
    event = held(event)
    if not may_be_noted(event):
        raise Refused(Problem("too_soon", TOO_SOON))
    return event


def counts(event):
    """{expected, present, walk_ins} of an event, in one query."""
    came = Q(attended_at__isnull=False)
    return event.registrations.filter(cancelled_at=None).aggregate(
        expected=Count("pk", filter=Q(confirmed_at__isnull=False, is_walk_in=False)),
        present=Count("pk", filter=came),
        walk_ins=Count("pk", filter=came & Q(is_walk_in=True)),
    )
