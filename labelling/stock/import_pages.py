"""Context of the page of an import: counts, findings by gravity, effects of confirming."""

from unicodedata import normalize

from django.urls import reverse

from labelling.dossiers.overview import tabs
from labelling.stock import actions, importing, removal
from labelling.stock.models import StockImport
from labelling.stock.report import Severity, Status
from labelling.stock.titles import UNKEPT
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


def whole(found, user, query):
    """The context of the page of an import."""
    dossier, shown = found.dossier, preview(found, query)
    frame = {
        "dossier": dossier,
        "import": found,
        "tabs": tabs(dossier, "stock_detail"),
        "closed": actions.closed(dossier, user),
    }
    return shown | consequences(found, shown) | frame


def preview(stock_import, query):
    """Everything that the page of an import shows; issues of one severity at a time."""
    report = importing.report_of(stock_import)
    titles = {column.letter: column.title for column in report.columns}
    issues = [(line.number, issue) for line in report.lines for issue in line.issues]
    shown = query.get("gravite") if query.get("gravite") in set(Severity) else ""
    counts = {s: sum(issue.severity == s for _, issue in issues) for s in SEVERITIES}
    shown = shown or next((s for s in SEVERITIES if counts[s]), Severity.ERROR)
    rows = [_row(number, issue, titles) for number, issue in issues if issue.severity == shown]
    return {
        "report": report,
        "unkept": ", ".join(
            f"«\u00a0{c.title}\u00a0»" for c in report.columns if c.field in UNKEPT
        ),
        "file_issues": report.issues,
        "statuses": [(s.label, n, *STATUS_LOOKS[s]) for s, n in report.counts.items()],
        "doubtful": report.counts[Status.WARNING],
        "issue_tabs": [_tab(s, counts[s], s == shown) for s in SEVERITIES],
        "issues": Paginator(rows, ISSUES_A_PAGE).get_page(query.get("page")),
    }


def _row(number, issue, titles):
    title = titles.get(issue.column, "")
    return {
        "line": number,
        "column": issue.column or "",
        "title": title,
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
        outcome, gone = found.report.get("outcome", {}), removal.taken_out(found)
        shut = {"plan": _sentences(outcome), "doubtful": "", "absent": "", "is_open": False}
        return shut | {
            "gone": len(gone),
            "not_undone": removal.why_not_undone(found) if gone else "",
        }
    foreseen = importing.foreseen(found, shown["report"])
    doubtful, absent = shown["report"].counts[Status.WARNING], foreseen.get("absent", 0)
    return {
        "plan": _sentences(foreseen),
        "is_open": bool(shown["report"].importable),
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
    return f"Import fait\u00a0: {', '.join(_sentences(found.report['outcome']))}."
