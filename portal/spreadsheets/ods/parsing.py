"""Elements of the content of an ODS: their names, and the cells of a sheet by their place."""

from bisect import bisect
from copy import deepcopy
from xml.etree import ElementTree

from portal.spreadsheets.archives import damaged

OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
NAMES = {
    "office": f"{OASIS}office:1.0",
    "style": f"{OASIS}style:1.0",
    "text": f"{OASIS}text:1.0",
    "table": f"{OASIS}table:1.0",
    "draw": f"{OASIS}drawing:1.0",
    "fo": f"{OASIS}xsl-fo-compatible:1.0",
    "svg": f"{OASIS}svg-compatible:1.0",
    "number": f"{OASIS}datastyle:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "dc": "http://purl.org/dc/elements/1.1/",
}
for _prefix, _name in NAMES.items():
    ElementTree.register_namespace(_prefix, _name)


def q(name):
    """« table:name » as ElementTree writes it."""
    prefix, _, local = name.partition(":")
    return f"{{{NAMES[prefix]}}}{local}"


ROW, CELLS = q("table:table-row"), (q("table:table-cell"), q("table:covered-table-cell"))
_ROWS, _COLUMNS = q("table:number-rows-repeated"), q("table:number-columns-repeated")


class Grid:
    """Rows and cells of a sheet by their place; what is written once for many is written apart where it is asked."""

    def __init__(self, sheet):
        above = {child: parent for parent in sheet.iter() for child in parent}
        parents = {
            row: above[row] for row in sheet.iter(ROW)
        }  # those of a group too, in their order
        self.rows = _Line(parents, _ROWS)
        self.lines = {}
        self.usual = [
            column.get(q("table:default-cell-style-name"), "")
            for column in sheet.iter(q("table:table-column"))
            for _ in range(min(int(column.get(_COLUMNS, 1)), 1_000))
        ]

    def cell(self, row, column):
        """(the cell, the name of the style that it has without one of its own)."""
        line = self._line(row)
        found = line.at(column + 1)
        if found is None:
            raise damaged()
        if found.tag == CELLS[1]:
            found, column = self._first_of_range(row, column)
        usual = self.usual[column] if column < len(self.usual) else ""
        return found, usual

    def _line(self, row):
        element = self.rows.at(row)
        if element is None:
            raise damaged()
        if element not in self.lines:
            cells = {cell: element for cell in element if cell.tag in CELLS}
            self.lines[element] = _Line(cells, _COLUMNS)
        return self.lines[element]

    def _first_of_range(self, row, column):
        """The cell that covers this one: upwards, then to the left."""
        for above in range(row, max(row - 1_000, 0), -1):
            line = self._line(above)
            for left in range(column, -1, -1):
                cell = line.at(left + 1, is_split=False)
                if cell is not None and cell.tag == CELLS[0]:
                    height = int(cell.get(q("table:number-rows-spanned"), 1))
                    width = int(cell.get(q("table:number-columns-spanned"), 1))
                    if above + height > row and left + width > column:
                        return line.at(left + 1), left
                    break
        return self._line(row).at(column + 1), column


class _Line:
    """Elements one after the other, each for one place or, by its attribute, for several."""

    def __init__(self, parents, attribute):
        self.parents, self.attribute = parents, attribute
        self.spans, last = [], 0
        for element in parents:
            many = int(element.get(attribute, 1))
            self.spans.append([last + 1, last + many, element])
            last += many

    def at(self, place, *, is_split=True):
        """The element of this place, alone for it if `is_split`; None beyond the last one."""
        rank = bisect(self.spans, place, key=lambda span: span[0]) - 1
        if rank < 0 or self.spans[rank][1] < place:
            return None
        first, last, element = self.spans[rank]
        return element if first == last or not is_split else self._split(rank, place)

    def _split(self, rank, place):
        first, last, element = self.spans[rank]
        parent = self.parents[element]
        index, made = list(parent).index(element), []
        parent.remove(element)
        for begin, end in ((first, place - 1), (place, place), (place + 1, last)):
            if begin > end:
                continue
            part = deepcopy(element)
            part.attrib.pop(self.attribute, None)
            if end > begin:
                part.set(self.attribute, str(end - begin + 1))
            self.parents[part] = parent
            made.append([begin, end, part])
        for offset, (_begin, _end, part) in enumerate(made):
            parent.insert(index + offset, part)
        self.spans[rank : rank + 1] = made
        return next(part for begin, end, part in made if begin == place == end)
