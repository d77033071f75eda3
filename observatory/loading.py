"""The sixty invented practices of the demonstration, put in their final state once."""

import json
from pathlib import Path

from django.db import transaction
from django.utils.dateparse import parse_date

from labelling.public import organisms_named
from observatory.models import GoodPractice, PracticeIndicator
from portal.access.references import next_reference
from portal.core import clock
from portal.workflow import audit_log

FILE = Path(__file__).parent / "data" / "practices.json"
LISTS = ("objectives", "steps", "partners")  # one a line in the record
MATURITY = {"expérimentation": "trial", "déployée": "deployed", "pérenne": "lasting"}
ACTION = {"transversale": "transversal", "locale": "local"}
PLAIN = (
    "title", "slug", "summary", "year_started", "context", "description", "tenants_role",
    "human_means", "budget_band", "timeline", "results", "difficulties", "success_factors",
    "points_of_vigilance", "reproduction", "themes", "criteria", "perimeters", "audience", "tags",
    "with_tenants", "origin", "reuse_licence", "image_rights", "reuse_count",
)  # fmt: skip


@transaction.atomic
def load_practices(told_by=None):
    """(made, organisms that are missing). Idempotent: a record is known by its slug.

    `told_by`, an iterable of organisms, tells them in turn in the place of those that the file names.
    """
    rows = json.loads(FILE.read_text(encoding="utf-8"))
    names = sorted({row["organism"] for row in rows})
    organisms = dict(zip(names, told_by, strict=False)) if told_by else organisms_named(names)
    there = set(GoodPractice.objects.values_list("slug", flat=True))
    fresh = [row for row in rows if row["slug"] not in there]
    made = [_make(row, organisms[row["organism"]]) for row in fresh if row["organism"] in organisms]
    missing = {row["organism"] for row in fresh} - organisms.keys()
    return len(made), sorted(missing)


def _make(row, organism):
    practice = GoodPractice.objects.create(
        reference=next_reference("QH-P", int(row["published_on"][:4])),
        organism=organism,
        is_demo=True,
        state=_state(row),
        maturity=MATURITY[row["maturity"]],
        action_type=ACTION[row["action_type"]],
        management_agreement_on=row["management_agreement_on"],
        published_on=row["published_on"],
        review_due_on=row["review_due_on"],
        **_contact(row["contact"]),
        **{name: "\n".join(row[name]) for name in LISTS},
        **{name: row[name] for name in PLAIN},
        known_reuses=row["reuse_count"],  # told before this portal; declarations add to them
    )
    PracticeIndicator.objects.bulk_create(
        PracticeIndicator(practice=practice, order=order, **one)
        for order, one in enumerate(row["indicators"], 1)
    )
    audit_log.write(
        practice,
        by=None,
        act="load",
        sentence="Fiche inventée, versée avec la démonstration.",
        target=practice.state,
    )
    return practice


def _state(row):
    """Published, or to confirm when its review is due at the date of the loading (BR-87)."""
    is_due = parse_date(row["review_due_on"]) <= clock.today()
    return "review_due" if is_due and row["state"] == "published" else row["state"]


def _contact(said):
    """BR-86: somebody is named with their consent alone."""
    facts = {"contact_function": said["function"], "contact_email": said["email"]}
    if said.get("person_consent"):
        facts |= {"contact_name": said["person"], "contact_consent_on": said["person_consent_on"]}
    return facts
