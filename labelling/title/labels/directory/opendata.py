"""Open data columns with their meaning; nothing else is published (BR-71)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from labelling.parties.organisms.models import UNKNOWN_SIZE

VERSION = "v1"
LICENCE = "Licence Ouverte 2.0 (Etalab)"
LICENCE_CODE = "etalab-2.0"
CHANGES = ((date(2026, 11, 24), "v1", "Première version : quatorze colonnes, en CSV et en JSON."),)
KINDS = {
    "string": "texte",
    "integer": "nombre entier",
    "date": "date ISO",
    "boolean": "true ou false",
}


@dataclass(frozen=True)
class Column:
    """`kind` is a type of Table Schema; `choices` bound a text."""

    name: str
    kind: str
    meaning: str
    example: str
    read: Callable
    choices: tuple = ()
    is_required: bool = True

    @property
    def kind_label(self):
        return KINDS[self.kind]


def _of_label(name):
    """A fact of the label, None for an engaged organism."""
    return lambda entry: getattr(entry.label, name) if entry.label else None


def _attestation(entry):
    return entry.label.number if entry.label else None


COLUMNS = (
    Column(
        "organisme",
        "string",
        "Nom de l’organisme.",
        "Valmeyre Habitat",
        lambda entry: entry.organism.name,
    ),
    Column(
        "identifiant",
        "string",
        "Nom de l’organisme dans les adresses : sa page est /annuaire/<identifiant>/.",
        "valmeyre-habitat",
        lambda entry: entry.organism.slug,
    ),
    Column(
        "famille",
        "string",
        "Famille de l’organisme.",
        "OPH",
        lambda entry: entry.organism.family,
        choices=("OPH", "ESH", "COOP", "PROCIVIS"),
    ),
    Column(
        "region",
        "string",
        "Nom de la région du siège.",
        "Grand Est",
        lambda entry: entry.organism.region_name,
    ),
    Column(
        "code_region",
        "string",
        "Code Insee de la région, avec son zéro.",
        "44",
        lambda entry: entry.organism.region,
    ),
    Column(
        "departement",
        "string",
        "Code Insee du département du siège, avec son zéro.",
        "57",
        lambda entry: entry.organism.departement,
    ),
    Column(
        "logements",
        "string",
        "Tranche du nombre de logements gérés.",
        "8 000 à 15 000",
        lambda entry: entry.organism.told_size,
        choices=(
            "moins de 3 000",
            "3 000 à 8 000",
            "8 000 à 15 000",
            "15 000 à 30 000",
            "plus de 30 000",
            UNKNOWN_SIZE,
        ),
    ),
    Column(
        "etat",
        "string",
        "État au moment de la demande. Un organisme engagé n’a pas de label, et accepte de paraître.",
        "En vigueur",
        lambda entry: entry.word,
        choices=("En vigueur", "Prorogé", "Suspendu", "Engagé dans la démarche"),
    ),
    Column(
        "cycle",
        "integer",
        "Rang du cycle de label, à partir de 1.",
        "2",
        _of_label("cycle"),
        is_required=False,
    ),
    Column(
        "debut",
        "date",
        "Premier jour du label.",
        "2024-06-15",
        _of_label("start_on"),
        is_required=False,
    ),
    Column(
        "fin",
        "date",
        "Dernier jour du label, sauf décision contraire.",
        "2027-06-14",
        _of_label("end_on"),
        is_required=False,
    ),
    Column(
        "attestation",
        "string",
        "Numéro à vérifier sur /verifier/<numéro>/.",
        "QH-2024-0012",
        _attestation,
        is_required=False,
    ),
    Column(
        "mention",
        "string",
        "Mention spéciale en vigueur.",
        "Accompagnement du vieillissement",
        lambda entry: entry.mention or None,
        is_required=False,
    ),
    Column(
        "invente",
        "boolean",
        "Vrai pour un organisme fictif, d’essai.",
        "false",
        lambda entry: entry.organism.is_demo,
    ),
    Column(
        "siren",
        "string",
        "Numéro Siren de l’organisme.",
        "123456782",
        lambda entry: entry.organism.siren or None,
        is_required=False,
    ),
    Column(
        "site",
        "string",
        "Adresse de son site internet.",
        "https://www.valmeyre-habitat.example/",
        lambda entry: entry.organism.website or None,
        is_required=False,
    ),
    Column(
        "communes",
        "string",
        "Codes Insee des communes où il a des logements, séparés par une barre.",
        "57463|57672",
        lambda entry: "|".join(entry.towns) or None,
        is_required=False,
    ),
)


def schema():
    """The Table Schema (Frictionless) of the CSV and of the JSON’s rows."""
    return {
        "$schema": "https://specs.frictionlessdata.io/schemas/table-schema.json",
        "name": "annuaire-qualihlm",
        "title": "Annuaire des organismes labellisés Quali’Hlm",
        "version": VERSION,
        "licenses": [{"name": LICENCE_CODE, "title": LICENCE}],
        "fields": [_field(column) for column in COLUMNS],
        "missingValues": [""],
        "primaryKey": ["identifiant", "cycle"],
    }


def _field(column):
    constraints = {"required": column.is_required}
    if column.choices:
        constraints["enum"] = list(column.choices)
    return {
        "name": column.name,
        "title": column.name.replace("_", " ").capitalize(),
        "type": column.kind,
        "description": column.meaning,
        "example": column.example,
        "constraints": constraints,
    }
