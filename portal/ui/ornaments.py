"""Tags of the identity: the mark, the ornaments of the home, the scripts a page asks for."""

from django.template import Library
from django.templatetags.static import static
from django.utils.html import format_html

from portal.ui.draw import draw, one_of

register = Library()
BANDS = ("brick", "sky", "leaf")


@register.simple_tag
def mark(tone="brand"):
    """The placeholder mark, in the page’s colours: « brand » on paper, « light » on night."""
    return draw("mark", tone=one_of(tone, ("brand", "light"), "tone"))


@register.simple_tag
def wall():
    """`{% wall %}`: the entrance hall’s wall, in the home’s hero only (charter § 1)."""
    return format_html(
        '<img class="wall" src="{}" alt="" width="762" height="609">', static("img/wall.svg")
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
