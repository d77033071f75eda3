"""Pages that the frame names: their addresses, kept beside it so that no page reads them again."""

from wagtail.models import Page

from home.frame.blocks import twice
from home.site_map.tree import address


def entries(raw):
    """Every entry of a raw stream, at any depth: a mapping with a label, a page and a service."""
    if isinstance(raw, list):
        for one in raw:
            yield from entries(one)
    elif isinstance(raw, dict):
        if "service" in raw:
            yield raw
            return
        for one in raw.values():
            yield from entries(one)


def keys(thing):
    """Keys of the pages that a frame or a banner names."""
    raw = [getattr(thing, name).get_prep_value() for name in thing.named_in]
    return {one["page"] for one in entries(raw) if one.get("page")}


def addresses_of(thing):
    """{key, as text: address} of the pages named that are published."""
    named = keys(thing)
    rows = Page.objects.live().filter(pk__in=named, depth__gte=2) if named else ()
    return {str(page.pk): address(page.url_path) for page in rows}


def problems(frame):
    """[(field, sentence)]: no entry twice."""
    for name in ("menu", "footer"):
        if sentence := twice([one.value for one in getattr(frame, name)]):
            yield name, sentence
