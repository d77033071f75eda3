"""Rules of the tracking's lines: what makes a line wrong, and what becomes of its statuses."""

import re

from labelling import territories
from labelling.parties.organisms.models import Organism, luhn
from labelling.path.dossiers.models import LabelDossier
from labelling.steering.history_import.models import TrackingImport
from labelling.title.labels.models import Label
from portal import documents
from portal.ui import partial_dates
from portal.workflow import Problem

documents.register_holder(TrackingImport)

D, L = LabelDossier.State, Label.State
LABELS = {
    "labelled": L.ACTIVE,
    "extended": L.EXTENDED,
    "suspended": L.SUSPENDED,
    "expired": L.EXPIRED,
    "withdrawn": L.WITHDRAWN,
    "renounced": L.RENOUNCED,
    "superseded": L.SUPERSEDED,
}  # statuses of the file that say a title
DOSSIERS = {"candidate": D.SUBMITTED} | {
    state.value: state for state in D if state not in (D.GRANTED, D.DRAFT)
}  # and those that say a procedure
NUMBER = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._-]{0,39}")


def statuses():
    """{status of a file: its word}: states of dossiers, then of labels."""
    return {
        status: state.label[:1].lower() + state.label[1:]
        for status, state in (DOSSIERS | LABELS).items()
    }


def problems(line):
    """Why a line of an organism cannot be written as it stands."""
    return [*_of_organism(line), *_of_status(line), *_of_label(line)]


def _of_organism(line):
    if not line.get("name"):
        yield Problem("no_name", "Le nom de l’organisme manque.")
    if line.get("family") not in Organism.Family.values:
        yield Problem("family", _unknown("La famille", line.get("family")))
    if line.get("region") not in {one.code for one in territories.regions()}:
        yield Problem("region", _unknown("La région", line.get("region")))
    if line.get("siren") and not luhn(line.get("siren")):
        yield Problem("siren", "La clé de contrôle du Siren est fausse.")


def _of_status(line):
    status = line.get("status")
    if status not in LABELS and status not in DOSSIERS:
        yield Problem("unknown_state", _unknown("Le statut", status))


def _unknown(what, said):
    known = "connu" if what.startswith("Le ") else "connue"
    return f"{what} «\u00a0{said}\u00a0» n’est pas {known}." if said else f"{what} manque."


def _of_label(line):
    label = line.get("label", {})
    if line.get("status") not in LABELS:
        return
    start, end = (partial_dates.precise(label.get(name)) for name in ("start", "end"))
    if start is None:
        yield Problem("no_start", "Le premier jour du label manque\u00a0: écrivez-le.")
    if end is None:
        yield Problem("no_end", "Le dernier jour du label manque\u00a0: écrivez-le.")
    if start and end and end < start:
        yield Problem("ends_before", "La fin du label précède son début.")
    number = label.get("attestation")
    if number and not NUMBER.fullmatch(number.strip()):
        text = (
            "Le numéro d’attestation tient en lettres, chiffres, points, espaces et traits d’union."
        )
        yield Problem("number", text)
