"""Materials of an event: added and removed by the organiser, announced to those registered."""

from django.db import transaction
from django.db.models import Max

from home.gatherings.models import EventMaterial
from home.registrations.booking import held, tell
from home.registrations.notices import MATERIALS
from portal import documents
from portal.documents import erasing
from portal.workflow import audit_log

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
    erasing.erase_held_by(material)


def materials_for(user, event):
    rows = EventMaterial.objects.visible_to(user).filter(event=event)
    return rows.select_related("file").order_by("number")
