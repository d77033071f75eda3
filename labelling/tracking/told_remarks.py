"""Comments written in a tracking file handed back: words, colours and list, whatever its format."""

from labelling.tracking_files.issues import Severity
from portal.spreadsheets import our_remarks

AUTHOR = "Portail Quali’Hlm"
WORDS = {Severity.ERROR: "À corriger", Severity.WARNING: "À confirmer", Severity.INFO: "Compris"}
COLOURS = {Severity.ERROR: "C0392B", Severity.WARNING: "D98E04", Severity.INFO: "2E75B6"}
PALE = {Severity.ERROR: "FBE3E0", Severity.WARNING: "FFF3D6", Severity.INFO: "E3EEF8"}
HEAD = ("Feuille", "Cellule", "Gravité", "Remarque", "Lu", "Gardé", "Votre décision")
WIDTHS = (24, 10, 14, 80, 24, 24, 18)
NAMELESS = "Fichier"  # of a text with separators, whose one sheet has no name
RANKS = list(WORDS)  # the gravest first


def by_cell(rows):
    """{(sheet, row, letter): its remarks} of those that are in a cell."""
    found = {}
    for row in rows:
        if row["letter"]:
            found.setdefault((row["sheet"], row["row"], row["letter"]), []).append(row)
    return found


def comment(had, told):
    """The comment that the cell had, then the remarks."""
    said = [f"{WORDS[one['severity']]}\u00a0: {one['message']}" for one in told]
    return our_remarks.with_ours(had, said)


def colour(told):
    """Of the gravest of the remarks of a cell."""
    return COLOURS[min((one["severity"] for one in told), key=RANKS.index)]


def place(row):
    return f"{row['letter'] or 'A'}{row['row']}"


def listed(row):
    """The texts of its line in the first sheet."""
    return (
        row["sheet"] or NAMELESS,
        place(row),
        WORDS[row["severity"]],
        row["message"],
        _plain(row.get("read")),
        _plain(row.get("kept")),
        row["decided"],
    )


def link(sheet_name, row):
    """The address of its cell in the workbook."""
    quoted = sheet_name.replace("'", "''")
    return f"'{quoted}'", place(row)


def _plain(value):
    return "" if value is None else str(value)
