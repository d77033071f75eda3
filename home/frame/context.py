"""Context processor of the frame: menu, footer, banner and words of the error pages, read when a page shows them."""

from functools import cache

from django.utils.functional import SimpleLazyObject

from home.frame import panels, reading


def frame(request):
    """Lazy: what draws no frame (a mail, a document) reads none."""
    read = cache(reading.in_force)  # once a page, even where nothing may be kept
    found = {
        "frame": SimpleLazyObject(lambda: read()[0]),
        "banner": SimpleLazyObject(lambda: reading.shown_now(read()[1])),
    }
    if hasattr(request, "user"):
        found["nav"] = SimpleLazyObject(lambda: panels.links(request, read()[0]))
    return found
