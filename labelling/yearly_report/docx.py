"""DOCX writer of a yearly report: titles, paragraphs, charts and tables with their heads, without a library."""

import zipfile
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

from portal.exports.columns import NOT_IN_XML
from portal.ui import words

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
HEADS = ("Chiffre", "{year}", "{former}", "Écart")
KIND = MEDIA_TYPE.removesuffix(".document")
DEMO = "Version de démonstration\u00a0: organismes et personnes inventés, sans valeur."
DAY = (1980, 1, 1, 0, 0, 0)  # two files of one report are the same bytes

TYPES = (
    f'{XML}<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="png" ContentType="image/png"/>'
    f'<Override PartName="/word/document.xml" ContentType="{KIND}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{KIND}.styles+xml"/>'
    f'<Override PartName="/word/footer.xml" ContentType="{KIND}.footer+xml"/>'
    '<Override PartName="/docProps/core.xml" '
    'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
)
ROOT = (
    f'{XML}<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{PACKAGE}/relationships/metadata/core-properties" '
    'Target="docProps/core.xml"/></Relationships>'
)
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
CHART_WIDTH = 5_760_000  # 16 cm, in English Metric Units
TEXT_WIDTH = 9412  # between the margins, in twentieths of a point
NAME = 40  # per cent of the table of figures that their names take
FEW = 4  # columns of a table whose words need not be smaller
SMALL = 16  # half-points


def write(title, told, charts=()):
    """The bytes of the document; `told` is the context of `printing`, `charts` are those of `charts.paint`."""
    shown = {
        part.code: _chart(rank, part, ratio) for rank, (part, _, ratio) in enumerate(charts, 1)
    }
    body = "".join(_body(title, told, shown))
    parts = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": ROOT,
        "docProps/core.xml": _core(title),
        "word/_rels/document.xml.rels": _links(len(charts)),
        "word/styles.xml": _styles(),
        "word/footer.xml": _footer(title),
        "word/document.xml": (
            f'{XML}<w:document {WORD} xmlns:r="{OFFICE}"><w:body>{body}<w:sectPr>'
            '<w:footerReference w:type="default" r:id="rId2"/><w:pgSz w:w="11906" w:h="16838"/>'
            '<w:pgMar w:top="1247" w:right="1247" w:bottom="1247" w:left="1247" '
            'w:header="708" w:footer="708" w:gutter="0"/></w:sectPr></w:body></w:document>'
        ),
    }
    parts |= {f"word/media/chart{rank}.png": png for rank, (_, png, _) in enumerate(charts, 1)}
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, DAY), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _links(charts):
    pictures = "".join(
        f'<Relationship Id="chart{rank}" Type="{OFFICE}/image" Target="media/chart{rank}.png"/>'
        for rank in range(1, charts + 1)
    )
    return (
        f'{XML}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/styles" Target="styles.xml"/><Relationship Id="rId2" '
        f'Type="{OFFICE}/footer" Target="footer.xml"/>{pictures}</Relationships>'
    )


def _footer(title):
    """The title and the number of the page."""
    page = '<w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    return (
        f'{XML}<w:ftr {WORD}><w:p><w:pPr><w:jc w:val="end"/></w:pPr>'
        f"{_run(f'{title}, page ', size=SMALL)}{page}</w:p></w:ftr>"
    )


