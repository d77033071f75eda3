"""Tags of the identity: the mark, the ornaments of the home, the scripts a page asks for."""

from django.conf import settings
from django.template import Library
from django.templatetags.static import static
from django.utils.html import format_html

from portal.ui.draw import draw, one_of

register = Library()
ORNAMENTS = {"wall": (762, 609), "band-brick": (560, 56), "band-sky": (560, 56), "band-leaf": (560, 56)}


@register.simple_tag
def mark(tone="brand"):
    """The placeholder mark, in the page’s colours: « brand » on paper, « light » on night."""
    return draw("mark", tone=one_of(tone, ("brand", "light"), "tone"))


@register.simple_tag
def ornament(name):
    """`{% ornament "wall" %}`: the home’s wall and card bands, nowhere else (charter § 1)."""
    one_of(name, tuple(ORNAMENTS), "ornament")
    width, height = ORNAMENTS[name]
    source = static(f"img/{name}.svg")
    kind = name.split("-")[0]
    return format_html('<img class="{}" src="{}" alt="" width="{}" height="{}">', kind, source, width, height)


@register.simple_tag
def htmx():
    """`{% htmx %}` in `{% block scripts %}`: the vendored HTMX, for the pages that use it."""
    return draw("htmx", debug=settings.DEBUG)
