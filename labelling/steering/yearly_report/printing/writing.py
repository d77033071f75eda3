"""DOCX of a yearly report: titles, paragraphs, charts and tables with their heads."""

from io import BytesIO

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor, Twips

from portal.exports.columns import NOT_IN_XML
from portal.ui import words

HEADS = ("Chiffre", "{year}", "{former}", "Écart")
DEMO = "Version de démonstration\u00a0: organismes et personnes inventés, sans valeur."
SIZES = {"Normal": 10, "Title": 24, "Heading 1": 15, "Heading 2": 12}  # points
SMALL = 8
PAGE = (11906, 16838, 1247)  # A4 and its margins, in twentieths of a point
TEXT_WIDTH = 9412  # between the margins
CHART_WIDTH = 5_760_000  # 16 cm, in English Metric Units
NAME = 40  # per cent of the table of figures that their names take
FEW = 4  # columns of a table whose words need not be smaller


def write(title, told, charts=()):
    """The bytes of the document; `told` is the context of `printing`, `charts` are those of `charts.paint`."""
    document, report = Document(), told["report"]
    _set_up(document, title)
    document.add_paragraph(_plain(title), "Title")
    if told["is_demo"]:
        document.add_paragraph(DEMO)
    if report.number > 1:
        document.add_paragraph(_plain(f"Version {report.number}. {report.reason}"))
    for text in told["foreword"]:
        document.add_paragraph(_plain(text))
    shown = {part.code: (part, *drawn) for part, *drawn in charts}
    for section in told["sections"]:
        _section(document, told, section, shown.get(section.code))
    document.add_paragraph("Définitions", "Heading 1")
    for row in (row for section in told["sections"] for row in section.lines):
        document.add_paragraph(_plain(_definition(row.line)))
    document.add_paragraph(_frozen(report))
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _section(document, told, section, chart):
    document.add_paragraph(_plain(section.title), "Heading 1")
    for text in section.paragraphs:
        document.add_paragraph(_plain(text))
    if chart:
        _add_chart(document, *chart)
    if section.lines:
        heads = [one.format(year=told["report"].year, former=told["former"]) for one in HEADS]
        _add_table(document, heads, [[row.line.name, *row.cells] for row in section.lines])
    for cut in section.cuts:
        document.add_paragraph(_plain(cut["head"]), "Heading 2")
        rows = [[row["label"], *(said for _, said in row["cells"])] for row in cut["rows"]]
        _add_table(document, [cut["head"], *cut["columns"]], rows)


def _set_up(document, title):
    """Paper, fonts, language, properties, and a footer that bears the title and the number of the page."""
    about, paper = document.core_properties, document.sections[0]
    about.title, about.author, about.comments = _plain(title), "Portail Quali’Hlm", ""
    about.language = "fr-FR"
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "fr-FR")
    for name, size in SIZES.items():
        style = document.styles[name]
        style.element.get_or_add_rPr().get_or_add_rFonts().attrib.clear()
        style.font.name, style.font.size, style.font.bold = "Arial", Pt(size), name != "Normal"
        style.font.color.rgb = RGBColor(0, 0, 0)
    spaces = document.styles["Normal"].paragraph_format
    spaces.space_after, spaces.line_spacing = Pt(6), 1
    paper.page_width, paper.page_height, margin = (Twips(one) for one in PAGE)
    paper.left_margin = paper.right_margin = paper.top_margin = paper.bottom_margin = margin
    foot = paper.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    foot.add_run(_plain(f"{title}, page ")).font.size = Pt(SMALL)
    number = '<w:fldSimple {} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    foot._p.append(parse_xml(number.format(nsdecls("w"))))


def _add_chart(document, part, png, ratio):
    """A picture in the line, with the words that stand in its place."""
    size = CHART_WIDTH, round(CHART_WIDTH * ratio)
    picture = document.add_picture(BytesIO(png), *size)
    picture._inline.docPr.set("descr", _plain(part.said_of_drawing))


def _add_table(document, heads, rows):
    """Its first row is repeated on each page, and said as a head; no row is cut by the end of a page."""
    table, size = document.add_table(0, len(heads)), Pt(SMALL) if len(heads) > FEW else None
    table.autofit = False
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="999999"/>'
        for side in ("top", "bottom", "insideH")
    )
    borders = parse_xml(f"<w:tblBorders {nsdecls('w')}>{lines}</w:tblBorders>")
    table._tblPr.insert_element_before(borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")
    sides = "".join(f'<w:{side} w:w="60" w:type="dxa"/>' for side in ("left", "right"))
    margins = parse_xml(f"<w:tblCellMar {nsdecls('w')}>{sides}</w:tblCellMar>")
    table._tblPr.insert_element_before(margins, "w:tblLook")
    for column, width in zip(table.columns, _widths(len(heads)), strict=True):
        column.width = Twips(width)
    for rank, cells in enumerate([heads, *rows]):
        row = table.add_row()
        kinds = ("w:cantSplit", "w:tblHeader") if rank == 0 else ("w:cantSplit",)
        for kind in kinds:
            row._tr.get_or_add_trPr().append(OxmlElement(kind))
        _fill(row, cells, size, is_head=rank == 0)
    document.add_paragraph()


def _fill(row, texts, size, *, is_head):
    for rank, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
        if rank > 0:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        run = paragraph.add_run(_plain(str(text)))
        run.font.bold, run.font.size = is_head, size


def _widths(columns):
    """The first holds names, the others numbers."""
    first = TEXT_WIDTH * (NAME if columns <= FEW else NAME // 2) // 100
    return [first] + [(TEXT_WIDTH - first) // (columns - 1)] * (columns - 1)


def _frozen(report):
    if not report.validated_at:
        return f"Chiffres au 31 décembre {report.year}, provisoires."
    return f"Chiffres au 31 décembre {report.year}, figés le {words.day(report.validated_at)}."


def _definition(line):
    return f"{line.name} (version {line.figure_version}). {line.definition} {line.formula} Source\u00a0: {line.source}"


def _plain(text):
    """Without the characters that no XML holds."""
    return NOT_IN_XML.sub(" ", text)
