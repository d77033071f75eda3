"""Sizes of the pictures of practices, made by the worker and public with the practice."""

import logging

from django.db import transaction
from django.tasks import task

from observatory.practices.models import GoodPractice
from observatory.practices.pieces.models import PracticePiece
from portal.cache import versions
from portal.documents import pictures
from portal.ops.worker import daily

logger = logging.getLogger("observatory.practices")
A_NIGHT = 50  # pictures


def ask(piece):
    """Sizes are made after the commit; a document or a link has none."""
    if piece.is_picture and not piece.card_id:
        transaction.on_commit(lambda: make.enqueue(piece.pk))


@task
def make(pk):
    """Twice has one effect; a picture that cannot be read is shown as it was received."""
    piece = _lacking().filter(pk=pk).select_related("file").first()
    if piece is None or not piece.file.is_downloadable:
        return
    try:
        drawn = pictures.drawn(piece)
    except pictures.UNREADABLE as error:
        logger.warning("no size of picture %s: %s", pk, type(error).__name__)
        return
    _keep(piece, *drawn)


def _lacking():
    return PracticePiece.objects.filter(pictures.lacking(), kind=PracticePiece.Kind.PICTURE)


@daily
def make_missing():
    """Those that an antivirus had not read yet when they were asked for, or that lack a format."""
    for pk in _lacking().order_by("-pk").values_list("pk", flat=True)[:A_NIGHT]:
        make.enqueue(pk)


@transaction.atomic
def _keep(piece, card, page):
    """The practice is locked: what was removed or changed meanwhile is left alone."""
    practice = GoodPractice.objects.select_for_update().get(pk=piece.practice_id)
    same = {"file": piece.file_id, "focus": piece.focus}
    same |= {name: getattr(piece, f"{name}_id") for name in ("card", "card_avif")}
    rows = PracticePiece.objects.filter(pk=piece.pk, **same)
    if not rows.exists():
        return
    rows.update(**pictures.kept(piece, card, page, holder=practice))
    shown = rows.model.objects.values("card", "card_avif").get(pk=piece.pk)
    GoodPractice.objects.filter(pk=practice.pk, cover=piece.file_id).update(**shown)
    versions.bump()
