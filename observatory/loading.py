"""Demonstration's sixty invented practices, each created once in its final state."""

import json
import re
from datetime import date
from pathlib import Path

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.utils.dateparse import parse_date

from labelling.public import organisms_named
from observatory.practices.models import GoodPractice, PracticeIndicator
from portal.access.references import next_reference
from portal.core import clock
from portal.workflow import audit_log

FILE = Path(__file__).parent / "data" / "practices.json"
WRITTEN_ON = date(2026, 11, 19)  # the day as of which the file tells
YEAR = re.compile(r"\b20[012]\d\b")
LISTS = ("objectives", "steps", "partners")  # one a line in the record
MATURITY = {"expérimentation": "trial", "déployée": "deployed", "pérenne": "lasting"}
ACTION = {"transversale": "transversal", "locale": "local"}
PLAIN = (
    "title",
    "slug",
    "summary",
    "year_started",
    "context",
    "description",
    "tenants_role",
    "human_means",
    "budget_band",
    "timeline",
    "results",
    "difficulties",
    "success_factors",
    "points_of_vigilance",
    "reproduction",
    "themes",
    "criteria",
    "perimeters",
    "audience",
    "tags",
    "with_tenants",
    "origin",
    "reuse_licence",
    "image_rights",
    "reuse_count",
)


@transaction.atomic
def load_practices(told_by=None):
    """(created, missing organisms). Idempotent: a practice is known by its slug.

    `told_by`, an iterable of organisms, tells them in turn in the place of those that the file names.
    """
    rows = json.loads(FILE.read_text(encoding="utf-8"))
    rows = _years_later(rows, relativedelta(clock.today(), WRITTEN_ON).years)
    names = sorted({row["organism"] for row in rows})
    organisms = dict(zip(names, told_by, strict=False)) if told_by else organisms_named(names)
    there = set(GoodPractice.objects.values_list("slug", flat=True))
    fresh = [row for row in rows if row["slug"] not in there]
    made = [_make(row, organisms[row["organism"]]) for row in fresh if row["organism"] in organisms]
    missing = {row["organism"] for row in fresh} - organisms.keys()
    return len(made), sorted(missing)


def _years_later(value, years):
    """Shifts every year in the text: a practice is never too old to be true."""
    if isinstance(value, list):
        return [_years_later(one, years) for one in value]
    if isinstance(value, dict):
        return {key: _years_later(one, years) for key, one in value.items()} | _kept(value, years)
    if isinstance(value, str):
        later = YEAR.sub(lambda found: str(int(found[0]) + years), value)
        return later.replace("-02-29", "-02-28")
    return value


def _kept(row, years):
    """Years that are data; URLs are unchanged."""
    told = {"year_started": row["year_started"] + years} if "year_started" in row else {}
    return told | ({"slug": row["slug"]} if "slug" in row else {})


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
    """Published, or to confirm when its review was due at the date of loading (BR-87)."""
    is_due = parse_date(row["review_due_on"]) <= clock.today()
    return "review_due" if is_due and row["state"] == "published" else row["state"]


def _contact(said):
    """BR-86: a person is named only with their consent."""
    facts = {"contact_function": said["function"], "contact_email": said["email"]}
    if said.get("person_consent"):
        facts |= {"contact_name": said["person"], "contact_consent_on": said["person_consent_on"]}
    return facts
