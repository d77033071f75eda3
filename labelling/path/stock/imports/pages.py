"""Context of the page of an import: counts, findings by gravity, effects of confirming."""

from unicodedata import normalize

from django.urls import reverse

from labelling.path.dossiers.pages import tabs
from labelling.path.stock import actions
from labelling.path.stock.files.issues import Severity, Status
from labelling.path.stock.files.sentences import grouped
from labelling.path.stock.files.vocabulary import NOTES, UNKEPT
from labelling.path.stock.files.words import Doubt
from labelling.path.stock.imports import actions as importing
from labelling.path.stock.imports import parts
from labelling.path.stock.models import StockImport
from portal.spreadsheets.sheets import letter_of
from portal.ui import words
from portal.web.pagination import Paginator

ISSUES_A_PAGE = 50
SEVERITIES = {
    Severity.ERROR: "À corriger",
    Severity.WARNING: "À relire",
    Severity.INFO: "Pour information",
}
STATUS_LOOKS = {
    Status.OK: ("ok", "tick"),
    Status.CORRECTED: ("info", "spanner"),
    Status.WARNING: ("warn", "eye"),
    Status.ERROR: ("danger", "triangle"),
    Status.IGNORED: ("quiet", "box"),
}


def import_url(dossier, number):
    return reverse("labelling:stock_import", args=[dossier.reference, number])


def frame(found, user):
    dossier = found.dossier
    return {
        "dossier": dossier,
        "import": found,
        "import_url": import_url(dossier, found.number),
        "tabs": tabs(dossier, "stock_detail"),
        "closed": actions.closed(dossier, user),
    }


def whole(found, user, query):
    """The context of the page of an import that was read."""
    shown = preview(found, query)
    said = found.report.get("towns", {})
    asked = [many for town, many in shown["report"].doubts.items() if Doubt(town).key not in said]
    shown |= {"is_large": is_large(found), "is_corrigible": is_corrigible(found)}
    shown |= {"places_asked": len(asked), "lines_asked": sum(asked)}
    shown["spans"] = parts.spans(shown["report"]) if is_large(found) else []
    return shown | consequences(found, shown) | frame(found, user)


def is_corrigible(found):
    """Whether its sheets and columns may still be chosen: its file is here, and nothing is written."""
    is_open = found.status in (StockImport.State.PREVIEWED, StockImport.State.EMPTY)
    if not is_open or "read" not in found.report:
        return False
    return StockImport.objects.filter(pk=found.pk, file__isnull=False).exists()


def just_done(found):
    """What the worker has done of it, told to who waits."""
    if found.refusal:
        return "L’import n’est pas fait"
    return (
        "L’import est fait" if found.status == StockImport.State.CONFIRMED else "Le fichier est lu"
    )


def is_large(found):
    return bool(found.report.get("is_large"))


def preview(stock_import, query):
    """Everything that the page of an import shows; issues of one severity at a time."""
    report = importing.report_of(stock_import)
    remarks, counts = report.digest.remarks, report.digest.gravities
    shown = query.get("gravite") if query.get("gravite") in set(Severity) else ""
    shown = shown or next((s for s in SEVERITIES if counts[s]), Severity.ERROR)
    rows = [_row(report, *remark) for remark in remarks if remark[-1].severity == shown]
    columns = [column for sheet in report.sheets for column in sheet.columns]
    unkept = UNKEPT if report.has_axes else (*UNKEPT, *NOTES)
    unkept = dict.fromkeys(column.title for column in columns if column.field in unkept)
    return {
        "report": report,
        "unkept": ", ".join(f"«\u00a0{title}\u00a0»" for title in unkept),
        "file_issues": report.issues,
        "statuses": [(s.label, n, *STATUS_LOOKS[s]) for s, n in report.counts.items()],
        "doubtful": report.counts[Status.WARNING],
        "issue_tabs": [_tab(s, counts[s], s == shown) for s in SEVERITIES],
        "left_out": counts[shown] - len(rows),
        "issues": Paginator(rows, ISSUES_A_PAGE).get_page(query.get("page")),
    }


def _row(report, sheet, number, issue):
    read = report.sheets[sheet]
    titles = {column.letter: column.title for column in read.columns}
    place = f"Colonne {letter_of(number - 1)}" if read.is_turned else f"Ligne {grouped(number)}"
    column = f"ligne {issue.column}" if read.is_turned and issue.column else issue.column
    return {
        "line": number,
        "place": place,
        "sheet": read.name if len(report.sheets) > 1 else "",
        "column": column or "",
        "title": titles.get(issue.column, ""),
        "issue": issue,
        "is_change": _reads_otherwise(issue.before, issue.after),
    }


def _reads_otherwise(before, after):
    """Whether the eye sees a change: a text that becomes a number, or loses a space, reads the same."""
    if before is None or after is None:
        return False
    return normalize("NFC", str(before)).split() != normalize("NFC", str(after)).split()


def _tab(severity, count, is_current):
    return {
        "label": SEVERITIES[severity],
        "url": f"?gravite={severity.value}",
        "count": count,
        "is_current": is_current,
    }


def consequences(found, shown):
    """What confirming would write, and the words of the boxes; nothing once it is confirmed."""
    if found.status != StockImport.State.PREVIEWED:
        outcome, gone = found.report.get("outcome", {}), actions.taken_out(found)
        shut = {"plan": _sentences(outcome), "doubtful": "", "absent": "", "is_open": False}
        return shut | {
            "gone": len(gone),
            "not_undone": actions.why_not_undone(found) if gone else "",
        }
    foreseen = importing.foreseen(found, shown["report"])
    doubtful, absent = shown["report"].counts[Status.WARNING], foreseen.get("absent", 0)
    return {
        "plan": _sentences(foreseen),
        "is_open": not shown["report"].is_empty,
        "doubtful": doubtful
        and f"Importer aussi {words.count(doubtful, 'ligne', 'lignes')} à confirmer",
        "absent": absent
        and f"Retirer du patrimoine {words.count(absent, 'résidence absente', 'résidences absentes')} du fichier",
    }


def leaving(gone, sentences):
    """What is asked once before these residences leave the stock."""
    many = words.count(len(gone), "résidence va quitter", "résidences vont quitter")
    return {"title": f"{many} le patrimoine", "goes": sentences}


def said_of_return(many):
    back = words.count(many, "résidence est revenue", "résidences sont revenues")
    return f"{back} dans le patrimoine."


SAID = (
    ("created", "résidence créée", "résidences créées"),
    ("updated", "résidence mise à jour", "résidences mises à jour"),
    ("unchanged", "résidence inchangée", "résidences inchangées"),
    ("absent", "résidence absente du fichier", "résidences absentes du fichier"),
    ("removed", "résidence retirée du patrimoine", "résidences retirées du patrimoine"),
    ("rated", "résidence notée", "résidences notées"),
)


def _sentences(counts):
    """« 12 résidences créées », in a fixed order; nothing is said of a removal that is not asked."""
    return [
        words.count(counts[key], one, many)
        for key, one, many in SAID
        if counts.get(key) or (key in counts and key not in ("removed", "rated", "absent"))
    ]


def said_of_import(found):
    if found.is_under_way:
        return "L’import est confirmé. Le portail l’écrit\u00a0: vous pouvez fermer cette page."
    return f"Import fait\u00a0: {', '.join(_sentences(found.report['outcome']))}."
