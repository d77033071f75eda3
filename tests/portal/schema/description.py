"""Description of a database as sorted lines, to compare two: schema, rows, list of migrations.

`python -m tests.portal.schema.description COMMAND…` runs a command of manage.py, then prints its database as JSON.
"""

import json
import re
import sys

import django
from django.apps import apps
from django.core import serializers
from django.core.management import call_command
from django.db import connection

NAME = re.compile(r'(INDEX|CONSTRAINT) "?(\w+)"?')
# What each database makes anew.
OWN = {"translation_key", "created_at", "since_at"}
DRAWN = {"portal.PublicVersion"}  # by chance, as its tables were written
# A migration of Wagtail spells this model's name in its own way, in the name of permissions that nobody holds.
SPELT_OTHERWISE = "sqliteftsindexentry"
POSTGRES = {
    "column": (
        "SELECT c.relname, a.attname || ' ' || format_type(a.atttypid, a.atttypmod) "
        "|| CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END || ' identity:' || a.attidentity::text "
        "|| ' generated:' || a.attgenerated::text || COALESCE(' default ' || pg_get_expr(d.adbin, d.adrelid), '') "
        "|| COALESCE(' collate ' || l.collname, '') "
        "FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace "
        "LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum "
        "LEFT JOIN pg_collation l ON l.oid = a.attcollation "
        "WHERE n.nspname = 'public' AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped"
    ),
    "constraint": (
        "SELECT conrelid::regclass::text, 'CONSTRAINT ' || conname || ' ' || pg_get_constraintdef(o.oid) "
        "FROM pg_constraint o JOIN pg_namespace n ON n.oid = o.connamespace WHERE n.nspname = 'public'"
    ),
    "index": "SELECT tablename, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "trigger": "SELECT tgrelid::regclass::text, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
    "function": (
        "SELECT p.proname, pg_get_functiondef(p.oid) FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace "
        "WHERE n.nspname = 'public' AND p.prolang <> (SELECT oid FROM pg_language WHERE lanname = 'c')"
    ),
    "extension": "SELECT extname, '' FROM pg_extension",
}


def described(cursor, vendor):
    """Sorted lines; what differs between two databases is what differs between their lines."""
    lines = _postgres(cursor) if vendor == "postgresql" else _sqlite(cursor)
    names = {one.name for m in apps.get_models() for one in m._meta.constraints + m._meta.indexes}
    narrow = {f"column of {model._meta.db_table}: id bigint" for model in _narrow_keys()}
    return sorted(_as_declared(line, names, narrow) for line in lines)


def _narrow_keys():
    """Links of packages, whose key migrations make wider than the models say (DEFAULT_AUTO_FIELD)."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.auto_created and model._meta.pk.get_internal_type() == "AutoField":
            yield model


def _as_declared(line, names, narrow):
    """Without the names that Django makes itself: those of a renamed model stay as they were."""
    line = " ".join(line.replace('"', "").split())
    line = NAME.sub(lambda found: found[0] if found[2] in names else f"{found[1]} …", line)
    return line.replace("id bigint", "id integer") if line.startswith(tuple(narrow)) else line


def _postgres(cursor):
    for kind, query in POSTGRES.items():
        cursor.execute(query)
        for owner, definition in cursor.fetchall():
            yield f"{kind} of {owner}: {definition}"


def _sqlite(cursor):
    cursor.execute("SELECT type, name, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    for kind, name, table, sql in cursor.fetchall():
        if kind != "table" or sql.startswith("CREATE VIRTUAL"):
            yield f"{kind} of {table}: {sql}"
            continue
        for part in parts(sql[sql.index("(") + 1 : sql.rindex(")")]):
            yield f"column of {name}: {part}"


def parts(text):
    """« a (b, c), d » gives « a (b, c) » and « d »: cut at the commas outside brackets and quotes."""
    depth, quote, start = 0, "", 0
    for place, letter in enumerate(text):
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "'\"":
            quote = letter
        elif letter == "," and not depth:
            yield text[start:place].strip()
            start = place + 1
        else:
            depth += (letter == "(") - (letter == ")")
    yield text[start:].strip()


def rows():
    """One line a row of any model, its keys said in words where it has some."""
    models = apps.get_models(include_auto_created=False)
    managed = [m for m in models if m._meta.managed and m._meta.label not in DRAWN]
    found = [row for m in managed if not m._meta.proxy for row in m._base_manager.order_by("pk")]
    told = serializers.serialize(
        "python", found, use_natural_foreign_keys=True, use_natural_primary_keys=True
    )
    for row in told:
        own = OWN | ({"name"} if SPELT_OTHERWISE in str(row["fields"]) else set())
        row["fields"] = {name: kept for name, kept in row["fields"].items() if name not in own}
    return sorted(json.dumps(row, sort_keys=True, ensure_ascii=False, default=str) for row in told)


def migrations(cursor):
    cursor.execute("SELECT app, name FROM django_migrations")
    return sorted(f"{app}.{name}" for app, name in cursor.fetchall())


if __name__ == "__main__":
    django.setup()
    call_command(*sys.argv[1:], stdout=sys.stderr)
    with connection.cursor() as cursor:
        told = {
            "schema": described(cursor, connection.vendor),
            "rows": rows(),
            "migrations": migrations(cursor),
        }
    sys.stdout.write(json.dumps(told))
