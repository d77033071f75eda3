"""Context processor of the frame: menu, footer, banner and words of the error pages, read when a page shows them."""

from django.utils.functional import SimpleLazyObject

from home.frame import reading, shapes


def frame(request):
    """Lazy: what draws no frame (a mail, a document) reads none."""
    found = {"frame": SimpleLazyObject(reading.frame), "banner": SimpleLazyObject(reading.banner)}
    if hasattr(request, "user"):
        found["nav"] = SimpleLazyObject(lambda: shapes.links(request, reading.frame()))
    return found
