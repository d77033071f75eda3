"""Image renditions: fixed widths and formats, made once by the worker; a page shows those ready and never waits."""

from dataclasses import dataclass
from pathlib import PurePath

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models.signals import post_save
from django.tasks import task
from django.templatetags.static import static
from wagtail.images import get_image_model
from wagtail.images.models import Filter, WagtailImageField, WagtailImageFieldFile

from portal.cache import versions
from portal.documents import ScanState
from portal.inspection import pool

CLEANED = ("jpg", "jpeg", "png", "webp", "avif")


class Clean(ContentFile):
    """A re-encoded picture: upright, without EXIF, GPS or trailing data."""


def cleaned(content, name):
    """Re-encoded `content` (deterministic); raises `Refusal`."""
    if isinstance(content, Clean):
        return content
    return Clean(pool.check(extension(name), content), name=name)


def extension(name):
    return PurePath(name).suffix.lower().lstrip(".")


class CleanFile(WagtailImageFieldFile):
    """File field whose stored file is cleaned, whichever form or code sends it."""

    def save(self, name, content, save=True):
        if extension(name) in CLEANED:
            content = cleaned(content, name)
        super().save(name, content, save=save)


class CleanImageField(WagtailImageField):
    attr_class = CleanFile

    def deconstruct(self):
        """To migrations it is Wagtail's field: the column is the same."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "wagtail.images.models.WagtailImageField", args, kwargs


WIDTHS = (400, 800, 1200, 1600)
TILES = ("400x300", "800x600")  # cropped around the focal point
OPAQUE = (".jpg", ".jpeg", ".webp", ".avif", ".heic")  # a photograph: its last resort is a JPEG
WHOLE = "original"  # uncut, for the editors alone
DESK = (
    "max-165x165",
    "max-800x600",
    WHOLE,
)  # shown by the CMS: made now, or a list of images would make them
MODERN = ("avif", "webp")
SERVED = {
    "avif": "image/avif",
    "webp": "image/webp",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "gif": "image/gif",
}


@dataclass(frozen=True)
class Drawing:
    """Attributes of an <img> and its <source>s; `sources` is [(type, srcset)], best format first."""

    src: str
    width: int
    height: int
    srcset: str = ""
    sources: tuple = ()


class Sample:
    """Stand-in for an image not chosen yet, in previews of blocks and the gallery."""

    credit = ""

    def drawing(self):
        return Drawing(static("img/wall.svg"), 762, 609)


SAMPLE = Sample()


def sizes(image, shape):
    """Filter specs of `shape` for this image: distinct widths, none above its own."""
    if shape == "tile":
        return [f"fill-{size}" for size in TILES]
    useful = [width for width in WIDTHS if width < image.width]
    return [f"width-{width}" for width in (*useful, *WIDTHS[len(useful) : len(useful) + 1])]


def formats(image):
    """Two modern formats, then the one that every browser supports."""
    is_opaque = image.file.name.lower().endswith(OPAQUE)
    return (*MODERN, "jpeg" if is_opaque else "png")


def specs(image, shape):
    return [
        Filter(f"{size}|format-{format_}")
        for format_ in formats(image)
        for size in sizes(image, shape)
    ]


def drawing(image, shape="whole"):
    """The Drawing of `image` from the renditions ready, or None: none is made while a page waits, or the antivirus."""
    if isinstance(image, Sample):
        return image.drawing()
    if not image.is_downloadable:
        return None
    rows = getattr(image, "prefetched_renditions", None)  # gathered for the whole page
    rows = list(image.renditions.all()) if rows is None else rows
    wanted = {(one.spec, one.get_cache_key(image)) for one in specs(image, shape)}
    made = [row for row in rows if (row.filter_spec, row.focal_point_key) in wanted]
    if not made:
        return _stopgap(rows)
    made.sort(key=lambda row: row.width)
    by_format = {
        name: [row for row in made if row.filter_spec.endswith(f"format-{name}")]
        for name in formats(image)
    }
    last = next((rows for rows in reversed(by_format.values()) if rows), None)
    middle = next((row for row in last if row.width >= 800), last[-1])
    sources = tuple(
        (SERVED[name], _srcset(rows)) for name, rows in by_format.items() if rows and rows != last
    )
    return Drawing(middle.url, middle.width, middle.height, _srcset(last), sources)


def downloads(image):
    """[{name, width, height, url, file}] of what may be taken: the largest of each format, the usual one first."""
    drawn = set(WIDTHS)
    found = []
    for name in reversed(formats(image) if image.is_downloadable else ()):
        wanted = {f"width-{width}|format-{name}" for width in drawn}
        rows = [row for row in image.renditions.all() if row.filter_spec in wanted]
        if row := max(rows, key=lambda row: row.width, default=None):
            facts = {"width": row.width, "height": row.height, "url": row.url}
            found.append({"name": name.upper(), "file": row.file.name.rpartition("/")[2], **facts})
    return found


def _stopgap(rows):
    """The largest rendition made for another use (the CMS's own list), while the worker makes ours."""
    row = max(rows, key=lambda row: row.width, default=None)
    return row and Drawing(row.url, row.width, row.height)


def _srcset(rows):
    return ", ".join(f"{row.url} {row.width}w" for row in rows)


@task
def make_sizes(pk):
    """Make the missing renditions of an image, when it is public; cached pages are then invalidated.

    Those of an image that the antivirus refuses leave: the front server gives them without asking.
    """
    image = get_image_model().objects.filter(pk=pk).first()
    if image is None or image.is_svg():
        return
    if not image.is_downloadable:
        if image.scan_state == ScanState.REFUSED:
            image.renditions.all().delete()
        return
    image.get_renditions(*specs(image, "whole"), *specs(image, "tile"), *DESK)
    versions.bump()


def follow():
    """Queues renditions after commit when an image is added, replaced, found clean or its focal point moved."""
    post_save.connect(_ask, sender=get_image_model(), dispatch_uid="home.uploads.pictures")


def _ask(instance, raw=False, **_):
    if not raw:
        transaction.on_commit(lambda: make_sizes.enqueue(instance.pk))
