"""Removal of metadata from pictures: places, dates and names that a camera adds."""

from pathlib import PurePath

from django.core.files.base import ContentFile
from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

from portal.inspection import apart

CLEANED = ("jpg", "jpeg", "png", "webp", "avif")


class Clean(ContentFile):
    """A re-encoded picture: upright, without EXIF, GPS or trailing data."""


def cleaned(content, name):
    """Re-encoded `content` (deterministic); raises `Refusal`."""
    if isinstance(content, Clean):
        return content
    return Clean(apart.check(extension(name), content), name=name)


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
