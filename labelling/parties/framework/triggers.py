"""Database triggers of published rules and of their drafts: immutable, periods without a hole (BR-09, BR-10)."""

from labelling.parties.framework.models import (
    CommitteeRulesVersion,
    Criterion,
    DeadlineRule,
    EvaluationFrameworkVersion,
    LabelRulesVersion,
    RequiredPiece,
    RulesDraft,
    Stage,
    Theme,
)
from portal.schema.triggers import Trigger, register_triggers

VERSIONS = (LabelRulesVersion, CommitteeRulesVersion, EvaluationFrameworkVersion)
PARTS = (Stage, RequiredPiece, DeadlineRule, Theme, Criterion)
FROZEN, PERIOD = "rules: published versions do not change", "rules: periods overlap or leave a gap"
FAR = "'9999-12-31'"


@register_triggers
def published_rules(vendor):
    """On SQLite deletions are left to the models: its flush is a DELETE."""
    deletes = ("DELETE",) if vendor == "postgresql" else ()
    for model in VERSIONS:
        table = model._meta.db_table
        yield Trigger(f"{table}_frozen_update", table, "UPDATE", FROZEN, _changed(model, vendor))
        misplaced = _misplaced(table, vendor)
        for event in ("INSERT", "UPDATE"):
            yield Trigger(f"{table}_period_{event.lower()}", table, event, PERIOD, misplaced)
        for event in deletes:
            yield Trigger(
                f"{table}_frozen_delete", table, event, FROZEN, "OLD.status = 'published'"
            )
    for model in PARTS:
        table = model._meta.db_table
        for event in ("INSERT", "UPDATE", *deletes):
            rows = {"INSERT": ("NEW",), "UPDATE": ("OLD", "NEW"), "DELETE": ("OLD",)}[event]
            condition = " OR ".join(_belongs(model, row) for row in rows)
            yield Trigger(f"{table}_frozen_{event.lower()}", table, event, FROZEN, condition)


@register_triggers
def published_drafts(vendor):
    """What is proposed is what is published; once it is, its trace stays too."""
    table = RulesDraft._meta.db_table
    content = f"CAST(OLD.content AS TEXT) {_differs(vendor)} CAST(NEW.content AS TEXT)"
    rewritten = f"OLD.state IN ('published') OR (OLD.state NOT IN ('draft') AND {content})"
    yield Trigger(f"{table}_frozen_update", table, "UPDATE", FROZEN, rewritten)
    if vendor == "postgresql":
        yield Trigger(
            f"{table}_frozen_delete", table, "DELETE", FROZEN, "OLD.state IN ('published')"
        )


def _changed(model, vendor):
    """A published row may only receive its last day, once (its successor was published)."""
    differs = _differs(vendor)
    columns = [f.column for f in model._meta.concrete_fields if f.column != "effective_to"]
    changes = [f"CAST(OLD.{c} AS TEXT) {differs} CAST(NEW.{c} AS TEXT)" for c in columns]
    closed_again = f"(OLD.effective_to IS NOT NULL AND OLD.effective_to {differs} NEW.effective_to)"
    return f"OLD.status = 'published' AND ({' OR '.join([closed_again, *changes])})"


def _misplaced(table, vendor):
    """A published period that meets another, or that starts otherwise than the day after one."""
    before = "NEW.effective_from - 1"
    if vendor != "postgresql":
        before = "date(NEW.effective_from, '-1 day')"
    others = (
        f"SELECT 1 FROM {table} o WHERE o.status = 'published' AND o.id {_differs(vendor)} NEW.id"  # noqa: S608 -- names of ours
    )
    meets = (
        f"o.effective_from <= COALESCE(NEW.effective_to, {FAR}) "
        f"AND COALESCE(o.effective_to, {FAR}) >= NEW.effective_from"
    )
    earlier = f"{others} AND o.effective_from < NEW.effective_from"
    gap = f"EXISTS ({earlier}) AND NOT EXISTS ({earlier} AND o.effective_to = {before})"
    return f"NEW.status = 'published' AND (EXISTS ({others} AND {meets}) OR ({gap}))"


def _differs(vendor):
    """« Is not the same value, NULL included », which SQLite 3.37 writes in its own way."""
    return "IS DISTINCT FROM" if vendor == "postgresql" else "IS NOT"


def _belongs(model, row):
    """« its version is published », following `version_path` in SQL."""
    first, _, rest = model.version_path.partition("__")
    owner = model._meta.get_field(first)
    table, key = owner.related_model._meta.db_table, f"{row}.{owner.column}"
    if not rest:
        return f"EXISTS (SELECT 1 FROM {table} v WHERE v.id = {key} AND v.status = 'published')"  # noqa: S608 -- names of ours
    second = owner.related_model._meta.get_field(rest)
    version = second.related_model._meta.db_table
    return (
        f"EXISTS (SELECT 1 FROM {table} p JOIN {version} v "  # noqa: S608 -- names of ours
        f"ON v.id = p.{second.column} WHERE p.id = {key} AND v.status = 'published')"
    )
