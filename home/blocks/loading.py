"""Bulk loading of the images, documents and pages named by the blocks of a page: one query a kind."""

import re
from contextlib import contextmanager
from contextvars import ContextVar

from wagtail.blocks import ChooserBlock, ListBlock, RichTextBlock, StructBlock
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

LINK = re.compile(r"<a\b[^>]*>")
ATTRIBUTE = re.compile(r'\b(id|linktype)="([^"]*)"')
_GATHERED = ContextVar("gathered", default=None)


class Gathered:
    """Mixin of choosers: uses the rows loaded for the page, or queries outside of a page."""

    def bulk_to_python(self, values):
        found = (_GATHERED.get() or {}).get(self.model_class)
        if found is None:
            return super().bulk_to_python(values)
        return [found.get(value) for value in values]


def gathered(model):
    """{pk: row} loaded for the page being rendered, or None outside of one."""
    return (_GATHERED.get() or {}).get(model)


@contextmanager
def gather(stream):
    """Context manager: loads every row that `stream` names, one query a kind."""
    named = {get_image_model(): set(), get_document_model(): set(), Page: set()}
    for raw in stream.raw_data:
        _name(stream.stream_block.child_blocks.get(raw["type"]), raw["value"], named)
    token = _GATHERED.set({model: _read(model, keys) for model, keys in named.items()})
    try:
        yield
    finally:
        _GATHERED.reset(token)


def _read(model, keys):
    if not keys:
        return {}
    if model is get_image_model():
        return _images(keys)
    return {row.pk: row for row in model.objects.filter(pk__in=keys)}


def _images(keys):
    """Images with their renditions in one query; a second one for those without."""
    model = get_image_model()
    sizes = model.get_rendition_model().objects.filter(image__in=keys).select_related("image")
    found, made = {}, {}
    for size in sizes:
        found.setdefault(size.image_id, size.image)
        made.setdefault(size.image_id, []).append(size)
    if missing := keys - found.keys():
        found |= {row.pk: row for row in model.objects.filter(pk__in=missing)}
    for key, image in found.items():
        image.prefetched_renditions = made.get(key, [])
    return found


def _name(block, raw, named):
    """Collects into `named` the keys held by this raw value, at any depth."""
    if not raw:
        return
    if isinstance(block, StructBlock):
        for name, child in block.child_blocks.items():
            _name(child, raw.get(name), named)
    elif isinstance(block, ListBlock):
        for item in raw:
            _name(block.child_block, item.get("value", item), named)
    elif isinstance(block, RichTextBlock):
        _links(raw, named)
    elif isinstance(block, ChooserBlock) and block.model_class in named:
        named[block.model_class].add(raw)


def _links(text, named):
    kinds = {"page": Page, "document": get_document_model()}
    for tag in LINK.findall(text):
        said = dict(ATTRIBUTE.findall(tag))
        if said.get("linktype") in kinds and said.get("id", "").isdecimal():
            named[kinds[said["linktype"]]].add(int(said["id"]))
