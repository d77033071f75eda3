"""Invented organisms of the demonstration, never in production."""

import csv
from pathlib import Path

from django.conf import settings

from labelling.parties.organisms.actions import free_slug, region_code
from labelling.parties.organisms.models import Organism
from portal.workflow import audit_log

FILE = Path(__file__).resolve().parents[2] / "data" / "demonstration" / "organisms.csv"
SENTENCE = "Organisme inventé, versé avec la démonstration."


def rows():
    """The lines of the file, with their typographic apostrophe."""
    with FILE.open(encoding="utf-8") as lines:
        return [line | {"nom": line["nom"].replace("'", "’")} for line in csv.DictReader(lines)]


def ensure(names):
    """Those of `names` that the file knows and the base does not: marked as invented, without a label.

    In the demonstration alone: elsewhere nothing is made.
    """
    if not settings.IS_DEMO:
        return
    known = Organism.objects.values_list("name", "siren")
    there = {word for row in known for word in row}
    for row in rows():
        if row["nom"] in names and there.isdisjoint((row["nom"], row["siren"])):
            _make(row)


def _make(row):
    organism = Organism(
        name=row["nom"],
        slug=free_slug(row["nom"]),
        siren=row["siren"],
        family=row["famille"],
        departement=row["departement"],
        region=region_code(row["departement"]),
        homes=int(row["logements"]),
        is_demo=True,
    )
    organism.full_clean()
    organism.save()
    audit_log.write(organism, by=None, act="load", sentence=SENTENCE)
