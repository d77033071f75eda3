"""A text with tabs named .xls, of five thousand rows: one row an organism, Windows encoding."""

import random

from tests.labelling.history_import.files.inventing import (
    AUDITORS,
    STAGES,
    Dates,
    Expected,
    label_end,
    name,
    organism,
    path,
    siren,
    spaced,
)

# Three syllables of sixteen do not name five thousand organisms.
PLACES = ("du Nord", "du Sud", "de l’Est", "de l’Ouest")
FAMILIES = {"office": "OPH", "SA d’HLM": "ESH", "coopérative": "COOP", "SACICAP": "PROCIVIS"}
DEPARTEMENTS = {"29": "53", "31": "76", "67": "44", "14": "28", "2A": "94", "974": "04"}
STATUSES = {
    "candidate": "candidat",
    "diagnosis": "HQS",
    "preparation": "préparation",
    "audit": "AMO",
    "scheduled": "comité",
    "labelled": "labellisé",
    "expired": "expiré",
    "dismissed": "classé",
}
HEADER = (
    "Code|Raison sociale|Siren|Type d’organisme|Dépt|Nb de logts|Courriel|Candidature reçue le"
    "|HQS|AMO|Auditeur|Date comité|Début label|Fin label|Statut|Commentaire"
).split("|")


def make(seed=5000, count=4_960):
    """(content of the file, what a good reading gives)."""
    rng, expected = random.Random(seed), Expected()
    dates = Dates(rng, expected, is_typed=False)
    lines = [["Export du suivi au 14/09/2026"], [], HEADER]
    for number in range(1, count + 1):
        expected.row = len(lines) + 1
        lines.append(_cells(rng, expected, dates, number))
        if number % 125 == 0:
            expected.row += 1
            lines.append(_again(expected, lines[-1]))
    lines.append(["", "TOTAL", "", "", "", "12 345 678"])
    text = "\r\n".join("\t".join(cell or "" for cell in line) for line in lines)
    return text.encode("cp1252"), expected


def _cells(rng, expected, dates, number):
    stage = rng.choice(STAGES)
    known = f"{name(number % 4096)} {PLACES[number % 4]}{' II' if number > 4096 else ''}"
    departement = rng.choice(list(DEPARTEMENTS))
    family = rng.choice(list(FAMILIES))
    facts = {"sheet": "", "row": expected.row, "name": known, "status": stage}
    facts |= {"region": DEPARTEMENTS[departement], "departement": departement}
    facts |= {"family": FAMILIES[family]}
    key, facts["siren"] = _siren(rng, expected, number)
    homes = rng.randrange(300, 30_000, 10)
    shown, facts["homes"] = spaced(homes), homes
    if rng.random() < 0.1:
        shown = f"environ {homes}"
        expected.tell("Nb de logts", "NOMBRE_APPROXIMATIF", "warning", shown, homes)
    mail = f"o{number}@organisme.example"
    facts["emails"] = [mail]
    days = path(rng, stage)
    cells = {}
    for column, milestone in zip(
        ("Candidature reçue le", "HQS", "AMO"), list(days)[:3], strict=True
    ):
        cells[milestone], facts[milestone] = dates.write(column, days[milestone])
    committee = days["committee_on"]
    facts["committee_on"] = committee.isoformat() if committee else None
    start = end = None
    if stage in ("labelled", "expired"):
        start, end = committee, label_end(committee)
        facts["label"] = {"start": start.isoformat(), "end": end.isoformat()}
    facts["auditor"] = rng.choice(AUDITORS) if days["hqs_on"] else None
    expected.organisms.append(organism(**facts))
    ends = (f"{day:%d/%m/%Y}" if day else "" for day in (committee, start, end))
    return [
        f"O-{number}", known, key, family, departement, shown, mail, *cells.values(),
        facts["auditor"], *ends, STATUSES[stage], None,
    ]  # fmt: skip


def _siren(rng, expected, number):
    right = siren(number * 6 + 1_000)
    way = rng.random()
    if way < 0.7:
        return right, right
    if way < 0.8:
        cell = f"{right[:3]} {right[3:6]} {right[6:]}"
        expected.tell("Siren", "SIREN_ESPACES", "info", cell, right)
        return cell, right
    if way < 0.9:
        expected.tell("Siren", "SIRET_POUR_SIREN", "warning", f"{right}00017", right)
        return f"{right}00017", right
    if way < 0.98:
        cell = right.lstrip("0")
        expected.tell("Siren", "SIREN_ZERO_PERDU", "info", cell, right)
        return cell, right
    expected.tell("Siren", "SIREN_ABSENT", "error")
    return None, None


def _again(expected, cells):
    """The row above, typed twice by two people."""
    first = expected.organisms[-1]
    read = first["siren"] or cells[1]
    expected.tell(
        "Siren" if first["siren"] else "Raison sociale", "ORGANISME_EN_DOUBLE", "error", read
    )
    return list(cells)
