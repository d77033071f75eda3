"""Import of a stock file: read, previewed, then confirmed."""

from functools import partial

from django.db import transaction

from labelling.path.stock import actions
from labelling.path.stock.files import checks, ratings
from labelling.path.stock.files.comparing import Foresight, compare, settled
from labelling.path.stock.files.storage import from_json, to_json
from labelling.path.stock.files.titles import Matching
from labelling.path.stock.files.words import NO_TOWN, Doubt
from labelling.path.stock.imports import writing
from labelling.path.stock.imports.parts import Parts
from labelling.path.stock.imports.records import open_book
from labelling.path.stock.models import AXES, StockImport
from portal.core import clock
from portal.spreadsheets import reading
from portal.spreadsheets.guards import faults_refused
from portal.workflow import Problem, Refused

STOCK, RATINGS = "stock", "ratings"
S = StockImport.State
NO_FILE = Problem(
    "no_file", "Ce fichier n’est plus gardé\u00a0: envoyez-le de nouveau pour le lire autrement."
)
WRITTEN = Problem("written", "Trop tard\u00a0: l’import est déjà écrit au patrimoine.")
UNDER_WAY = Problem("under_way", "Le portail travaille encore sur ce fichier.")


@faults_refused()
def read_file(dossier, source, kind, letters=(), titles=None, chosen=(), towns=None):
    """What StockImport.report keeps; Unreadable when the file as a whole cannot be read.

    `letters`: {letter: field} of columns that this person matches, `titles` the same by folded title, `chosen` the
    sheets to read, `towns` which communes the doubtful ones are; what was said for the organism before is known.
    """
    asked = to_read(dossier, kind, letters, titles, chosen, towns)
    report = _checked(dossier, open_book(source), asked)
    return asked | {"read": to_json(report), "is_empty": report.is_empty} | _titles(asked, report)


def to_read(dossier, kind, letters=(), titles=None, chosen=(), towns=None):
    """What the worker has to read of a large file."""
    before = remembered(dossier.organism, kind)
    return {
        "kind": kind,
        "titles": before["titles"] | (titles or {}),
        "towns": before["towns"] | (towns or {}),
        "letters": dict(letters),
        "chosen": list(chosen),
    }


@faults_refused()
def read_large(stock_import, told):
    """The same, by the worker: the lines go into parts; `told(**progress)` hears how many, and may cancel."""
    dossier, asked = stock_import.dossier, stock_import.report
    told()
    source, stock_import.file = bytes(stock_import.file), None  # of this copy: it is large
    book = open_book(source)
    del source
    told(rows_total=sum(len(sheet.rows) for sheet in book.sheets), rows_done=0)
    parts = Parts(stock_import, lambda many: told(rows_done=many))
    foresight = Foresight(dossier.organism.residences.all())

    def keep(line):
        parts.take(line)
        foresight.take(line)

    report = _checked(dossier, book, asked, keep)
    parts.close()
    is_stock = asked["kind"] == STOCK
    foreseen = foresight.counts if is_stock else {"rated": foresight.counts["rated"]}
    kept = {"read": to_json(report), "is_empty": report.is_empty, "is_large": True}
    more = {"foreseen": foreseen, "absent": foresight.absent if is_stock else []}
    return asked | kept | more | _titles(asked, report)


def _checked(dossier, book, asked, keep=None):
    scale = actions.scale_of(dossier)
    matching = Matching(asked["titles"], asked["letters"], asked.get("towns", {}))
    if asked["kind"] == RATINGS:
        codes = {code.upper() for code in active(dossier).values_list("code", flat=True)}
        return ratings.read_ratings(book, scale, codes, keep, matching)
    return checks.check(book, clock.today().year, scale, matching, asked["chosen"], keep)


def _titles(asked, report):
    """{key: field} of what was said by letter joins what was said by title."""
    keys = {column.letter: column.key for column in report.columns}
    letters = asked["letters"].items()
    said = {keys[letter]: name for letter, name in letters if letter in keys}
    return {"titles": asked["titles"] | said}


def remembered(organism, kind):
    """What was said of the columns and of the towns of its last file, confirmed or not, then of its residences."""
    rows = StockImport.objects.filter(dossier__organism=organism, report__kind=kind)
    titles, towns = rows.order_by("-pk").values_list("report__titles", "report__towns").first() or (
        None,
        None,
    )
    known = organism.residences.exclude(town="").exclude(insee="").values_list("town", "insee")
    said = {Doubt(town).key: insee for town, insee in known}
    towns = towns or {}
    told = {key: code for key, code in towns.items() if code != NO_TOWN}
    return {"titles": titles or {}, "towns": towns | said | told}


def active(dossier):
    return dossier.organism.residences.filter(is_active=True)


def report_of(stock_import):
    return from_json(stock_import.report["read"])


def rows_to_write(report, with_doubtful):
    """Lines whose warnings ask a person are written only if that person says so."""
    statuses = writing.statuses_of(with_doubtful)
    return [settled(line.values) for line in report.lines if line.status in statuses]


def foreseen(stock_import, report):
    """Counts of what confirming would do with the lines that ask nobody; of a large file, when it was read."""
    if "foreseen" in stock_import.report:
        return stock_import.report["foreseen"]
    rows = rows_to_write(report, with_doubtful=False)
    rated = sum(has_axes(row) for row in rows)
    if stock_import.report["kind"] == RATINGS:
        return {"rated": rated}
    residences = stock_import.dossier.organism.residences.all()
    return compare(residences, rows, named(report)).counts | {"rated": rated}


