"""Database triggers behind BR-09 and BR-10: what is published stays, periods follow each other."""

from labelling.framework.models import (
    CommitteeRulesVersion,
    Criterion,
    DeadlineRule,
    EvaluationFrameworkVersion,
    LabelRulesVersion,
    RequiredPiece,
    Stage,
    Theme,
)
from portal.schema import objects
from portal.triggers import create

VERSIONS = (LabelRulesVersion, CommitteeRulesVersion, EvaluationFrameworkVersion)
PARTS = (Stage, RequiredPiece, DeadlineRule, Theme, Criterion)
FROZEN, PERIOD = "rules: published versions do not change", "rules: periods overlap or leave a gap"
FAR = "'9999-12-31'"


def install(connection):
    """May be called again. On SQLite deletions are left to the models: its flush is a DELETE."""
    remove(connection)
    with connection.cursor() as cursor:
        for name, table, event, condition, message in _all(connection.vendor, _columns(cursor)):
            for statement in create(connection.vendor, name, table, event, condition, message):
                cursor.execute(statement)


def remove(connection):
    """For a restore, or a test that tampers on purpose."""
    with connection.cursor() as cursor:
        for name, table, *_ in _all(connection.vendor):
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


def _columns(cursor):
    """{table: its columns}: an early migration runs before those that add some."""
    look = cursor.db.introspection.get_table_description
    tables = [model._meta.db_table for model in VERSIONS]
    return {table: {column.name for column in look(cursor, table)} for table in tables}


def _all(vendor, columns=None):
    """(trigger, table, event, condition of refusal, message); of the `columns` that the tables have."""
    deletes = ["DELETE"] if vendor == "postgresql" else []
    for model in VERSIONS:
        table = model._meta.db_table
        yield f"{table}_frozen_update", table, "UPDATE", _changed(model, vendor, columns), FROZEN
        for event in ("INSERT", "UPDATE"):
            yield f"{table}_period_{event.lower()}", table, event, _misplaced(table, vendor), PERIOD
        for event in deletes:
            yield (
                f"{table}_frozen_{event.lower()}",
                table,
                event,
                "OLD.status = 'published'",
                FROZEN,
            )
    for model in PARTS:
        table = model._meta.db_table
        for event in ("INSERT", "UPDATE", *deletes):
            rows = {"INSERT": ("NEW",), "UPDATE": ("OLD", "NEW"), "DELETE": ("OLD",)}[event]
            condition = " OR ".join(_belongs(model, row) for row in rows)
            yield f"{table}_frozen_{event.lower()}", table, event, condition, FROZEN


def _changed(model, vendor, columns):
    """A published row may only receive its last day, once (its successor was published)."""
    differs = _differs(vendor)
    there = (columns or {}).get(model._meta.db_table)
    columns = [f.column for f in model._meta.concrete_fields if f.column != "effective_to"]
    columns = [column for column in columns if there is None or column in there]
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


objects.register("framework", install, remove)
