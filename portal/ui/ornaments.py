"""Component tags of the identity: logo, covers, ornaments of the home, scripts of a page."""

from django.template import Library
from django.utils.html import format_html, format_html_join

from portal.ui.draw import draw, one_of
from portal.ui.mosaic import extent, mosaic
from portal.ui.theme import DEFAULT

register = Library()
MARK = "img/mark.svg"
BANDS = ("brick", "sky", "leaf")


@register.simple_tag(takes_context=True)
def mark(context, tone="brand"):
    """The charter’s drawing, else the placeholder mark: « brand » on paper, « light » on night."""
    one_of(tone, ("brand", "light"), "tone")
    look = context.get("site_theme") or DEFAULT
    if look.logo:
        return draw("mark_logo", tone=tone, address=look.drawing(MARK))
    return draw("mark", tone=tone)


@register.simple_tag(takes_context=True)
def drawing(context, name):
    """The address of a drawing of static/, in the colours of the page."""
    return (context.get("site_theme") or DEFAULT).drawing(name)


@register.simple_tag(takes_context=True)
def wall(context):
    """`{% wall %}`: the entrance hall’s wall, in the home’s hero only."""
    return format_html(
        '<img class="wall" src="{}" alt="" width="762" height="609">',
        drawing(context, "img/wall.svg"),
    )


@register.simple_tag
def band(motif):
    """`{% band "brick" %}`: first in a card of the home; brick, sky or leaf."""
    return format_html(
        '<div class="band" data-motif="{}" aria-hidden="true"></div>', one_of(motif, BANDS, "motif")
    )


@register.simple_tag
def cover(key):
    """`{% cover practice.slug %}`: the drawn cover of what has no picture, the same for the same key."""
    paths = ((token.removeprefix("tile-"), d) for token, d in mosaic(key))
    return format_html(
        '<svg class="cover" viewBox="0 0 {} {}" preserveAspectRatio="xMidYMid slice"'
        ' aria-hidden="true" focusable="false">{}</svg>',
        extent(4),
        extent(3),
        format_html_join("", '<path class="{}" d="{}"/>', paths),
    )


@register.simple_tag
def htmx(later=False):
    """`{% htmx %}` in `{% block scripts %}`: the vendored HTMX, for the pages that use it.

    `later=True`, on a public page: it comes with the first gesture, and a page that is only read is lighter.
    """
    return draw("htmx", later=later)
