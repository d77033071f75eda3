"""Thumbnails of the kit's versions, made by the worker."""

import logging
from io import BytesIO

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.db import transaction
from django.tasks import task
from PIL import Image, ImageDraw, ImageOps, ImageStat

from labelling.title.kit.models import AssetVersion
from portal import documents
from portal.cache import versions
from portal.documents import pdf
from portal.ui import theme

SIZE = (320, 214)  # pixels: two thirds of the preview that it is made of
STEP, WIDTH = 26, 5
INK = (120, 120, 120, 130)


def preview_of(slug, number):
    """The preview of a version in force of a resource that is offered under a licence, or None."""
    rows = AssetVersion.objects.filter(
        asset__slug=slug, asset__state="offered", asset__licence_required=True, state="in_force"
    )
    version = rows.exclude(preview=None).filter(number=number).select_related("preview").first()
    is_shown = version and version.preview.is_downloadable
    return version.preview if is_shown else None


def draw(stored):
    """WebP of the specimen of a stored preview."""
    with stored.file.storage.open(stored.file.name) as opened:
        content = opened.read()
    with Image.open(BytesIO(content)) as picture:
        small = picture.convert("RGB").resize(SIZE, Image.Resampling.LANCZOS)
    pen = ImageDraw.Draw(small, "RGBA")
    width, height = SIZE
    for start in range(-height, width, STEP):
        pen.line([(start, height), (start + height, 0)], fill=INK, width=WIDTH)
    out = BytesIO()
    small.save(out, "WEBP", quality=60, method=6)
    return out.getvalue()


logger = logging.getLogger("labelling.title.kit")
KIND = "kit-preview"
BOX = (480, 320)  # pixels, whatever the shape of the original
MARGIN = 24
PALE = 200  # mean lightness from which a drawing was made for a dark ground
PICTURES = ("image/png", "image/jpeg", "image/webp")


@task
def make(pk):
    """Twice has one effect; a version that cannot be drawn is simply told by its words."""
    version = AssetVersion.objects.select_related("preview").get(pk=pk)
    source = _source(version)
    if version.preview or source is None:
        return
    try:
        content = _drawn(source.stored)
    except (pdf.Failed, OSError, ValueError) as error:
        logger.warning("no preview of kit version %s: %s", pk, type(error).__name__)
        return
    _keep(version, source, content)


def missing():
    """The versions that have no picture yet, of those that may have one."""
    rows = AssetVersion.objects.filter(preview=None).prefetch_related("files__stored")
    return [version for version in rows if _source(version)]


def _source(version):
    """A picture rather than a document: it is drawn as it will be used. An SVG alone is not drawn."""
    rows = list(version.files.select_related("stored"))
    for kinds in (PICTURES, ("application/pdf",)):
        for row in rows:
            if row.stored.content_type in kinds and row.stored.is_downloadable:
                return row
    return None


def _drawn(stored):
    with stored.file.storage.open(stored.file.name) as opened:
        content = opened.read()
    if stored.content_type == "application/pdf":
        return _on_ground(_sheet(pdf.picture(content, width=2 * BOX[0])))
    with Image.open(BytesIO(content)) as picture:
        return _on_ground(ImageOps.exif_transpose(picture).convert("RGBA"))


def _sheet(content):
    """A page on its own paper; of a tall one the top alone, whose title can then be read."""
    with Image.open(BytesIO(content)) as drawn:
        sheet = Image.new("RGBA", drawn.size, "white")
        sheet.alpha_composite(drawn.convert("RGBA"))
    width, height = sheet.size
    return sheet.crop((0, 0, width, min(height, round(width * 0.75))))


def _on_ground(picture):
    """WebP of the box: on the charter's surface, or on its night when the drawing itself is pale."""
    room = tuple(side - 2 * MARGIN for side in BOX)
    picture.thumbnail(room, Image.Resampling.LANCZOS)
    colours = theme.current().light
    ground = Image.new("RGBA", BOX, colours("night" if _is_pale(picture) else "sunken"))
    ground.alpha_composite(
        picture, tuple((side - own) // 2 for side, own in zip(BOX, picture.size, strict=True))
    )
    out = BytesIO()
    ground.convert("RGB").save(out, "WEBP", quality=82, method=6)
    return out.getvalue()


def _is_pale(picture):
    """A drawing with a bare ground whose ink is light: « en réserve »."""
    alpha = picture.getchannel("A")
    if alpha.getextrema()[0] > 0:
        return False
    return (
        ImageStat.Stat(picture.convert("L"), alpha.point(lambda a: 255 * (a > 32))).mean[0] > PALE
    )


@transaction.atomic
def _keep(version, source, content):
    """The row is locked: two workers keep one picture. The cached pages then show it."""
    locked = AssetVersion.objects.select_for_update().filter(pk=version.pk, preview=None).first()
    if locked is None:
        return
    upload = InMemoryUploadedFile(
        BytesIO(content), "file", f"apercu-{version.pk}.webp", "image/webp", len(content), None
    )
    kept = documents.store(upload, holder=locked, by=source.stored.stored_by, kind=KIND)
    AssetVersion.objects.filter(pk=locked.pk).update(preview=kept)
    versions.bump()