def named(report):
    """Every code that the file holds, on lines to correct too: those residences are not absent."""
    return {line.values["code"] for line in report.lines if line.values.get("code")}


def absent(stock_import):
    """The keys of the residences of the stock that the file does not name."""
    if "absent" in stock_import.report:
        return stock_import.report["absent"]
    report = report_of(stock_import)
    rows = rows_to_write(report, with_doubtful=False)
    residences = stock_import.dossier.organism.residences.all()
    return [one.pk for one in compare(residences, rows, named(report)).absent]


def has_axes(row):
    return row.get("index") is not None


def confirm(stock_import, *, by, with_doubtful=False, remove_absent=False):
    """Write what was read, once: a second confirmation changes nothing and gives the same result.

    A large file is left to the worker.
    """
    actions.may_write(stock_import.dossier, by)
    with transaction.atomic():
        current = StockImport.objects.select_for_update().get(pk=stock_import.pk)
        if current.status in (S.WRITING, S.CONFIRMED):
            return current
        if current.status == S.READING:
            raise Refused(UNDER_WAY)
        report = report_of(current) if current.status == S.PREVIEWED else None
        if report is None or report.is_blocked:
            raise Refused(Problem("not_importable", "Ce fichier ne peut pas être importé."))
        if not sum(report.digest.statuses[one] for one in writing.statuses_of(with_doubtful)):
            raise Refused(Problem("empty", "Aucune ligne de ce fichier ne peut être importée."))
        current.confirmed_by, current.file, current.refusal = by, None, ""
        if current.report.get("is_large"):
            asked = {"with_doubtful": with_doubtful, "remove_absent": remove_absent}
            current.report["asked"] = asked
            current.status, current.asked_at = S.WRITING, clock.now()
            current.save()
            return current
        rows = rows_to_write(report, with_doubtful)
        outcome = _write(current, report, rows, by=by, remove_absent=remove_absent)
        current.report["outcome"] = outcome
        finish(current)
    return current


def write_large(current, named, told):
    """What was confirmed of a large file, with every code that it holds; `told()` is called at each part.

    In a transaction, that `told` may end by an exception; `finish` closes it.
    """
    dossier, by, asked = current.dossier, current.confirmed_by, current.report["asked"]
    actions.may_write(dossier, by)
    report = report_of(current)
    statuses, outcome = writing.statuses_of(asked["with_doubtful"]), {}
    if current.report["kind"] == STOCK:
        outcome, current.report["removed"] = actions.write_parts(
            dossier,
            current,
            statuses,
            by=by,
            named=named,
            remove_absent=asked["remove_absent"],
            told=told,
        )
    rated = (
        actions.rate_parts(dossier, current, statuses, by=by, told=told) if report.has_axes else 0
    )
    current.report["outcome"] = outcome | {"rated": rated}


def finish(current):
    """What it wrote is kept in its report."""
    current.status, current.confirmed_at = S.CONFIRMED, clock.now()
    current.asked_at = current.seen_at = None
    current.save()


def _write(stock_import, report, rows, *, by, remove_absent):
    dossier, outcome = stock_import.dossier, {}
    if stock_import.report["kind"] == STOCK:
        outcome, stock_import.report["removed"] = actions.write_residences(
            dossier, rows, by=by, named=named(report), remove_absent=remove_absent
        )
    rated = {row["code"].upper(): row for row in rows if has_axes(row)}
    if rated:
        # A residence may have left the stock since the file was read.
        held = {
            one: rated[one.code.upper()] for one in active(dossier) if one.code.upper() in rated
        }
        values = {one: [row[axis] for axis in AXES] for one, row in held.items()}
        notes = {one: writing.notes_of(row) for one, row in held.items()}
        actions.rate(dossier, values, by=by, notes=notes)
        rated = held
    return outcome | {"rated": len(rated)}


def read_again(stock_import, *, by, titles, chosen, towns=None):
    """Its sheets, columns and towns as this person says; a large file waits for the worker again."""
    dossier = stock_import.dossier
    actions.may_write(dossier, by)
    if stock_import.file is None or stock_import.status not in (S.PREVIEWED, S.EMPTY):
        raise Refused(NO_FILE)
    source, kind = bytes(stock_import.file), stock_import.report["kind"]
    is_large = reading.is_large(source)
    make = to_read if is_large else partial(read_file, source=source)
    report = make(dossier=dossier, kind=kind, titles=titles, chosen=chosen, towns=towns)
    status, asked_at = actions.status_of(report), clock.now() if is_large else None
    rows = StockImport.objects.filter(pk=stock_import.pk, status=stock_import.status)
    if not rows.update(report=report, status=status, asked_at=asked_at, refusal=""):
        raise Refused(UNDER_WAY)
    return status


def abandon(stock_import, *, by):
    """The file is left; nothing was written, its report stays readable. Refused once it is written.

    One that is being written is previewed again: its writing gives up at its next part.
    """
    actions.may_write(stock_import.dossier, by)
    row, idle = StockImport.objects.filter(pk=stock_import.pk), {"asked_at": None, "seen_at": None}
    if row.filter(status=S.WRITING).update(status=S.PREVIEWED, confirmed_by=None, **idle):
        return S.PREVIEWED
    row.filter(status__in=(S.READING, S.PREVIEWED)).update(status=S.ABANDONED, file=None, **idle)
    if row.filter(status=S.CONFIRMED).exists():
        raise Refused(WRITTEN)
    return S.ABANDONED
