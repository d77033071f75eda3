"""Lines of the audit log written for the process map: a life told by its days, or a thousand of them."""

import hashlib
from datetime import datetime, time, timedelta

from labelling.models import LabelDossier
from portal.core import clock
from portal.workflow import audit_log
from portal.workflow.audit_log import Entry
from tests.factories import make_organism

PATH = (
    ("submit", "draft", "submitted", 8),
    ("register", "submitted", "registered", 18),
    ("start_diagnosis", "registered", "diagnosis", 70),
    ("start_preparation", "diagnosis", "preparation", 90),
    ("start_audit", "preparation", "audit", 290),
    ("close_audit", "audit", "follow_up", 30),
    ("to_review", "follow_up", "review", 16),
    ("schedule", "review", "scheduled", 40),
    ("grant", "scheduled", "granted", 30),
)
WRITTEN = 5000


def at(day):
    return datetime.combine(day, time(9), tzinfo=clock.PARIS)


def write(thing, by, *steps):
    """(day, act, source, target) of a thing, through the log itself; `by` None is the clock."""
    for day, act, source, target in steps:
        with clock.at(at(day)):
            audit_log.write(
                thing, by=by, act=act, sentence="Un acte.", source=source, target=target
            )


def open_on(thing, day):
    """As if it had been made on that day."""
    type(thing)._base_manager.filter(pk=thing.pk).update(created_at=at(day), since_at=at(day))
    thing.refresh_from_db()
    return thing


def many(dossiers, lines_each, by, first_day):
    """So many granted dossiers, each with as many lines, written at once: no chain is told, days alone."""
    from labelling.parties.framework.binding import current_framework, current_rules  # noqa: PLC0415 -- it needs the apps

    organisms = [make_organism(region=f"{11 + n % 80:02d}") for n in range(min(dossiers, 500))]
    rows = LabelDossier.objects.bulk_create(
        LabelDossier(
            reference=f"QH-D-{first_day.year}-{n:05d}", organism=organisms[n % len(organisms)], state="granted",
            submitted_on=first_day, decided_on=first_day, rules=current_rules(), framework=current_framework(),
            created_at=at(first_day + timedelta(days=n % 900)),
        )
        for n in range(dossiers)
    )  # fmt: skip
    kind, entries = audit_log.kind(rows[0]), []
    for dossier in rows:
        entries += _lines(dossier, kind, lines_each, by)
        if len(entries) >= WRITTEN:
            Entry.objects.bulk_create(entries)
            entries = []
    Entry.objects.bulk_create(entries)
    return rows


def _lines(dossier, kind, many_lines, by):
    day, made = dossier.created_at, []
    aside = many_lines // len(PATH) - 1
    for act, source, target, days in PATH:
        acts = [("edit", source, source)] * aside + [(act, source, target)]
        for rank, (name, before, after) in enumerate(acts, 1):
            on = day + timedelta(days=days * rank // len(acts))
            seq = len(made) + 1
            digest = hashlib.sha256(f"{dossier.pk}:{seq}".encode()).hexdigest()
            made.append(
                Entry(
                    aggregate_type=kind, aggregate_id=dossier.pk, seq=seq, thing_type=kind, thing_id=dossier.pk,
                    at=on, actor=by, actor_name="Alice", act=name, sentence="Un acte.", source=before,
                    target=after, previous="0" * 64, digest=digest,
                )
            )  # fmt: skip
        day += timedelta(days=days)
    return made
