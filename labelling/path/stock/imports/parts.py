"""Parts of a large stock file: its lines kept by the thousand while they are read, and read back one part at a time."""

from collections.abc import Iterable
from itertools import islice

from labelling.path.stock.files.comparing import FIELDS, settled
from labelling.path.stock.files.issues import Line, Report, Status
from labelling.path.stock.files.storage import line_from_json, line_to_json
from labelling.path.stock.files.vocabulary import AXES, NOTES
from labelling.path.stock.models import StockImportPart

A_PART = 1_000
HANDED_BACK = 5_000  # lines to correct of a file: a request writes them, another one the next
LEFT_TO_DO = (Status.ERROR, Status.WARNING)
LAST = ("town", *NOTES)  # what a part read before them lacks
ROW = (
    "status",
    "code",
    *(one for one in FIELDS if one not in LAST),
    *AXES,
    "index",
    "level",
    *LAST,
)


class Parts:
    """Takes the lines of an import as they are read; `told(lines)` hears how many are kept."""

    def __init__(self, stock_import, told):
        self.stock_import, self.told = stock_import, told
        self.lines: list[Line] = []
        self.kept = self.rank = 0
        stock_import.parts.all().delete()  # of a reading that was stopped, or made otherwise

    def take(self, line: Line) -> None:
        self.lines.append(line)
        if len(self.lines) >= A_PART:
            self.close()

    def close(self) -> None:
        """Keep what has not made a whole part."""
        if not self.lines:
            return
        self.rank, self.kept = self.rank + 1, self.kept + len(self.lines)
        self.told(self.kept)
        StockImportPart.objects.create(
            stock_import=self.stock_import,
            rank=self.rank,
            rows=[_row(line) for line in self.lines if line.values.get("code")],
            lines=[line_to_json(line) | {"values": {}} for line in self.lines],
        )
        self.lines = []


def _row(line: Line) -> list[object]:
    values = settled(line.values)
    return [line.status.value, *(values.get(name) for name in ROW[1:])]


def codes_of(stock_import) -> set[str]:
    """Every reference that the file holds, on lines to correct too."""
    place = ROW.index("code")
    rows = stock_import.parts.values_list("rows", flat=True).iterator(chunk_size=1)
    return {row[place] for part in rows for row in part}


def rows_of(stock_import, statuses):
    """The values of its lines that have one of these statuses, {name: value} each: a list a part."""
    for rank in list(stock_import.parts.values_list("rank", flat=True)):
        (rows,) = stock_import.parts.filter(rank=rank).values_list("rows", flat=True)
        yield [
            dict.fromkeys(LAST) | dict(zip(ROW, row, strict=False))
            for row in rows
            if row[0] in statuses
        ]


def lines_of(stock_import):
    """Its lines without their values, part after part."""
    for part in stock_import.parts.values_list("lines", flat=True).iterator(chunk_size=1):
        yield from map(line_from_json, part)


def spans(report: Report) -> list[tuple[int, int]]:
    """(first, last) of each file that hands back what is left to do of a large one, counted from one."""
    many = sum(report.counts[status] for status in LEFT_TO_DO)
    return [
        (first, min(first + HANDED_BACK - 1, many)) for first in range(1, many + 1, HANDED_BACK)
    ]


def left_to_do(lines: Iterable[Line], part: int) -> Iterable[Line]:
    """The lines of a large file where something is left to do: those of the span of this rank, from one."""
    kept = (line for line in lines if line.status in LEFT_TO_DO)
    return islice(kept, (part - 1) * HANDED_BACK, part * HANDED_BACK)
