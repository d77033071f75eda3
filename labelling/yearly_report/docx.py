"""DOCX writer of a yearly report: titles, paragraphs, charts and tables with their heads, without a library."""

import zipfile
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

from portal.exports.columns import NOT_IN_XML

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
HEADS = ("Chiffre", "{year}", "{former}", "Écart")
KIND = MEDIA_TYPE.removesuffix(".document")
DAY = (1980, 1, 1, 0, 0, 0)  # two files of one report are the same bytes

TYPES = (
    f'{XML}<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="png" ContentType="image/png"/>'
    f'<Override PartName="/word/document.xml" ContentType="{KIND}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{KIND}.styles+xml"/>'
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
        "word/document.xml": (
            f'{XML}<w:document {WORD}><w:body>{body}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
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
        f'Type="{OFFICE}/styles" Target="styles.xml"/>{pictures}</Relationships>'
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


def _definition(line):
    said = f"{line.name} (version {line.figure_version}). {line.definition} {line.formula} Source\u00a0: {line.source}"
    return _paragraph(said)


def _paragraph(text, style=""):
    kind = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{kind}{_run(text)}</w:p>"


def _run(text, *, bold=False):
    kind = "<w:rPr><w:b/></w:rPr>" if bold else ""
    said = escape(NOT_IN_XML.sub(" ", text))
    return f'<w:r>{kind}<w:t xml:space="preserve">{said}</w:t></w:r>'


def _table(heads, rows):
    """Its first row is repeated on each page, and said as a head."""
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="999999"/>'
        for side in ("top", "bottom", "insideH")
    )
    columns = "<w:gridCol/>" * len(heads)
    head = "".join(_cell(one, bold=True) for one in heads)
    lines = "".join(f"<w:tr>{''.join(map(_cell, row))}</w:tr>" for row in rows)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>{borders}</w:tblBorders>'
        f'<w:tblLook w:firstRow="1" w:firstColumn="1"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>'
        f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{head}</w:tr>{lines}</w:tbl><w:p/>"
    )


def _cell(text, *, bold=False):
    return f"<w:tc><w:p>{_run(str(text), bold=bold)}</w:p></w:tc>"


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
        f'{XML}<w:styles {WORD}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" '
        'w:hAnsi="Calibri"/><w:sz w:val="21"/><w:lang w:val="fr-FR"/></w:rPr></w:rPrDefault>'
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
