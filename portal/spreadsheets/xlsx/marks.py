"""Marks of XLSX cells: fill colour, number format and comment, which a streamed reading leaves out."""

import posixpath
import re
from dataclasses import replace

from defusedxml import ElementTree
from openpyxl.styles.numbers import BUILTIN_FORMATS
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

from portal.spreadsheets.sheets import PLAIN, Mark, without_ours
from portal.spreadsheets.xlsx.colours import hexadecimal, theme_colours

RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LONGEST_COMMENT = 2_000
# What Excel writes above the text of a discussion, for versions that know no discussion.
OF_DISCUSSIONS = re.compile(r"\[[^\]]*thread[^\]]*\].*?\bComment(?:aire)?\s*:\s*", re.S | re.I)


class Marks:
    """By style, computed once; comments by sheet."""

    def __init__(self, book):
        self.book = book
        self.theme = theme_colours(book.loaded_theme)
        self.by_style: dict[int, Mark] = {}

    def of_row(self, styles: dict[int, int], comments: dict[int, str]) -> dict[int, Mark]:
        """By column index, those that are not plain; a comment may stand on a cell that is not written."""
        marks = {}
        for index, style in styles.items():
            if (mark := self.of_style(style)) is not PLAIN:
                marks[index] = mark
        for index, comment in comments.items():
            mark = marks.get(index, PLAIN)
            marks[index] = replace(mark, comment=comment)
        return marks

    def of_style(self, style: int) -> Mark:
        if style not in self.by_style:
            self.by_style[style] = self._read(style)
        return self.by_style[style]

    def _read(self, style: int) -> Mark:
        if style >= len(self.book._cell_styles):
            return PLAIN
        told = self.book._cell_styles[style]
        fill = self.book._fills[told.fillId]
        colour = getattr(fill, "fgColor", None) if getattr(fill, "fill_type", None) else None
        number = told.numFmtId
        customs = self.book._number_formats
        shown = BUILTIN_FORMATS.get(number) if number < 164 else None
        if number >= 164 and number - 164 < len(customs):
            shown = customs[number - 164]
        mark = Mark(
            fill=hexadecimal(colour, self.theme) if colour is not None else "",
            number_format="" if shown in (None, "General") else shown,
            is_struck=bool(self.book._fonts[told.fontId].strike),
        )
        return PLAIN if mark == PLAIN else mark

    def comments_of(self, path: str) -> dict[int, dict[int, str]]:
        """By row number and column index, of the sheet whose part is there."""
        part = path.lstrip("/")
        folder, name = posixpath.split(part)
        found: dict[int, dict[int, str]] = {}
        for target, kind in self._relations(f"{folder}/_rels/{name}.rels"):
            if kind.endswith("/comments"):
                path = target if target.startswith("/") else posixpath.join(folder, target)
                self._read_comments(posixpath.normpath(path).lstrip("/"), found)
        return found

    def _relations(self, path: str) -> list[tuple[str, str]]:
        archive = self.book._archive
        if path not in archive.namelist():
            return []
        root = ElementTree.fromstring(archive.read(path))
        return [(one.get("Target", ""), one.get("Type", "")) for one in root.iter(RELATIONS)]

    def _read_comments(self, path: str, found: dict[int, dict[int, str]]) -> None:
        archive = self.book._archive
        if path not in archive.namelist():
            return
        for comment in ElementTree.fromstring(archive.read(path)).iter(f"{MAIN}comment"):
            letters, row = coordinate_from_string(comment.get("ref", "A1"))
            text = "".join(part.text or "" for part in comment.iter(f"{MAIN}t")).strip()
            index = column_index_from_string(letters) - 1
            if said := without_ours(OF_DISCUSSIONS.sub("", text, 1)):
                found.setdefault(row, {})[index] = said[:LONGEST_COMMENT]
