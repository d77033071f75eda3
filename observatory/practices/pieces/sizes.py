"""Sizes of the pictures of practices, made by the worker: a card cropped around its focus, a picture of a page."""

import logging
from io import BytesIO

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.db import transaction
from django.tasks import task
from PIL import Image, ImageOps

from observatory.practices.models import GoodPractice
from observatory.practices.pieces.models import PracticePiece
from portal import documents
from portal.cache import versions
from portal.ops.worker import daily

logger = logging.getLogger("observatory.practices")
KIND = "picture-size"
CARD = (640, 480)  # pixels: the frame of the drawn covers
PAGE = (960, 960)  # pixels at most
QUALITY = 76
A_NIGHT = 50  # pictures
F = PracticePiece.Focus
CENTRES = {F.TOP: (0.5, 0), F.BOTTOM: (0.5, 1), F.LEFT: (0, 0.5), F.RIGHT: (1, 0.5)}


def ask(piece):
    """Sizes are made after the commit; a document or a link has none."""
    if piece.is_picture and not piece.card_id:
        transaction.on_commit(lambda: make.enqueue(piece.pk))


def forget(piece):
    """The file or its focus changes: the former sizes are shown no more. The caller saves."""
    piece.card = piece.page = piece.page_width = piece.page_height = None


@task
def make(pk):
    """Twice has one effect; a picture that cannot be read is shown as it was received."""
    piece = PracticePiece.objects.filter(pk=pk, card=None).select_related("file").first()
    if piece is None or not piece.is_picture or not piece.file.is_downloadable:
        return
    try:
        drawn = _drawn(piece)
    except (OSError, ValueError, MemoryError, Image.DecompressionBombError) as error:
        logger.warning("no size of picture %s: %s", pk, type(error).__name__)
        return
    _keep(piece, *drawn)


@daily
def make_missing():
    """Those that an antivirus had not read yet when they were asked for."""
    rows = PracticePiece.objects.filter(kind=PracticePiece.Kind.PICTURE, card=None)
    for pk in rows.order_by("-pk").values_list("pk", flat=True)[:A_NIGHT]:
        make.enqueue(pk)


def _drawn(piece):
    with piece.file.file.storage.open(piece.file.file.name) as opened:
        content = opened.read()
    with Image.open(BytesIO(content)) as picture:
        whole = ImageOps.exif_transpose(picture).convert("RGB")
    card = ImageOps.fit(
        whole, CARD, Image.Resampling.LANCZOS, centering=CENTRES.get(piece.focus, (0.5, 0.5))
    )
    whole.thumbnail(PAGE, Image.Resampling.LANCZOS)
    return card, whole


def _webp(picture):
    out = BytesIO()
    picture.save(out, "WEBP", quality=QUALITY, method=6)
    return out.getvalue()


@transaction.atomic
def _keep(piece, card, page):
    """The practice is locked: what was removed or changed meanwhile is left alone."""
    practice = GoodPractice.objects.select_for_update().get(pk=piece.practice_id)
    same = {"file": piece.file_id, "focus": piece.focus, "card": None}
    rows = PracticePiece.objects.filter(pk=piece.pk, **same)
    if not rows.exists():
        return
    kept = {
        name: _store(practice, piece, name, one) for name, one in (("card", card), ("page", page))
    }
    rows.update(**kept, page_width=page.width, page_height=page.height)
    GoodPractice.objects.filter(pk=practice.pk, cover=piece.file_id).update(card=kept["card"])
    versions.bump_at_commit()


def _store(practice, piece, name, picture):
    content = _webp(picture)
    upload = InMemoryUploadedFile(
        BytesIO(content), "file", f"{name}-{piece.pk}.webp", "image/webp", len(content), None
    )
    return documents.store(
        upload,
        holder=practice,
        by=piece.file.stored_by,
        kind=KIND,
        confidentiality=documents.Confidentiality.PUBLIC,
    )
