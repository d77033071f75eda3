"""Files of a yearly report: whole and four-page PDF, DOCX, XLSX of its figures; made once, after the validation."""

import base64
from io import BytesIO

from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.template.loader import render_to_string

from labelling.yearly_report import docx, reading, sentences, table
from portal import documents
from portal.documents import pdf
from portal.exports.writing import MEDIA_TYPES, XLSX
from portal.ui import theme

FOLDER = "labelling/yearly_report"
KEY, NAME, BAR, EACH, WIDEST = 22, 16, 13, 50, 380  # of a chart, in its own units
SECONDS = 60  # of a PDF of a hundred figures, on a machine that does other things
TYPES = {
    "pdf": ("", "pdf", "application/pdf"),
    "brief": ("-quatre-pages", "pdf", "application/pdf"),
    "docx": ("", "docx", docx.MEDIA_TYPE),
    "xlsx": ("-chiffres", "xlsx", MEDIA_TYPES[XLSX]),
}


def title(report):
    return f"Bilan annuel du label Quali’Hlm, {report.year}"


def context(report):
    """What the PDFs and the DOCX tell."""
    return {
        "report": report,
        "former": report.year - 1,
        "foreword": [one for one in report.foreword.splitlines() if one.strip()],
        "sections": reading.read(report),
        "is_demo": settings.IS_DEMO,
    }


def files(report):
    """{format: bytes}. Raises `pdf.Failed`."""
    told = context(report)
    for part in told["sections"]:
        part.drawing = _drawing(part, told) if part.chart else ""
    return {
        "pdf": pdf.render(f"{FOLDER}/report.pdf.html", told, title=title(report), seconds=SECONDS),
        "brief": pdf.render(
            f"{FOLDER}/brief.pdf.html", told, title=f"{title(report)}, en bref", seconds=SECONDS
        ),
        "docx": docx.write(title(report), told),
        "xlsx": _sheet(report),
    }


def _drawing(part, told):
    """The address of the chart of a section, an SVG in itself."""
    rows = [_drawn(row, KEY + n * EACH, part.chart) for n, row in enumerate(part.chart["rows"])]
    look = theme.current()
    drawing = {
        "rows": rows,
        "height": KEY + EACH * len(rows),
        "year": told["report"].year,
        "former": told["former"],
        "a": look.light("brand"),
        "b": look.light("tile-sky"),
    }
    svg = render_to_string(f"{FOLDER}/chart.svg", drawing)
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"


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


def _sheet(report):
    from portal.exports import xlsx  # noqa: PLC0415 -- openpyxl is heavy

    out = BytesIO()
    xlsx.write(
        out,
        f"Bilan {report.year}",
        table.head(),
        table.lines(report),
        lambda _many: table.legend(report),
    )
    return out.getvalue()


def keep(report, made):
    """Inside the transaction of who asks; the report keeps each file for good."""
    for name, content in made.items():
        setattr(report, name, _stored(report, name, content))
    report.failure = ""
    report.save(update_fields=[*made, "failure"])


def _stored(report, name, content):
    suffix, extension, media_type = TYPES[name]
    upload = InMemoryUploadedFile(
        BytesIO(content),
        "file",
        f"{report.file_name}{suffix}.{extension}",
        media_type,
        len(content),
        None,
    )
    return documents.store(
        upload, holder=report, by=report.validated_by, kind=f"yearly_report_{name}",
        confidentiality=documents.Confidentiality.PUBLIC,
    )  # fmt: skip
