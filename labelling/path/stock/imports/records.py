"""Pure reading of a stock file: its bytes to its report, whoever sends it saying nothing more."""

from labelling.path.stock.files.checks import check
from labelling.path.stock.files.issues import Report
from labelling.path.stock.files.titles import AS_WRITTEN, Matching, fold_title
from labelling.path.stock.scores import Scale
from portal.core import clock
from portal.spreadsheets import reading
from portal.spreadsheets.guards import faults_refused
from portal.spreadsheets.sheets import Book


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
        silent = {fold_title(title): "" for title in report.unknown_titles}
        report = check(open_book(content), year, Scale(), Matching(titles=silent))
    return report
