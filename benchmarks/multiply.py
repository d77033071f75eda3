"""Benchmark data of the label: landlords, dossiers and labels copied up to a given number, for long lists.

`python -m benchmarks.multiply 5000 3000` (dossiers, labels in force), in a database where a scenario
has been replayed; a copied dossier has no parts, a copied label has its attestations: the
pages measured in depth are those of the scenario.
"""

import copy
import itertools
import sys

import django

django.setup()

from django.db import connection, transaction  # noqa: E402 -- after django.setup()

from labelling.parties.organisms.models import Organism  # noqa: E402 -- same
from labelling.path.dossiers.models import LabelDossier  # noqa: E402 -- same
from labelling.title.labels.models import Attestation, Label  # noqa: E402 -- same
from portal.search import index  # noqa: E402 -- same

BATCH = 500
FIRST_YEAR = 1900  # of the copies' references: a century before any dossier of a scenario


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


def reference(prefix, number):
    """`QH-D-1900-0000` and on, 10,000 a year: never twice, however few there were to copy."""
    return f"{prefix}-{FIRST_YEAR + number // 10_000}-{number % 10_000:04d}"


@transaction.atomic
def multiply(wanted, wanted_labels=0):
    """Until there are as many dossiers, and labels in force; none is made from nothing."""
    organisms, labels = list(Organism.objects.all()), list(Label.objects.select_related(None))
    dossiers = list(LabelDossier.objects.select_related(None).order_by("pk"))
    held, have = Label.objects.in_force().count(), len(dossiers)
    missing = max(-(-wanted // max(have, 1)), -(-wanted_labels // held) if held else 0) - 1
    numbers = [itertools.count() for _ in range(3)]
    for number in range(1, missing + 1) if dossiers else ():
        some = dossiers[: max(0, wanted - have)]
        needed = {one.organism_id for one in (*some, *labels)}
        olds = [one for one in organisms if one.pk in needed]
        twins = Organism.objects.bulk_create(generation(number, olds), BATCH)
        new = {old.pk: twin for old, twin in zip(olds, twins, strict=True)}
        have += len(_copies(some, new, "QH-D", numbers[0]))
        _titles(labels, _copies(labels, new, "QH-L", numbers[1]), numbers[2])


def _titles(labels, twins, numbers):
    """What a label is shown with: its attestations."""
    new = {old.pk: twin for old, twin in zip(labels, twins, strict=True)}
    attestations = Attestation.objects.filter(label__in=labels).order_by("pk")
    Attestation.objects.bulk_create(
        (
            copied(one, label=new[one.label_id], number=reference("QH", next(numbers)))
            for one in attestations
        ),
        BATCH,
    )


def _copies(things, organisms, prefix, numbers):
    """The same things, of the twins of their landlords."""
    rows = [
        copied(
            one,
            organism=organisms[one.organism_id],
            reference=reference(prefix, next(numbers)),
        )
        for one in things
    ]
    return type(things[0]).objects.bulk_create(rows, BATCH) if rows else []


def main():
    multiply(*map(int, sys.argv[1:]))
    index.rebuild()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # the copies come at once; a real database has its statistics


if __name__ == "__main__":
    main()
