"""Removal of metadata from pictures: places, dates and names that a camera adds."""

from io import BytesIO
from pathlib import PurePath

from django.core.files.base import ContentFile
from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

from portal.documents import images

CLEANERS = {
    "jpg": images.jpeg,
    "jpeg": images.jpeg,
    "png": images.png,
    "webp": images.webp,
    "avif": images.avif,
}


class Clean(ContentFile):
    """A picture written anew: right way up, without EXIF, GPS or hidden tail."""


def cleaned(content, name):
    """`content` once written anew (the same bytes give the same); raises `Refusal`."""
    if isinstance(content, Clean):
        return content
    content.seek(0)
    clean = CLEANERS[extension(name)](BytesIO(content.read()))
    return Clean(clean, name=name)


def extension(name):
    return PurePath(name).suffix.lower().lstrip(".")


class CleanFile(WagtailImageFieldFile):
    """What reaches the storage is clean, whichever form or code sends it."""

    def save(self, name, content, save=True):
        if extension(name) in CLEANERS:
            content = cleaned(content, name)
        super().save(name, content, save=save)


class CleanImageField(WagtailImageField):
    attr_class = CleanFile

    def deconstruct(self):
        """For a migration it is Wagtail's: the table is the same."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "wagtail.images.models.WagtailImageField", args, kwargs
