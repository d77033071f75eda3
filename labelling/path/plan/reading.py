"""Action plan kept in a spreadsheet: its rows read as actions, what is told of each, what is kept nowhere."""

import datetime
from dataclasses import dataclass, field

from labelling.path.plan.models import Action
from labelling.path.stock.files.lines import TOTAL
from labelling.path.stock.files.titles import fold_title
from labelling.territories import fold_name
from portal.spreadsheets.guards import faults_refused
from portal.spreadsheets.reading import read
from portal.spreadsheets.sheets import Unreadable, is_blank, is_ditto
from portal.ui import words

HEADER_WITHIN = 20
MOST = 500
NO_HEADER = (
    "Aucune colonne d’actions n’est reconnue. Donnez aux colonnes leurs titres\u00a0: Action, Responsable, Échéance, "
    "Indicateur, Avancement, Critère et, pour les actions locales, Résidence."
)
TOO_MANY = f"Ce fichier a plus de {MOST} actions\u00a0: séparez-le."
TITLES = {  # folded by `fold_title`
    "title": "action|intitule|intitule action|libelle|libelle action|action prevue|mesure",
    "criterion_code": "critere|code critere|reference critere|exigence",
    "residence": "residence|nom residence|code residence|reference residence|site|ensemble immobilier",
    "owner": "responsable|responsable fonction|pilote|pilote fonction|porteur|fonction|responsable action",
    "start_on": "debut|date debut|demarrage|date demarrage|lancement|date lancement",
    "due_on": "echeance|date echeance|date fin|fin|pour|date limite|delai",
    "indicator": "indicateur|indicateur suivi|indicateur resultat",
    "start": "valeur depart|depart|situation depart|valeur initiale",
    "target": "cible|objectif|valeur cible|valeur visee",
    "last_value": "derniere valeur|valeur actuelle|valeur constatee|valeur mesuree|valeur|resultat|dernier releve",
    "progress": "avancement|etat|etat avancement|statut|suivi",
    "budget": "budget|budget euro|budget previsionnel|cout|cout estime|cout previsionnel|montant|enveloppe",
    "origin": "constat origine|constat|origine|origine action|motif|diagnostic",
    "comment": "commentaire|observation|remarque|precision|note",
}
FIELD_OF = {title: name for name, said in TITLES.items() for title in said.split("|")}
PROGRESS = {
    "doing": "en cours|commencee|demarree|engagee|lancee|en retard",
    "done": "terminee|termine|faite|fait|realisee|realise|close|finie|achevee",
    "planned": "a lancer|a faire|prevue|prevu|planifiee|a venir|non commencee|pas commencee",
    "dropped": "abandonnee|abandon|annulee|supprimee",
}
PROGRESS_OF = {word: code for code, words in PROGRESS.items() for word in words.split("|")}
DATES = ("%d/%m/%Y", "%Y-%m-%d", "%d.%m.%Y", "%d/%m/%y")
TEXTS = ("owner", "last_value", "budget", "origin", "comment")
LONGEST = {name: Action._meta.get_field(name).max_length for name in ("title", "indicator", *TEXTS)}


@dataclass
class PlanRow:
    """`facts` are those of an Action; `why_not` says why the row is left aside."""

    place: str
    facts: dict = field(default_factory=dict)
    remarks: list = field(default_factory=list)
    why_not: str = ""


@dataclass
class PlanFile:
    rows: list
    unkept: list  # titles of columns that the portal has no place for

    @property
    def kept(self):
        return [row for row in self.rows if not row.why_not]


@faults_refused()
def read_plan(dossier, upload):
    """A PlanFile; Unreadable, with its sentence, when the file as a whole is not a plan."""
    known, found, unkept = _Known(dossier), [], []
    for sheet in read(upload).sheets:
        header = _header(sheet)
        if header is None:
            continue
        columns = {name: index for index, name in _fields(header).items()}
        unkept += _unkept(header)
        found += _rows(sheet, header, columns, known)
    if not found:
        raise Unreadable("NO_HEADER", sentence=NO_HEADER)
    if len(found) > MOST:
        raise Unreadable("TOO_MANY", sentence=TOO_MANY)
    return PlanFile(found, list(dict.fromkeys(unkept)))


def _header(sheet):
    """The first row that names actions and something of them."""
    for row in sheet.rows[:HEADER_WITHIN]:
        names = set(_fields(row).values())
        if "title" in names and len(names) > 1:
            return row
    return None


def _fields(row):
    """{index: field}; of two columns of one meaning, the first counts."""
    found = {}
    for index, cell in enumerate(row.cells):
        name = FIELD_OF.get(fold_title(cell)) if isinstance(cell, str) else None
        if name and name not in found.values():
            found[index] = name
    return found


def _unkept(header):
    read_at = _fields(header)
    titles = {
        i: " ".join(str(cell).split()) for i, cell in enumerate(header.cells) if not is_blank(cell)
    }
    return [said for i, said in titles.items() if i not in read_at and fold_title(said) != "numero"]


