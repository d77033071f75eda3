"""Import of a stock file: read, previewed, then confirmed."""

from django.db import transaction

from labelling.stock import actions, checking, rating_sheet
from labelling.stock.columns import Matching, fold_title
from labelling.stock.comparing import compare
from labelling.stock.models import AXES, StockImport
from labelling.stock.report import Status
from labelling.stock.report_json import from_json, to_json
from portal.core import clock
from portal.spreadsheets import reading
from portal.workflow import Problem, Refused

STOCK, RATINGS = "stock", "ratings"


def read_file(dossier, upload, kind, letters=()):
    """What StockImport.report keeps; Unreadable when the file as a whole cannot be read.

    `letters`: {letter: field} of columns that this person matches; what was matched for the organism before is known.
    """
    book, scale = reading.read(upload), actions.scale_of(dossier)
    matching = Matching(remembered(dossier.organism), dict(letters))
    if kind == RATINGS:
        codes = {code.upper() for code in active(dossier).values_list("code", flat=True)}
        report = rating_sheet.read_ratings(book, scale, codes)
    else:
        report = checking.check(book, clock.today().year, scale, matching)
    return {
        "kind": kind,
        "read": to_json(report),
        "is_empty": not report.importable,
        "titles": matching.titles | _titles(report, matching),
    }


def _titles(report, matching):
    """{folded title: field} of what was said by letter."""
    told = {column.letter: column.title for column in report.columns}
    return {
        fold_title(told[letter]): name
        for letter, name in matching.letters.items()
        if letter in told
    }


def remembered(organism):
    """What the columns of its last file confirmed were said to be."""
    rows = StockImport.objects.filter(dossier__organism=organism, report__kind=STOCK)
    rows = rows.filter(status=StockImport.State.CONFIRMED).order_by("-confirmed_at", "-pk")
    return rows.values_list("report__titles", flat=True).first() or {}


def active(dossier):
    return dossier.organism.residences.filter(is_active=True)


def report_of(stock_import):
    return from_json(stock_import.report["read"])


def lines_to_write(report, with_doubtful):
    """Lines whose warnings ask a person are written only if that person says so."""
    statuses = {Status.OK, Status.CORRECTED} | ({Status.WARNING} if with_doubtful else set())
    return [line for line in report.lines if line.status in statuses]


def foreseen(stock_import, report):
    """Counts of what confirming would do with the lines that ask nobody."""
    rows = [line.values for line in lines_to_write(report, with_doubtful=False)]
    if stock_import.report["kind"] == RATINGS:
        return {"rated": len(rows)}
    residences = stock_import.dossier.organism.residences.all()
    rated = sum(has_axes(row) for row in rows)
    return compare(residences, rows, named(report)).counts | {"rated": rated}


def named(report):
    """Every code that the file holds, on lines to correct too: those residences are not absent."""
    return {line.values["code"] for line in report.lines if line.values.get("code")}


def absent(stock_import):
    """The residences of the stock that the file does not name."""
    report = report_of(stock_import)
    rows = [line.values for line in lines_to_write(report, with_doubtful=False)]
    return compare(stock_import.dossier.organism.residences.all(), rows, named(report)).absent


def has_axes(row):
    return row.get("index") is not None


def confirm(stock_import, *, by, with_doubtful=False, remove_absent=False):
    """Write what was read, once: a second confirmation changes nothing and gives the same result."""
    actions.may_write(stock_import.dossier, by)
    with transaction.atomic():
        current = StockImport.objects.select_for_update().get(pk=stock_import.pk)
        if current.status == StockImport.State.CONFIRMED:
            return current
        report = report_of(current)
        if (
            current.status in (StockImport.State.ABANDONED, StockImport.State.EMPTY)
            or report.is_blocked
        ):
            raise Refused(Problem("not_importable", "Ce fichier ne peut pas être importé."))
        rows = [line.values for line in lines_to_write(report, with_doubtful)]
        if not rows:
            raise Refused(Problem("empty", "Aucune ligne de ce fichier ne peut être importée."))
        current.report["outcome"] = _write(
            current, report, rows, by=by, remove_absent=remove_absent
        )
        current.status, current.confirmed_at = StockImport.State.CONFIRMED, clock.now()
        current.save(update_fields=["report", "status", "confirmed_at"])
    return current


def _write(stock_import, report, rows, *, by, remove_absent):
    dossier, outcome = stock_import.dossier, {}
    if stock_import.report["kind"] == STOCK:
        outcome, stock_import.report["removed"] = actions.write_residences(
            dossier, rows, by=by, named=named(report), remove_absent=remove_absent
        )
    rated = {row["code"]: [row[axis] for axis in AXES] for row in rows if has_axes(row)}
    if rated:
        residences = {r.code.upper(): r for r in active(dossier)}
        held = {code: axes for code, axes in rated.items() if code.upper() in residences}
        values = {residences[code.upper()]: axes for code, axes in held.items()}
        actions.rate(dossier, values, by=by)
        rated = held  # a residence may have left the stock since the file was read
    return outcome | {"rated": len(rated)}


def abandon(stock_import, *, by):
    """The file is left; nothing was written, its report stays readable."""
    actions.may_write(stock_import.dossier, by)
    StockImport.objects.filter(pk=stock_import.pk, status=StockImport.State.PREVIEWED).update(
        status=StockImport.State.ABANDONED
    )
