"""File uploads: inspected, written under a random name, then given a row."""

import hashlib
import logging
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from io import BytesIO
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.uploadedfile import UploadedFile
from django.core.signals import request_finished
from django.db import transaction
from django.db.models import Model, Sum
from django.dispatch import receiver

from portal.access.rules import Person
from portal.documents import scans
from portal.documents.models import StoredFile, is_holder
from portal.documents.storage import private_storage, random_name
from portal.inspection.pool import inspect_apart
from portal.inspection.refusals import spaced
from portal.inspection.verdicts import DRAWINGS, MEGABYTE, Verdict, clean_name, extension_of
from portal.web.fields import RefusedFile
from portal.workflow import audit_log

NO_ROOM = (
    "Le portail ne peut garder aucun fichier en ce moment\u00a0: rien n’a été enregistré, et ce que vous avez écrit "
    "est toujours là. Réessayez dans une heure\u00a0; si cela dure, prévenez-nous par la page de contact."
)
HOLDER_LIMIT = 200  # megabytes, all versions of all the files of one holder
logger = logging.getLogger("portal.documents")


class _Written(threading.local):
    """What this request wrote, until the database keeps it."""

    def __init__(self):
        self.names = set()


_written = _Written()


class Accepted(File):
    """An upload that passed the inspection: its clean name, its type, the content to keep."""

    def __init__(self, content, verdict, upload):
        super().__init__(content, verdict.name)
        self.content_type = verdict.content_type
        self.upload = upload


class Examined(UploadedFile):
    """An upload that was inspected before the transaction of its request (`portal.documents.middleware`)."""

    def __init__(self, upload):
        super().__init__(upload.file, upload.name, upload.content_type, upload.size, upload.charset)
        self.upload = upload  # its file lives as long as it does
        self.with_drawings = is_drawing(upload.name)
        self.verdict = inspect_apart(upload.name, upload.file, with_drawings=self.with_drawings)


def is_drawing(name: str) -> bool:
    return extension_of(clean_name(name)) in DRAWINGS


def accept(upload: File, *, with_drawings: bool = False) -> File:
    """Inspect an upload once, or ValidationError with the sentence of the refusal."""
    if isinstance(upload, Accepted):
        return upload
    if isinstance(upload, Examined) and upload.with_drawings <= with_drawings:
        verdict = upload.verdict
    else:
        verdict = inspect_apart(upload.name, upload.file, with_drawings=with_drawings)
    if not verdict.is_accepted:
        raise ValidationError(verdict.sentence, code=verdict.code)
    return Accepted(BytesIO(verdict.content) if verdict.content else upload.file, verdict, upload)


def made(content, name, content_type):
    """What the portal itself has just made, to be stored: nobody sent it, and nothing is inspected."""
    return Accepted(BytesIO(content), Verdict(name, content_type), None)


def store(
    upload: File,
    *,
    holder: Model,
    by: Person | None,
    kind: str,
    replaces: StoredFile | None = None,
    **facts: object,
) -> StoredFile:
    """Keep an upload as a new StoredFile of `holder`, or ValidationError with its sentence.

    `replaces` is the StoredFile of the same holder and kind of which this is the next
    version (BR-16). `facts`: confidentiality, effective_to. `by` is None for a
    stranger’s file alone (`kind=FROM_STRANGER`), which the database checks.
    Call it inside the transaction of the act.
    """
    if not is_holder(holder):
        raise TypeError(f"{type(holder).__name__} ne porte pas de fichiers (files.register_holder)")
    accepted = accept(upload)
    received = {
        "name": accepted.name,
        "content_type": accepted.content_type,
        "size": accepted.size,
        "sha256": _digest(accepted),
        "scan_state": scans.first_state(),
    }
    stored = StoredFile(holder=holder, stored_by=by, kind=kind, **facts, **received)
    with transaction.atomic():
        _check_room(stored)
        _follow(stored, replaces)
        _write(stored, accepted)
        sentence = "Le portail a gardé l’empreinte d’un fichier déposé."
        audit_log.write(stored, by=None, act="store", sentence=sentence)
    return stored


