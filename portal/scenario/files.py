"""Small valid sample files that a scenario adds as a piece, a minute or a report."""

from functools import cache
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def document(title, text):
    """An upload: one A4 page of plain text, valid PDF made here (a replay renders nothing)."""
    name = f"{title[:120].replace('/', '-')}.pdf"
    return SimpleUploadedFile(name, plain_pdf(text), content_type="application/pdf")


def spreadsheet(title):
    """An upload: a workbook of a few invented residences, made once."""
    name = f"{title[:120].replace('/', '-')}.xlsx"
    return SimpleUploadedFile(name, _workbook(), content_type=XLSX)


@cache
def _workbook():
    from openpyxl import Workbook  # noqa: PLC0415 -- heavy

    book, out = Workbook(), BytesIO()
    book.active.append(("Code", "Résidence", "Logements"))
    for number in range(1, 4):
        book.active.append((f"R{number:03}", f"Résidence {number}", 40 + number))
    book.save(out)
    return out.getvalue()


def plain_pdf(text):
    """The smallest PDF that readers and the inspection accept."""
    objects = _objects(_text_stream(text))
    out, places = BytesIO(), []
    out.write(b"%PDF-1.4\n")
    for number, content in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start, size = out.tell(), len(objects) + 1
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    out.write(b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, rows))
    out.write(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, start))
    return out.getvalue()


def _text_stream(text):
    """Lines of 80 characters from the top of an A4 page."""
    plain = text.encode("cp1252", "replace")
    lines = [b"(%s) '" % _escaped(plain[i : i + 80]) for i in range(0, len(plain), 80)]
    return b"BT /F1 12 Tf 56 770 Td 16 TL %s ET" % b" ".join(lines)


def _escaped(line):
    for mark in (b"\\", b"(", b")"):
        line = line.replace(mark, b"\\" + mark)
    return line


def _objects(stream):
    fonts = b"<< /Font << /F1 5 0 R >> >>"
    return (
        b"<< /Type /Catalog /Pages 2 0 R /Lang (fr) >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources %s >>"
        % fonts,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    )
