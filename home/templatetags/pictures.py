"""Template tag `{% picture image alt="…" %}`: an image in the formats and widths that the browser needs."""

from django.template import Library
from django.template.loader import render_to_string

from home.uploads.pictures import drawing

register = Library()
SIZES = {
    "whole": "(min-width: 48rem) 44rem, calc(100vw - 2rem)",
    "tile": "(min-width: 48rem) 22rem, calc(100vw - 2rem)",
}


@register.simple_tag(takes_context=True)
def share_picture(context, image, alt=""):
    """Open Graph image: this picture in a size that every network reads, else the brand's."""
    shown = drawing(image) if image else None
    values = {"shown": shown, "alt": alt, "site_address": context["site_address"]}
    return render_to_string("home/share.html", values)


@register.filter
def is_drawn(image, shape):
    """Whether a size of `shape` is ready: until the worker has made one, a drawn cover holds its place."""
    return drawing(image, shape) is not None


@register.simple_tag(takes_context=True)
def picture(context, image, alt="", shape="whole", sizes=""):
    """`shape` is "whole", or "tile" (4:3, cropped around the focal point).

    The first picture of a page is fetched at once (it is the largest thing seen), the others when
    they come near. An image whose sizes are not made yet is told by its alternative.
    """
    if not image:
        return ""
    request = context.get("request")
    is_first = request is not None and not getattr(request, "has_picture", False)
    if is_first:
        request.has_picture = True
    values = {"drawing": drawing(image, shape), "alt": alt, "is_first": is_first}
    return render_to_string("home/picture.html", values | {"sizes": sizes or SIZES[shape]})
