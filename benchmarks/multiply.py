"""Copies landlords and their dossiers until there are as many dossiers as asked: a list is measured among thousands.

`python -m benchmarks.multiply 5000`, in a database where a scenario has been replayed; the
copies have no parts of their own, the pages measured in depth are those of the scenario.
"""

import copy
import itertools
import sys

import django

django.setup()

from django.db import connection, transaction  # noqa: E402 -- after django.setup()

from labelling.dossiers.models import LabelDossier  # noqa: E402 -- same
from labelling.organisms.models import Organism  # noqa: E402 -- same

BATCH = 500


def siren(number):
    """The nine digits whose key is right (BR-02)."""
    base = f"{70_000_000 + number:08d}"
    digits = (int(d) * (2 if i % 2 else 1) for i, d in enumerate(base))
    total = sum(d - 9 if d > 9 else d for d in digits)
    return f"{base}{-total % 10}"


def copied(thing, **fields):
    twin = copy.copy(thing)
    twin._state = copy.copy(thing._state)
    twin.pk, twin._state.adding = None, True
    for name, value in fields.items():
        setattr(twin, name, value)
    return twin


def generation(number, organisms):
    """The same landlords once more, under other names."""
    return [
        copied(
            one,
            name=f"{one.name} {number}",
            slug=f"{one.slug}-{number}",
            siren=siren(number * 1_000 + index),
        )
        for index, one in enumerate(organisms)
    ]


@transaction.atomic
def multiply(wanted):
    organisms = list(Organism.objects.all())
    dossiers = list(LabelDossier.objects.select_related(None).order_by("pk"))
    have, numbers = len(dossiers), itertools.count(1)
    while have < wanted:
        number = next(numbers)
        twins = Organism.objects.bulk_create(generation(number, organisms), BATCH)
        new = {old.pk: twin for old, twin in zip(organisms, twins, strict=True)}
        rows = [
            copied(
                one, organism=new[one.organism_id], reference=f"QH-D-{1900 + number}-{index:04d}"
            )
            for index, one in enumerate(dossiers[: wanted - have])
        ]
        have += len(LabelDossier.objects.bulk_create(rows, BATCH))
    return have


def main():
    multiply(int(sys.argv[1]))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # the copies come at once; a real database has its statistics


if __name__ == "__main__":
    main()
