"""Documents generated for one organism: PDF, PNG and SVG (BR-78, BR-79)."""

import base64
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass

from django.core.cache import cache
from django.core.serializers.json import DjangoJSONEncoder

from labelling.title.kit.generator import logos, pictures
from labelling.title.kit.generator.drawing import Drawing, Overflow
from labelling.title.kit.generator.forms import LetterForm, PlainForm, SignatureForm
from portal.documents import pdf
from portal.ui import theme
from portal.ui.pictures import STEP, extent

DAY = 24 * 3600
TYPES = {
    "pdf": "application/pdf",
    "png": "image/png",
    "svg": "image/svg+xml",
}
TOO_LONG = "Ce nom ne tient pas dans ce modèle. Choisissez l’affiche ou la lettre."
A3 = 2**0.5  # of an A4 page
FRIEZE = (12, 2)  # tiles above a poster
SHEET = "labelling/kit/picture.pdf.html"


@dataclass(frozen=True)
class Template:
    """A model of document: `draw` for a picture, `sheet` for a page; `width` of its PNG in pixels.

    `scale`: of a page drawn as A4.
    """

    code: str
    title: str
    text: str
    formats: tuple
    width: int = 1240
    draw: Callable | None = None
    sheet: str = ""
    form: type = PlainForm
    scale: float = 1

    @property
    def is_text(self):
        """Copied from the page, not downloaded."""
        return not self.formats


TEMPLATES = {
    one.code: one
    for one in (
        Template(
            "affiche",
            "Affiche de hall",
            "A4, pour les halls et les agences.",
            ("pdf", "png"),
            sheet="labelling/kit/poster.pdf.html",
        ),
        Template(
            "affiche-a3",
            "Grande affiche",
            "A3, pour les halls larges et les accueils.",
            ("pdf", "png"),
            width=1754,
            sheet="labelling/kit/poster.pdf.html",
            scale=A3,
        ),
        Template(
            "carte",
            "Carte pour écran et partage",
            "1 200 × 630 pixels.",
            ("png", "svg", "pdf"),
            width=1200,
            draw=pictures.card,
        ),
        Template(
            "lettre",
            "Lettre aux locataires",
            "A4, à signer et à envoyer.",
            ("pdf", "png"),
            sheet="labelling/kit/letter.pdf.html",
            form=LetterForm,
        ),
        Template(
            "reseaux-sociaux",
            "Carré pour les réseaux sociaux",
            "1 080 × 1 080 pixels.",
            ("png", "svg", "pdf"),
            width=1080,
            draw=pictures.social,
        ),
        Template(
            "banniere",
            "Bannière de site",
            "1 200 × 300 pixels.",
            ("png", "svg", "pdf"),
            width=1200,
            draw=pictures.banner,
        ),
        Template(
            "signature",
            "Signature de courriel",
            "À copier dans votre messagerie.",
            (),
            form=SignatureForm,
        ),
    )
}


def compose(template, claim, said, form, *, width=None):
    """The bytes of a document; raises pdf.Failed. The same words are drawn once a day and charter."""
    key = _key(template, claim, said, form, width)
    if (found := cache.get(key)) is not None:
        return found
    content = _drawn(template, claim, said, form, width)
    cache.set(key, content, DAY)
    return content


def _key(template, claim, said, form, width):
    sheet = pdf.template_hash(template.sheet or SHEET)
    parts = [template.code, claim.facts, said, form, width, sheet, theme.current().digest]
    text = json.dumps(parts, cls=DjangoJSONEncoder, sort_keys=True)
    return f"kit:{hashlib.sha256(text.encode()).hexdigest()}"


def _drawn(template, claim, said, form, width):
    try:
        return _made(template, claim, said, form, width)
    except Overflow as overflow:
        raise pdf.Failed(TOO_LONG) from overflow


def _made(template, claim, said, form, width):
    if form == "svg":
        return template.draw(claim).svg().encode()
    if form == "pdf":
        return _document(template, claim, said)
    document = compose(template, claim, said, "pdf")
    return pdf.picture(document, width=width or template.width)


def _document(template, claim, said):
    title = f"{template.title}, {claim.organism}"
    if template.draw:
        return framed(template.draw(claim), title)
    context = {
        "claim": claim,
        "said": said,
        "logo": address(logos.logo(claim.variant)),
        "frieze": address(frieze(claim.organism)),
    }
    return pdf.render(template.sheet, context, title=title, scale=template.scale)


def frieze(key):
    """The band of tiles of an organism: its posters share it."""
    drawing = Drawing(extent(FRIEZE[0]), extent(FRIEZE[1]), "")
    drawing.mosaic(key, *FRIEZE, 0, 0, STEP)
    return drawing


def framed(drawing, title):
    """A drawing as a PDF page of its own size, tagged with what it says."""
    context = {"drawing": drawing, "source": address(drawing)}
    return pdf.render(SHEET, context, title=title)


def address(drawing):
    """A drawing inside a page, as a data: address."""
    return f"data:image/svg+xml;base64,{base64.b64encode(drawing.svg().encode()).decode()}"