def _chart(rank, part, ratio):
    """A picture in the line, with the words that stand in its place."""
    size = f'cx="{CHART_WIDTH}" cy="{round(CHART_WIDTH * ratio)}"'
    named = f'id="{rank}" name="Graphique {rank}"'
    said = quoteattr(NOT_IN_XML.sub(" ", part.said_of_drawing))
    return (
        f'<w:p><w:r><w:drawing><wp:inline xmlns:wp="{DRAWING}/wordprocessingDrawing">'
        f"<wp:extent {size}/><wp:docPr {named} descr={said}/>"
        f'<a:graphic xmlns:a="{DRAWING}/main"><a:graphicData uri="{DRAWING}/picture">'
        f'<pic:pic xmlns:pic="{DRAWING}/picture"><pic:nvPicPr><pic:cNvPr {named} descr={said}/>'
        f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip xmlns:r="{OFFICE}" r:embed="chart{rank}"/>'
        '<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )


def _body(title, told, charts):
    report = told["report"]
    heads = [one.format(year=report.year, former=told["former"]) for one in HEADS]
    yield _paragraph(title, "Title")
    if told["is_demo"]:
        yield _paragraph(DEMO)
    if report.number > 1:
        yield _paragraph(f"Version {report.number}. {report.reason}")
    yield from map(_paragraph, told["foreword"])
    for section in told["sections"]:
        yield _paragraph(section.title, "Heading1")
        yield from map(_paragraph, section.paragraphs)
        yield charts.get(section.code, "")
        if section.lines:
            yield _table(heads, [[row.line.name, *row.cells] for row in section.lines])
        for cut in section.cuts:
            yield _paragraph(cut["head"], "Heading2")
            rows = [[row["label"], *(said for _, said in row["cells"])] for row in cut["rows"]]
            yield _table([cut["head"], *cut["columns"]], rows)
    yield _paragraph("Définitions", "Heading1")
    for section in told["sections"]:
        for row in section.lines:
            yield _definition(row.line)
    yield _paragraph(_frozen(report))


def _frozen(report):
    if not report.validated_at:
        return f"Chiffres au 31 décembre {report.year}, provisoires."
    return f"Chiffres au 31 décembre {report.year}, figés le {words.day(report.validated_at)}."


def _definition(line):
    said = f"{line.name} (version {line.figure_version}). {line.definition} {line.formula} Source\u00a0: {line.source}"
    return _paragraph(said)


def _paragraph(text, style=""):
    kind = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{kind}{_run(text)}</w:p>"


def _run(text, *, bold=False, size=None):
    kind = f"{'<w:b/>' if bold else ''}{f'<w:sz w:val="{size}"/>' if size else ''}"
    said = escape(NOT_IN_XML.sub(" ", text))
    return f'<w:r>{kind and f"<w:rPr>{kind}</w:rPr>"}<w:t xml:space="preserve">{said}</w:t></w:r>'


def _table(heads, rows):
    """Its first row is repeated on each page, and said as a head; no row is cut by the end of a page."""
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="999999"/>'
        for side in ("top", "bottom", "insideH")
    )
    sides = "".join(f'<w:{side} w:w="60" w:type="dxa"/>' for side in ("start", "end"))
    widths = _widths(len(heads))
    size = SMALL if len(heads) > FEW else None
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    lines = "".join(_row(row, widths, size) for row in rows)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{sides}</w:tblCellMar>'
        '<w:tblLook w:firstRow="1" w:firstColumn="1"/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{_row(heads, widths, size, is_head=True)}{lines}</w:tbl><w:p/>"
    )


def _widths(columns):
    """The first holds names, the others numbers."""
    first = TEXT_WIDTH * (NAME if columns <= FEW else NAME // 2) // 100
    return [first] + [(TEXT_WIDTH - first) // (columns - 1)] * (columns - 1)


def _row(cells, widths, size, *, is_head=False):
    kind = "<w:cantSplit/>" + ("<w:tblHeader/>" if is_head else "")
    drawn = "".join(
        _cell(str(text), width, size, bold=is_head, is_number=rank > 0)
        for rank, (text, width) in enumerate(zip(cells, widths, strict=True))
    )
    return f"<w:tr><w:trPr>{kind}</w:trPr>{drawn}</w:tr>"


def _cell(text, width, size, *, bold, is_number):
    side = '<w:jc w:val="end"/>' if is_number else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p><w:pPr>'
        f'<w:spacing w:before="40" w:after="40"/>{side}</w:pPr>{_run(text, bold=bold, size=size)}</w:p></w:tc>'
    )


def _styles():
    titles = (("Title", "Title", 48), ("Heading1", "heading 1", 30), ("Heading2", "heading 2", 24))
    named = "".join(
        f'<w:style w:type="paragraph" w:styleId="{code}"><w:name w:val={quoteattr(name)}/>'
        '<w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/>'
        f'<w:pPr><w:keepNext/><w:spacing w:before="240" w:after="120"/>{_level(code)}</w:pPr>'
        f'<w:rPr><w:b/><w:sz w:val="{size}"/></w:rPr></w:style>'
        for code, name, size in titles
    )
    return (
        f'{XML}<w:styles {WORD}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" '
        'w:hAnsi="Arial"/><w:sz w:val="20"/><w:lang w:val="fr-FR"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="120"/></w:pPr></w:pPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
        f"{named}</w:styles>"
    )


def _level(code):
    return f'<w:outlineLvl w:val="{int(code[-1]) - 1}"/>' if code[-1].isdigit() else ""


def _core(title):
    return (
        f'{XML}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>Portail Quali’Hlm</dc:creator>"
        "<dc:language>fr-FR</dc:language></cp:coreProperties>"
    )
