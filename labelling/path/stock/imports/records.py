"""Pure reading of a stock file, whoever sends it saying nothing more; and of some cells of residences, as one."""

from labelling.path.stock.files.checks import check
from labelling.path.stock.files.comparing import settled
from labelling.path.stock.files.issues import Report, Severity
from labelling.path.stock.files.titles import AS_WRITTEN, Matching
from labelling.path.stock.files.vocabulary import TITLES
from labelling.path.stock.scores import Scale
from portal.core import clock
from portal.spreadsheets import reading
from portal.spreadsheets.guards import faults_refused
from portal.spreadsheets.sheets import Book, Row, Sheet


@faults_refused()
def open_book(source: bytes) -> Book:
    """With its marks, which tell what is struck through, unless it is large: reading them is a quarter slower."""
    return reading.read(source, with_marks=not reading.is_large(source))


@faults_refused()
def read_records(content: bytes, this_year: int | None = None) -> Report:
    """The report of a file as its sender would have it without saying what its unknown columns are."""
    year = this_year or clock.today().year
    report = check(open_book(content), year, Scale(), AS_WRITTEN)
    if report.is_blocked:
        columns = (one for sheet in report.sheets for one in sheet.columns)
        silent = {one.key: "" for one in columns if one.is_unknown}
        report = check(open_book(content), year, Scale(), Matching(titles=silent))
    return report


CELLS = ("code", "name", "commune", "insee", "homes", "is_qpv", "agency", "block")
PLACE = ("commune", "insee")
TOWN = ("insee", "town")
WITHOUT = ("agency", "block")  # a residence may have none


def read_cells(rows, this_year):
    """[(values to write, {field: sentence})] of (residence, {field: text}): read, refused and told as in a file.

    What a file would ask somebody to confirm is refused here: the import of the stock asks it.
    """
    head = tuple(TITLES[name] for name in CELLS)
    lines = [head, *(_as_told(one, texts) for one, texts in rows)]
    sheet = Sheet("", [Row(number, cells) for number, cells in enumerate(lines, 1)])
    report = check(Book("csv", [sheet]), this_year, Scale())
    letters = {column.letter: column.field for column in report.columns}
    found = {line.number: line for line in report.lines}
    return [_read_line(found[n], texts, letters) for n, (_one, texts) in enumerate(rows, 2)]


def _as_told(one, texts):
    """Where the name of the commune alone is changed, it is looked for in the département of before."""
    moved, near = texts.keys() & set(PLACE), one.insee[:2]
    if moved == {"commune"} and near not in ("", "97", "98"):
        texts = texts | {"commune": f"{texts['commune']} ({near})"}
    known = {
        "code": one.code,
        "name": one.name,
        "commune": "",
        "insee": "" if moved else one.insee,
        "homes": str(one.homes),
        "is_qpv": "oui" if one.is_qpv else "non",
        "agency": one.agency,
        "block": one.block,
    } | texts
    return tuple(known[name] or None for name in CELLS)


def _read_line(line, texts, letters):
    told = [(letters.get(one.column), one) for one in line.issues]
    faults = {}
    for name in texts:
        about = PLACE if name in PLACE else (name,)
        graves = [
            one.message
            for field, one in told
            if field in about and (one.severity == Severity.ERROR or one.is_doubtful)
        ]
        if graves:
            faults[name] = " ".join(dict.fromkeys(graves))
    if not line.values:  # what the reader leaves aside as a whole
        faults = dict.fromkeys(texts, " ".join(one.message for _, one in told))
    values, read = {}, settled(line.values)
    for name in texts.keys() - faults.keys():
        kept = TOWN if name in PLACE else (name,)
        values |= {one: read[one] for one in kept}
    return {name: "" if value is None else value for name, value in values.items()}, faults
