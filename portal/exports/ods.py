"""ODS writer of an exported table: OpenDocument XML streamed into its archive, row by row.

odfpy holds a whole document in memory, half a gigabyte for 50,000 rows: this writes the few elements that a
table needs (OpenDocument 1.2) as the rows come.
"""

import zipfile
from datetime import date, datetime
from decimal import Decimal
from itertools import chain, islice
from xml.sax.saxutils import escape, quoteattr

from portal.exports import columns as widths

MEDIA_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
PER_CHARACTER = 0.2  # centimetres of a column
_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{urn}"'
    for name, urn in (
        ("office", "office:1.0"),
        ("style", "style:1.0"),
        ("text", "text:1.0"),
        ("table", "table:1.0"),
        ("number", "datastyle:1.0"),
        ("fo", "xsl-fo-compatible:1.0"),
    )
)
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_DAY = (
    '<number:day number:style="long"/><number:text>/</number:text><number:month number:style="long"/>'
    '<number:text>/</number:text><number:year number:style="long"/>'
)
_HOUR = (
    '<number:text> </number:text><number:hours number:style="long"/><number:text>:</number:text>'
    '<number:minutes number:style="long"/>'
)
_STYLES = (
    f'<number:date-style style:name="N1">{_DAY}</number:date-style>'
    f'<number:date-style style:name="N2">{_DAY}{_HOUR}</number:date-style>'
    '<style:style style:name="day" style:family="table-cell" style:data-style-name="N1"/>'
    '<style:style style:name="instant" style:family="table-cell" style:data-style-name="N2"/>'
    '<style:style style:name="head" style:family="table-cell">'
    '<style:text-properties fo:font-weight="bold"/></style:style>'
)
_MANIFEST = (
    f'{_HEAD}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" '
    f'manifest:version="1.2"><manifest:file-entry manifest:full-path="/" manifest:media-type="{MEDIA_TYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


def write(out, title, head, lines, legend):
    """As `portal.exports.xlsx.write`."""
    return write_sheets(out, [(title, head, lines)], legend)


def write_sheets(out, sheets, legend):
    """As `portal.exports.xlsx.write_sheets`."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", MEDIA_TYPE, zipfile.ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", _MANIFEST)
        with archive.open("content.xml", "w", force_zip64=True) as part:
            return _write_content(part, [_Sheet(*sheet) for sheet in sheets], legend)


class _Sheet:
    """A table whose first rows are read ahead: they give the widths, which a document declares first."""

    def __init__(self, title, head, lines):
        self.title, self.head, self.lines = title[:31], head, iter(lines)
        self.first = list(islice(self.lines, widths.SAMPLE))
        self.wide = widths.measure_widths(head, self.first)


def _write_content(part, sheets, legend):
    def put(text):
        part.write(text.encode())

    many, wide = 0, {28, 80}.union(*(sheet.wide for sheet in sheets))
    put(f'{_HEAD}<office:document-content {_SPACES} office:version="1.2"><office:automatic-styles>')
    put(_STYLES + "".join(map(_width_style, sorted(wide))))
    put("</office:automatic-styles><office:body><office:spreadsheet>")
    for sheet in sheets:
        put(_opening(sheet.title, sheet.wide))
        put(f"<table:table-header-rows>{_row(sheet.head, 'head')}</table:table-header-rows>")
        for line in chain(sheet.first, sheet.lines):
            put(_row(line))
            many += 1
        put("</table:table>")
    put(_opening("Légende", (28, 80)))
    for line in legend(many):
        put(_row(line))
    put("</table:table></office:spreadsheet></office:body></office:document-content>")
    return many


def _width_style(width):
    return (
        f'<style:style style:name="w{width}" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{width * PER_CHARACTER:.1f}cm"/></style:style>'
    )


def _opening(title, wide):
    columns = "".join(f'<table:table-column table:style-name="w{width}"/>' for width in wide)
    return f"<table:table table:name={quoteattr(title)}>{columns}"


def _row(line, style=""):
    return f"<table:table-row>{''.join(_cell(value, style) for value in line)}</table:table-row>"


def _cell(value, style):
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, datetime):
        return _typed("date", "date-value", value.isoformat(), f"{value:%d/%m/%Y %H:%M}", "instant")
    if isinstance(value, date):
        return _typed("date", "date-value", value.isoformat(), f"{value:%d/%m/%Y}", "day")
    if isinstance(value, int | float | Decimal):
        return _typed("float", "value", str(value), str(value).replace(".", ","), style)
    named = f' table:style-name="{style}"' if style else ""
    return f'<table:table-cell office:value-type="string"{named}>{_paragraphs(value)}</table:table-cell>'


def _typed(kind, attribute, value, said, style):
    named = f' table:style-name="{style}"' if style else ""
    return (
        f'<table:table-cell office:value-type="{kind}" office:{attribute}="{value}"{named}>'
        f"<text:p>{said}</text:p></table:table-cell>"
    )


def _paragraphs(text):
    return "".join(f"<text:p>{escape(line)}</text:p>" for line in text.split("\n"))
