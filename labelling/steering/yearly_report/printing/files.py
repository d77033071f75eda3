"""Files of a yearly report: whole and four-page PDF, DOCX, XLSX of its figures; made once, after the validation."""

from io import BytesIO

from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile

from labelling.steering.yearly_report.content import reading
from labelling.steering.yearly_report.printing import charts, tables
from portal import documents
from portal.documents import pdf
from portal.exports.writing import MEDIA_TYPES, XLSX

FOLDER = "labelling/yearly_report"
SECONDS = 60  # of a PDF of a hundred figures, on a machine that does other things
TYPES = {
    "pdf": ("", "pdf", "application/pdf"),
    "brief": ("-quatre-pages", "pdf", "application/pdf"),
    "docx": ("", "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
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
    from labelling.steering.yearly_report.printing import writing  # noqa: PLC0415 -- python-docx is heavy

    told = context(report)
    charts.draw(told)
    return {
        "pdf": pdf.render(f"{FOLDER}/report.pdf.html", told, title=title(report), seconds=SECONDS),
        "brief": pdf.render(
            f"{FOLDER}/brief.pdf.html", told, title=f"{title(report)}, en bref", seconds=SECONDS
        ),
        "docx": writing.write(title(report), told, charts.paint(told)),
        "xlsx": _sheet(report),
    }


def _sheet(report):
    from portal.exports import xlsx  # noqa: PLC0415 -- openpyxl is heavy

    out = BytesIO()
    xlsx.write(
        out,
        f"Bilan {report.year}",
        tables.head(),
        tables.lines(report),
        lambda _many: tables.legend(report),
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
        upload,
        holder=report,
        by=report.validated_by,
        kind=f"yearly_report_{name}",
        confidentiality=documents.Confidentiality.PUBLIC,
    )
