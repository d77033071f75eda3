"""Warning about a figure without a date or a source in its sentence; never a refusal."""

import re
from itertools import groupby

from wagtail.fields import RichTextField, StreamField

from home.checks.reading import pieces

SHOWN = 5
SENTENCE = (
    "«\u00a0{}\u00a0» n’a ni date ni source près de lui. Ajoutez-les, par exemple «\u00a0fin 2025\u00a0» ou "
    "«\u00a0source\u00a0: USH\u00a0»."
)
BLOCKS = ("p", "li", "td", "blockquote", "h2", "h3", "h4")
GAP = "[ \u00a0\u202f]"
ALONE = r"(?<![\w,.:/°-])(?<!n°)(?<!n°[ \u00a0])"  # no part of a date, of a code, of a name
COUNTED = (
    "organismes?|logements?|résidences?|locataires?|ménages?|personnes?|auditeurs?|régions?|opérateurs?|"
    "bailleurs?|labels?|dossiers?|audits?|réclamations?|agences?"
)
NUMBER = re.compile(
    rf"{ALONE}(?:\d{{1,3}}(?:{GAP}\d{{3}})+(?:,\d+)?(?![\d,/:-])(?:{GAP}[^\W\d]+)?"
    rf"|\d+(?:,\d+)?(?:{GAP}?%|{GAP}pour cent|{GAP}(?:millions?|milliards?|milliers)(?:{GAP}(?:de{GAP}|d’)\w+)?)"
    rf"|\d{{2,}}(?:{GAP}\w+)?{GAP}(?:{COUNTED})\b)"
)
# A year, a month with its day, or words that say where the figure comes from.
DATED = re.compile(
    r"\b(?:19|20)\d\d\b|\b[Ss]ource|\b[Ss]elon\b|\b[Dd]’après\b|\b[Cc]hiffres? (?:de|du|au)\b|"
    r"\b(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)\b"
)
# Numbers that count nothing: of a company, of a phone, of a street.
NAMES = re.compile(
    r"\b(?:SIREN|SIRET|RCS|INPI|[Tt]él(?:éphone|\.)?|[Cc]edex|rue|avenue|boulevard)\b|\b0\d(?:[ \u00a0.]\d\d){4}\b"
)


def warnings(page):
    """[(field, sentence)], a few at most; none on a page that carries its own date."""
    if any(hasattr(page, name) for name in ("date", "starts_at", "starts_on")):
        return []
    found = [row for piece in _texts_of_page(page) for row in _undated(*piece)]
    return list(dict.fromkeys(found))[:SHOWN]


def _undated(piece, texts):
    """A figure is dated by its own paragraph, or by the one beside it in a table."""
    for text in texts:
        if DATED.search(text) or NAMES.search(text):
            continue
        if figure := NUMBER.search(text):
            yield piece.problem(SENTENCE.format(figure[0]))


def _texts_of_page(page):
    """(piece, its texts), where the page writes: neither its title, its address nor its settings.

    The fields of a block, the cells of a table are one text: its date column dates its figure.
    """
    streams = {f.name for f in page._meta.fields if isinstance(f, (RichTextField, StreamField))}
    rows = [piece for piece in pieces(page) if piece.field in streams | {"intro"}]
    for _place, group in groupby(rows, key=lambda piece: (piece.field, piece.place)):
        group = list(group)
        if any(piece.is_group and piece.value.get("source") for piece in group):
            continue
        yield from ((piece, _paragraphs(piece.html)) for piece in group if piece.is_rich)
        words = [piece for piece in group if isinstance(piece.value, str)]
        if words:
            yield words[0], [" ; ".join(piece.value for piece in words)]


def _paragraphs(html):
    """Separate texts: the date of one does not date the next."""
    blocks = [tag for tag in html.find_all(BLOCKS) if not tag.find(BLOCKS)]
    return [tag.get_text(" ", strip=True) for tag in blocks] or [html.get_text(" ", strip=True)]
