"""Charts of a yearly report: an SVG that the PDFs hold, a PNG of the same for the DOCX, the words of both."""

import base64

from django.template.loader import render_to_string

from labelling.steering.yearly_report.content import sentences
from portal.documents import pdf
from portal.ui import theme

FOLDER = "labelling/yearly_report"
KEY, NAME, BAR, EACH, WIDEST = 22, 16, 13, 50, 380  # of a chart, in its own units
WIDTH = 560  # the same
PIXELS = 2 * WIDTH  # of a PNG: a word processor prints it


def draw(told):
    """Gives each section that has a chart its `drawing`, an address, and the words in its place."""
    for part in told["sections"]:
        if part.chart:
            part.drawing = _address(_svg(part, told))
            part.said_of_drawing = (
                f"{part.title}\u00a0: barres de {told['report'].year}, puis de {told['former']}. "
                "Mêmes chiffres dans le tableau."
            )


def paint(told):
    """[(section, PNG, height for a width of 1)] of the charts, in order. Raises `pdf.Failed`."""
    drawn = [part for part in told["sections"] if part.drawing]
    if not drawn:
        return []
    pages = [{"drawing": part.drawing, "height": _height(part)} for part in drawn]
    document = pdf.draw(
        render_to_string(f"{FOLDER}/charts.pdf.html", {"pages": pages, "width": WIDTH})
    )
    return [
        (part, pdf.picture(document, width=PIXELS, page=rank), _height(part) / WIDTH)
        for rank, part in enumerate(drawn)
    ]


def _height(part):
    return KEY + EACH * len(part.chart["rows"])


def _address(svg):
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"


def _svg(part, told):
    rows = [_drawn(row, KEY + n * EACH, part.chart) for n, row in enumerate(part.chart["rows"])]
    look = theme.current()
    drawing = {
        "rows": rows,
        "height": _height(part),
        "year": told["report"].year,
        "former": told["former"],
        "a": look.light("brand"),
        "b": look.light("tile-sky"),
    }
    return render_to_string(f"{FOLDER}/chart.svg", drawing)


def _drawn(row, top, chart):
    """A name, and under it a bar a year; lengths are whole numbers, which no language writes otherwise."""
    places = {kind: top + NAME + rank * BAR for rank, kind in enumerate("ab")}
    bars = [
        {
            "kind": kind,
            "y": y,
            "text_y": y + 9,
            "width": round(WIDEST * row[kind] / chart["top"]),
            "said": sentences.amount(row[kind], chart["unit"]),
        }
        for kind, y in places.items()
        if row[kind] is not None
    ]
    return {"label": row["label"], "y": top + NAME - 4, "bars": bars}