def store_each(uploads: Sequence[File], title: str, act: Callable) -> list:
    """[`act(upload, title)`] of each, which stores it: all or none, each that is refused named (RefusedFile).

    Several files add their names to the title. All are tried: one reads once what is to correct.
    """
    done, refused = [], []
    with transaction.atomic():
        for upload in uploads:
            try:
                done.append(act(upload, _titled(title, upload) if len(uploads) > 1 else title))
            except ValidationError as fault:
                sent = getattr(upload, "upload", upload)
                refused += [RefusedFile(sent, sentence, fault.code) for sentence in fault.messages]
        if refused:
            raise ValidationError(refused)
    return done


def _titled(title, upload):
    """« Plan du hall : bâtiment C », within the 160 characters of the shortest title of a document."""
    return f"{title[:80]}\u00a0: {PurePath(upload.name).stem[:75]}"


def _digest(accepted):
    accepted.seek(0)
    digest = hashlib.file_digest(accepted.file, "sha256").hexdigest()
    accepted.seek(0)
    return digest


def _check_room(stored):
    held = StoredFile.objects.of(stored.holder).aggregate(total=Sum("size"))["total"] or 0
    if held + stored.size > HOLDER_LIMIT * MEGABYTE:
        raise ValidationError(
            spaced(
                f"Les pièces dépassent {HOLDER_LIMIT} Mo au total. "
                "Réduisez les photos ou rassemblez plusieurs pièces en un PDF."
            ),
            code="holder_full",
        )


def _follow(stored, replaces):
    """Number the version after the one it replaces, whose row is locked: two cannot follow it."""
    if replaces is None:
        return
    before = StoredFile.objects.select_for_update().get(pk=replaces.pk)
    if (before.holder_type_id, before.holder_id, before.kind) != (
        stored.holder_type_id,
        stored.holder_id,
        stored.kind,
    ):
        raise ValueError("Une version remplace une pièce de même nature et de même porteur.")
    if not before.is_current:
        raise ValidationError(
            spaced(
                "Cette pièce a déjà une version plus récente. "
                "Rechargez la page avant de la remplacer."
            ),
            code="already_replaced",
        )
    stored.replaces, stored.version = before, before.version + 1


def _write(stored, accepted):
    """The file, then the row; without the row the file goes."""
    name = _kept(accepted)
    stored.file.name = name
    _settle_later(name)
    try:
        stored.save(force_insert=True)
    except BaseException:
        private_storage().delete(name)
        _written.names.discard(name)
        raise
    transaction.on_commit(lambda: scans.begin(stored), robust=True)


def _kept(accepted):
    """The name of the file on disk; a disk that takes nothing (full, read only) is a sentence, never a fault."""
    name = random_name()
    try:
        return private_storage().save(name, accepted)
    except OSError as error:
        logger.error("file not kept: %s", error.strerror)
        with suppress(OSError):
            private_storage().delete(name)  # what was begun
        raise ValidationError(NO_ROOM, code="no_room") from error


def _settle_later(name):
    names = _written.names
    names.add(name)
    transaction.on_commit(lambda: names.discard(name), robust=True)


def forget_written():
    """For a transaction that is undone outside of any request: a test's."""
    _written.names.clear()


@receiver(request_finished)
def drop_rolled_back(**_):
    """Files whose transaction was undone leave with the request (else `clean_files` does it)."""
    names = _written.names
    if not names:
        return
    if not transaction.get_connection().in_atomic_block:
        kept = set(StoredFile.objects.filter(file__in=names).values_list("file", flat=True))
        for name in names - kept:
            logger.info("file of a rolled back act removed")
            private_storage().delete(name)
        names.clear()
