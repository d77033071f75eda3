"""Template tags of PDF documents: stylesheet, QR code, sizes, printed addresses."""

import segno
from django.template import Library
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from portal.documents.pdf.styles import inlined
from portal.ui import words
from portal.ui.theme import current

register = Library()
register.filter("long_day", words.day)


@register.simple_tag
def pdf_style(name):
    """`{% pdf_style "css/attestation.css" %}` inside <style>: our own file, fonts included."""
    return mark_safe(inlined(name))  # noqa: S308 -- a file of static/


@register.simple_tag
def qr(address):
    """The QR code of an address, as an image with its text for those who do not see it."""
    code = segno.make(address, error="m", micro=False)
    source = code.svg_data_uri(
        border=0, dark=current().light("ink"), encode_minimal=True, omitsize=True
    )
    return format_html('<img class="qr" src="{}" alt="Code QR vers la page {}">', source, address)


@register.filter
def bare(address):
    """« https://exemple.fr/verifier/QH-2024-0012/ » as people read it aloud."""
    return str(address).partition("://")[2].rstrip("/") or address


@register.filter
def length_class(text):
    """The longer a name, the smaller its letters: a class of the stylesheet."""
    sizes = ((24, "short"), (60, "long"))
    return next((name for limit, name in sizes if len(text) <= limit), "longest")
