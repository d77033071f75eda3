"""Action plan kept in a spreadsheet: its rows read as actions, what is told of each, what is kept nowhere."""

import datetime
import re

from labelling.cells import text_of
from labelling.path.plan.models import Action
from labelling.path.stock.files.lines import TOTAL
from labelling.path.stock.files.titles import fold_title
from labelling.tables import TableForm, read_table
from labelling.territories import fold_name
from portal.spreadsheets.sheets import is_blank
from portal.ui import words

MOST = 500
NO_HEADER = (
    "Aucune colonne d’actions n’est reconnue. Donnez aux colonnes leurs titres\u00a0: Action, Responsable, Échéance, "
    "Indicateur, Avancement, Critère et, pour les actions locales, Résidence."
)
TITLES = {
    "number": "numéro",  # given by the portal
    "scope": "portée",
    "title": "action|intitule|intitule action|libelle|libelle action|action prevue|mesure",
    "criterion_code": "critère|code critere|reference critere|exigence",
    "residence": "résidence|nom residence|code residence|reference residence|site|ensemble immobilier",
    "owner": "responsable|responsable fonction|pilote|pilote fonction|porteur|fonction|responsable action",
    "start_on": "début|date debut|demarrage|date demarrage|lancement|date lancement",
    "due_on": "échéance|date echeance|date fin|fin|pour|date limite|delai",
    "indicator": "indicateur|indicateur suivi|indicateur resultat",
    "start": "valeur de départ|depart|situation depart|valeur initiale",
    "target": "cible|objectif|valeur cible|valeur visee",
    "last_value": "dernière valeur|valeur actuelle|valeur constatee|valeur mesuree|valeur|resultat|dernier releve",
    "progress": "avancement|etat|etat avancement|statut|suivi",
    "budget": "budget|budget euro|budget previsionnel|cout|cout estime|cout previsionnel|montant|enveloppe",
    "origin": "constat d’origine|constat|origine|origine action|motif|diagnostic",
    "comment": "commentaire|observation|remarque|precision|note",
}
NEEDS = [{"title", name} for name in TITLES if name not in ("title", "number", "scope")]
TRANSVERSAL = re.compile("transversal|generale?$|commun|tout l organisme")
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


def read_plan(dossier, upload, said=None):
    """A Table, each row with its facts, or why it is left aside; Unreadable when the file is not a plan."""
    asked = {"needs": NEEDS, "no_header": NO_HEADER, "most": MOST, "fold_with": fold_title}
    table, known = read_table(upload, TITLES, said=said, **asked), _Known(dossier)
    table.rows = [row for row in table.rows if not _is_total(row.raw)]
    for row in table.rows:
        _read(row, known)
    return table


def _is_total(raw):
    said = [fold_name(cell) for cell in raw.values() if isinstance(cell, str)]
    return is_blank(raw["title"]) and any(TOTAL.match(text) for text in said)


def _read(row, known):
    text, raw = row.texts, row.raw
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
    row.act = "entre au plan"
    if why_not := _why_not(row.facts, text, known):
        row.faults.append(why_not)


def _why_not(facts, text, known):
    if not facts["title"]:
        return "aucune action n’y est écrite"
    if text.get("residence") and facts["residence"] is None:
        return f"«\u00a0{text['residence']}\u00a0» n’est pas une résidence du patrimoine, ou en nomme plusieurs"
    if text.get("residence") == "" and not TRANSVERSAL.match(fold_name(text.get("scope", ""))):
        return "sa résidence manque"
    return known.seen(facts)


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
            return datetime.datetime.strptime(text_of(cell), form).date()
        except ValueError:
            continue
    row.remarks.append(f"{what} «\u00a0{text_of(cell)}\u00a0» n’est pas un jour\u00a0: à écrire")
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


class PlanFileForm(TableForm):
    label = "Votre plan d’actions"
    help_text = "Une action par ligne, sous des titres de colonnes."

    def read(self, upload, said):
        return read_plan(self.thing, upload, said)
