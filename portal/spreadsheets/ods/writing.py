"""ODS file changed in place: annotations and edges of cells, a first sheet; its own looks stay, its formulas go."""

import io
import zipfile
from copy import deepcopy
from dataclasses import dataclass
from xml.etree import ElementTree

from portal.spreadsheets.archives import damaged
from portal.spreadsheets.ods.parsing import CELLS, NAMES, OASIS, ROW, Grid, q

# Of the conditions that are left, which name it in their text.
_FORMULAS = {"xmlns:of": f"{OASIS}of:1.2"}
_DROPPED = {
    q(name)
    for name in (
        "office:scripts",
        "office:event-listeners",
        "table:shapes",
        "table:named-expressions",
    )
}
_BORDERS = ("border", "border-left", "border-right", "border-top", "border-bottom")
_HEADING, _WRAPPED = "portal-heading", "portal-wrapped"
_STYLE = q("table:style-name")


@dataclass(frozen=True)
class Cell:
    """Of the first sheet: `link` is a place in the file, `fill` the colour behind the text."""

    text: str
    link: str = ""
    fill: str = ""


class OdsFile:
    """The content of an ODS already read without fault: no DTD, hence no entity, no macro is in it."""

    def __init__(self, source):
        self.source = source
        with zipfile.ZipFile(io.BytesIO(source)) as archive:
            try:
                self.root = ElementTree.fromstring(archive.read("content.xml"))  # noqa: S314 -- as said above
            except ElementTree.ParseError as error:
                raise damaged() from error
        self.book = self.root.find(f"{q('office:body')}/{q('office:spreadsheet')}")
        self.styles = self.root.find(q("office:automatic-styles"))
        if self.styles is None:
            self.styles = ElementTree.Element(q("office:automatic-styles"))
            self.root.insert(0, self.styles)
        self._edges = {}
        self._clean()

    @property
    def sheets(self):
        """{name: its element}."""
        return {one.get(q("table:name"), ""): one for one in self.book.findall(q("table:table"))}

    def remove_sheets(self, is_gone):
        for name, sheet in self.sheets.items():
            if is_gone(name):
                self.book.remove(sheet)

    def annotate(self, sheet, places, author):
        """`places`: {(row, column), from 1 and from 0: (function of the comment that stood there, colour of the edge)}.

        A place inside a merged range is told in the first cell of the range.
        """
        grid = Grid(self.sheets[sheet])
        for place in sorted(places):
            said, colour = places[place]
            cell, usual = grid.cell(*place)
            note = cell.find(q("office:annotation"))
            had = "" if note is None else "\n".join(_text(one) for one in note.iter(q("text:p")))
            if note is not None:
                cell.remove(note)
            cell.insert(0, _annotation(said(had), author))
            cell.set(_STYLE, self._edged(cell.get(_STYLE, usual), colour))

    def add_first(self, name, head, widths, lines):
        """A sheet of Cells before all others; `widths` in characters."""
        self._add_style(_HEADING, text={"fo:font-weight": "bold"})
        self._add_style(_WRAPPED, cell={"fo:wrap-option": "wrap", "style:vertical-align": "top"})
        sheet = ElementTree.Element(q("table:table"), {q("table:name"): name})
        for rank, width in enumerate(widths):
            style = f"portal-column-{rank}"
            self._add_style(style, column={"style:column-width": f"{width * 0.2:.1f}cm"})
            ElementTree.SubElement(sheet, q("table:table-column"), {_STYLE: style})
        for cells, style in ((head, _HEADING), *((line, _WRAPPED) for line in lines)):
            row = ElementTree.SubElement(sheet, ROW)
            row.extend(self._said(cell, style) for cell in cells)
        self.book.insert(list(self.book).index(next(iter(self.sheets.values()))), sheet)

    def save(self):
        """Its bytes: the content, the styles and the settings; pictures and drafts of them are left out."""
        for name, uri in _FORMULAS.items():
            self.root.set(name, uri)
        written, out = ElementTree.tostring(self.root, "UTF-8", xml_declaration=True), io.BytesIO()
        with (
            zipfile.ZipFile(io.BytesIO(self.source)) as old,
            zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
        ):
            new.writestr("mimetype", old.read("mimetype").strip(), zipfile.ZIP_STORED)
            kept = [name for name in ("styles.xml", "settings.xml") if name in old.namelist()]
            new.writestr("META-INF/manifest.xml", _manifest(("content.xml", *kept)))
            new.writestr("content.xml", written)
            for name in kept:
                new.writestr(name, old.read(name))
        return out.getvalue()

    def _clean(self):
        for parent in list(self.root.iter()):
            parent.attrib.pop(q("table:formula"), None)
            for child in list(parent):
                if child.tag in _DROPPED or child.tag.startswith(f"{{{NAMES['draw']}}}"):
                    parent.remove(child)

    def _edged(self, style, colour):
        """The name of the same style with an edge of this colour."""
        if (style, colour) not in self._edges:
            name = self._edges[style, colour] = f"portal-edge-{len(self._edges)}"
            found = next((one for one in self.styles if one.get(q("style:name")) == style), None)
            made = _cell_style(name, style) if found is None else deepcopy(found)
            made.set(q("style:name"), name)
            facts = made.find(q("style:table-cell-properties"))
            if facts is None:
                facts = ElementTree.Element(q("style:table-cell-properties"))
                made.insert(0, facts)
            for border in _BORDERS:
                facts.attrib.pop(q(f"fo:{border}"), None)
            facts.set(q("fo:border"), f"0.06cm solid {colour}")
            self.styles.append(made)
        return self._edges[style, colour]

    def _add_style(self, name, **properties):
        family = "table-column" if "column" in properties else "table-cell"
        made = ElementTree.SubElement(
            self.styles, q("style:style"), {q("style:name"): name, q("style:family"): family}
        )
        kinds = {"cell": "table-cell", "text": "text", "column": "table-column"}
        for kind, facts in properties.items():
            said = {q(key): value for key, value in facts.items()}
            ElementTree.SubElement(made, q(f"style:{kinds[kind]}-properties"), said)

    def _said(self, cell, style):
        if cell.fill:
            style = f"portal-behind-{cell.fill[1:]}"
            if all(one.get(q("style:name")) != style for one in self.styles):
                facts = {"fo:background-color": cell.fill, "style:vertical-align": "top"}
                self._add_style(style, cell=facts)
        made = ElementTree.Element(CELLS[0], {q("office:value-type"): "string", _STYLE: style})
        for line in cell.text.split("\n"):
            part = ElementTree.SubElement(made, q("text:p"))
            if cell.link:
                link = {q("xlink:href"): cell.link, q("xlink:type"): "simple"}
                part = ElementTree.SubElement(part, q("text:a"), link)
            part.text = line
        return made


def _text(element):
    return "".join(element.itertext())


def _annotation(said, author):
    made = ElementTree.Element(q("office:annotation"))
    ElementTree.SubElement(made, q("dc:creator")).text = author
    for line in said.split("\n"):
        ElementTree.SubElement(made, q("text:p")).text = line
    return made


def _cell_style(name, parent):
    facts = {q("style:name"): name, q("style:family"): "table-cell"}
    if parent:
        facts[q("style:parent-style-name")] = parent
    return ElementTree.Element(q("style:style"), facts)


def _manifest(names):
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    entries = [("/", kind), *((name, "text/xml") for name in names)]
    lines = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{media}"/>'
        for path, media in entries
    )
    space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<manifest:manifest xmlns:manifest="{space}" manifest:version="1.2">{lines}</manifest:manifest>'
    )
