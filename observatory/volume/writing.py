"""Batch writer of invented practices: rows, words, figures, audit log and search entries."""

from itertools import batched

from django.conf import settings
from django.db import transaction
from django.db.models import prefetch_related_objects

from labelling.public import criteria_by_theme, invented_organisms
from observatory.practices.models import GoodPractice, PracticeIndicator
from observatory.practices.terms import FIELDS, PracticeTerm
from observatory.search import entries
from observatory.volume.sentences import sheet
from portal.access.references import next_references
from portal.core import clock
from portal.workflow import audit_log

BATCH = 500
SENTENCE = "Fiche inventée, tirée au sort pour les mesures."


class NotHere(Exception):
    """Outside a demonstration, or without organism; the message says why."""


def make(count, seed, told=lambda made: None):
    """Returns how many of the `count` practices of this seed were created; existing ones are left alone.

    `told(made)` hears of each batch, written in a transaction of its own. NotHere outside the
    demonstration, the tests and the benches, or without an invented organism.
    """
    if not settings.IS_LOCAL:
        raise NotHere("Les fiches inventées n’entrent que dans la démonstration et les essais.")
    organisms = list(invented_organisms().order_by("siren"))
    if not organisms:
        raise NotHere("Aucun organisme inventé\u00a0: chargez d’abord la démonstration.")
    criteria = {
        row["code"]: [one["code"] for one in row["criteria"]] for row in criteria_by_theme()
    }
    made = 0
    for ranks in batched(range(1, count + 1), BATCH, strict=False):
        made += _write(
            [(rank, sheet(seed, rank, criteria, clock.today())) for rank in ranks], organisms
        )
        told(made)
    return made


@transaction.atomic
def _write(drawn, organisms):
    slugs = [facts["slug"] for _, facts in drawn]
    there = set(GoodPractice.objects.filter(slug__in=slugs).values_list("slug", flat=True))
    fresh = [(rank, facts) for rank, facts in drawn if facts["slug"] not in there]
    if not fresh:
        return 0
    references = next_references("QH-P", clock.today().year, len(fresh))
    rows = [
        _practice(facts, organisms[rank * 7919 % len(organisms)], reference)
        for (rank, facts), reference in zip(fresh, references, strict=True)
    ]
    GoodPractice.objects.bulk_create(rows)
    _write_related(rows, [facts["indicators"] for _, facts in fresh])
    audit_log.begin(rows, act="load", sentence=SENTENCE)
    prefetch_related_objects(rows, "organism")
    entries.follow_practices(rows)
    return len(rows)


def _practice(facts, organism, reference):
    plain = {name: value for name, value in facts.items() if name != "indicators"}
    is_due = facts["review_due_on"] <= clock.today()
    return GoodPractice(
        reference=reference,
        organism=organism,
        is_demo=True,
        state="review_due" if is_due else "published",
        contact_email=f"qualite@{organism.slug}.example",
        reuse_count=facts["known_reuses"],
        **plain,
    )


def _write_related(rows, indicators):
    """Writes terms and figures."""
    PracticeTerm.objects.bulk_create(
        PracticeTerm(practice=row, kind=kind, code=code)
        for row in rows
        for field, kind in FIELDS.items()
        for code in getattr(row, field)
    )
    PracticeIndicator.objects.bulk_create(
        PracticeIndicator(practice=row, order=order, **one)
        for row, figures in zip(rows, indicators, strict=True)
        for order, one in enumerate(figures, 1)
    )