def _rows(sheet, header, columns, known):
    above, found = {}, []
    for row in sheet.rows:
        if row.number <= header.number:
            continue
        raw = {name: row.cell(index) for name, index in columns.items()}
        raw = {name: above.get(name) if is_ditto(cell) else cell for name, cell in raw.items()}
        if all(is_blank(cell) for cell in raw.values()) or _is_total(raw):
            continue
        above = raw
        place = f"{sheet.name}, ligne {row.number}" if sheet.name else f"Ligne {row.number}"
        found.append(_row(PlanRow(place), raw, known, is_local="residence" in columns))
    return found


def _is_total(raw):
    said = [fold_name(cell) for cell in raw.values() if isinstance(cell, str)]
    return is_blank(raw["title"]) and any(TOTAL.match(text) for text in said)


def _row(row, raw, known, *, is_local):
    text = {name: "" if is_blank(cell) else _text(cell) for name, cell in raw.items()}
    row.facts = {
        "scope": Action.Scope.LOCAL if text.get("residence") else Action.Scope.TRANSVERSAL,
        "residence": known.residence(text.get("residence", "")),
        "title": _short(row, "title", text["title"]),
        "criterion_code": known.criterion(row, text.get("criterion_code", "")),
        "start_on": _day(row, raw.get("start_on"), "le début"),
        "due_on": _day(row, raw.get("due_on"), "l’échéance"),
        "indicator": _short(row, "indicator", _indicator(text)),
        "progress": _progress(row, text.get("progress", "")),
    }
    if isinstance(cell := raw.get("budget"), int | float):
        text["budget"] = f"{words.number(round(cell))}\u00a0€"
    row.facts |= {name: _short(row, name, text.get(name, "")) for name in TEXTS}
    row.why_not = _why_not(row.facts, text, known, is_local)
    return row


def _why_not(facts, text, known, is_local):
    if not facts["title"]:
        return "aucune action n’y est écrite"
    if text.get("residence") and facts["residence"] is None:
        return f"«\u00a0{text['residence']}\u00a0» n’est pas une résidence du patrimoine, ou en nomme plusieurs"
    if is_local and not text.get("residence"):
        return "sa résidence manque"
    return known.seen(facts)


def _text(cell):
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell).split())


def _short(row, name, text):
    if len(text) > LONGEST[name]:
        row.remarks.append(f"«\u00a0{text[:40]}…\u00a0» est coupé à {LONGEST[name]} caractères")
    return text[: LONGEST[name]]


def _indicator(text):
    """With where it starts from and what it aims at, which have no column of their own."""
    said, start, target = (text.get(name, "") for name in ("indicator", "start", "target"))
    if not (said and target):
        return said
    return f"{said}\u00a0: de {start} à {target}" if start else f"{said}\u00a0: {target}"


def _day(row, cell, what):
    if isinstance(cell, datetime.datetime):
        return cell.date()
    if isinstance(cell, datetime.date) or is_blank(cell):
        return cell if isinstance(cell, datetime.date) else None
    for form in DATES:
        try:
            return datetime.datetime.strptime(_text(cell), form).date()
        except ValueError:
            continue
    row.remarks.append(f"{what} «\u00a0{_text(cell)}\u00a0» n’est pas un jour\u00a0: à écrire")
    return None


def _progress(row, text):
    code = PROGRESS_OF.get(fold_name(text), "")
    if text and not code:
        row.remarks.append(
            f"l’avancement «\u00a0{text}\u00a0» n’est pas connu\u00a0: lu «\u00a0à faire\u00a0»"
        )
    return code or Action.Progress.PLANNED


class _Known:
    """What the dossier already has: its residences, its criteria, its actions."""

    def __init__(self, dossier):
        self.residences = {}
        for one in dossier.organism.residences.filter(is_active=True):
            for name in {fold_name(one.name), fold_name(one.code)}:
                self.residences.setdefault(name, []).append(one)
        self.criteria = {one.code.upper(): one.code for one in dossier.framework.criteria}
        rows = dossier.actions.values_list("title", "residence")
        self.actions = {(fold_name(title), residence) for title, residence in rows}

    def residence(self, text):
        found = self.residences.get(fold_name(text), []) if text else []
        return found[0] if len(found) == 1 else None

    def criterion(self, row, text):
        code = self.criteria.get(text.upper(), "")
        if text and not code:
            row.remarks.append(
                f"«\u00a0{text}\u00a0» n’est pas un critère du cadre\u00a0: il n’est pas repris"
            )
        return code

    def seen(self, facts):
        """Why it is left aside when the plan, or a row above, has it; it is then known."""
        key = (fold_name(facts["title"]), facts["residence"] and facts["residence"].pk)
        if key in self.actions:
            return "cette action est déjà au plan"
        self.actions.add(key)
        return ""
