"""Erasure of stored files, at the end of a retention period, when nothing else holds them."""

from functools import partial

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.dispatch import Signal

from portal.core import clock
from portal.documents.models import StoredFile
from portal.documents.storage import private_storage

erased = Signal()  # a file has left for good: `pk`; `_raw_delete` tells nobody


def erase_held_by(holder):
    """Erase the files of a thing that is gone, the latest version first; how many.

    A file that another row names stays, and those before it. The content leaves at the commit.
    """
    kind = ContentType.objects.get_for_model(holder)
    rows = StoredFile.objects.filter(holder_type=kind, holder_id=holder.pk)
    return sum(_erase(stored) for stored in rows.order_by("-version", "-pk"))


def empty_held_by(holder):
    """The content of the files that a row of evidence names leaves; what they were called and their digest stay."""
    kind = ContentType.objects.get_for_model(holder)
    rows = StoredFile.objects.filter(holder_type=kind, holder_id=holder.pk, erased_on=None)
    for name in rows.values_list("file", flat=True):
        transaction.on_commit(partial(private_storage().delete, name), robust=True)
    return rows.update(erased_on=clock.today())


def _erase(stored):
    if any(rows.filter(**{name: stored.pk}).exists() for rows, name in _namers()):
        return False
    rows = StoredFile.objects.filter(pk=stored.pk)
    rows._raw_delete(rows.db)  # `delete()` is refused to everybody else (BR-16)
    erased.send(StoredFile, pk=stored.pk)
    name = stored.file.name
    transaction.on_commit(lambda: private_storage().delete(name), robust=True)
    return True


def _namers():
    """Every relation of ours to a stored file, `replaces` among them."""
    for field in StoredFile._meta.get_fields(include_hidden=True):
        if field.auto_created and not field.concrete and field.is_relation:
            yield field.related_model._base_manager, field.field.name
