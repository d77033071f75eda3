"""Component tags of the identity: logo, ornaments of the home, scripts of a page."""

from django.template import Library
from django.utils.html import format_html

from portal.ui.draw import draw, one_of
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
def htmx():
    """`{% htmx %}` in `{% block scripts %}`: the vendored HTMX, for the pages that use it."""
    return draw("htmx")
