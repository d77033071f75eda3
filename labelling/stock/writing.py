"""Writing of a large stock: one statement for the residences, one for the ratings, from the parts that are kept.

The database reads the rows itself, in a second or two: nothing of them is seen before all of them are.
"""

from django.db import connection

from labelling.stock.models import AXES, Rating, Residence, StockImportPart
from labelling.stock.parts import FACTS, ROW, codes_of
from labelling.stock.report import Status
from portal.core import clock

PATIENCE = 60_000  # ms, where a page has fifteen seconds
AT_ONCE = 5_000  # keys of a statement
RESIDENCES, RATINGS, PARTS = (
    model._meta.db_table for model in (Residence, Rating, StockImportPart)
)
KINDS = {"homes": "integer", "built_year": "smallint", "is_qpv": "boolean"}
UNKNOWN = {"homes": "0", "built_year": "NULL", "is_qpv": "FALSE"}  # of a residence that is new


def write_residences(stock_import, organism, statuses):
    """The counts of a Comparison: created, updated, unchanged, absent; and the keys of the absent ones."""
    residences = Residence.objects.filter(organism=organism)
    named = codes_of(stock_import)
    known = residences.filter(is_active=True).values_list("pk", "code")
    absent = [key for key, code in known.iterator() if code not in named]
    before = residences.count()
    touched = _run(_residences_sql(len(statuses)), [organism.pk, organism.pk, stock_import.pk, *statuses])
    created = residences.count() - before
    counts = {"created": created, "updated": touched - created, "absent": len(absent)}
    return counts, absent


def leave(keys):
    """These residences are out of the stock."""
    for start in range(0, len(keys), AT_ONCE):
        Residence.objects.filter(pk__in=keys[start : start + AT_ONCE]).update(is_active=False)


def write_ratings(stock_import, dossier, statuses, *, by):
    """How many residences are rated; those that left the stock since the reading are not."""
    now = connection.ops.adapt_datetimefield_value(clock.now())
    facts = [dossier.pk, by.pk, now, stock_import.pk, *statuses, dossier.organism_id]
    return _run(_ratings_sql(len(statuses)), facts)


def statuses_of(with_doubtful):
    sure = [Status.OK.value, Status.CORRECTED.value]
    return [*sure, Status.WARNING.value] if with_doubtful else sure


def _run(sql, params):
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"SET LOCAL statement_timeout = {PATIENCE}")
        cursor.execute(sql, params)
        return cursor.rowcount


def _residences_sql(many):
    """A value that the file leaves empty is that which is known; a residence that is the same is not written."""
    new = {name: _new(name) for name in FACTS}
    columns = ", ".join(FACTS)
    differs = " OR ".join(
        f"({_value(name)} IS NOT NULL AND {_value(name)} IS DISTINCT FROM known.{name})"
        for name in FACTS[1:]
    )
    kept = ", ".join(f"{name} = excluded.{name}" for name in (*FACTS[1:], "is_active"))
    return (
        f"INSERT INTO {RESIDENCES} (organism_id, is_active, {columns})"  # noqa: S608 -- names of ours
        f" SELECT %s, TRUE, {', '.join(new.values())} FROM {_rows()}"
        f" LEFT JOIN {RESIDENCES} known ON known.organism_id = %s AND known.code = {_value('code')}"
        f" WHERE part.stock_import_id = %s AND {_value('status')} IN ({', '.join(['%s'] * many)})"
        f" AND (known.id IS NULL OR NOT known.is_active OR {differs})"
        f" ON CONFLICT (organism_id, code) DO UPDATE SET {kept}"
    )


def _ratings_sql(many):
    told = (*AXES, "index", "level")
    columns = ", ".join(f'"{name}"' for name in told)
    kept = ", ".join(f'"{name}" = excluded."{name}"' for name in (*told, "rated_by_id", "rated_at"))
    return (
        f"INSERT INTO {RATINGS} (dossier_id, rated_by_id, rated_at, residence_id, {columns})"  # noqa: S608 -- the same
        f" SELECT %s, %s, {_instant()}, known.id, {', '.join(map(_value, told))} FROM {_rows()}"
        f" CROSS JOIN {RESIDENCES} known"  # SQLite keeps that order: the rows first, then the residence by its code
        f" WHERE part.stock_import_id = %s AND {_value('status')} IN ({', '.join(['%s'] * many)})"
        f" AND {_value('index')} IS NOT NULL"
        f" AND known.organism_id = %s AND known.code = {_value('code')} AND known.is_active"
        f" ON CONFLICT (dossier_id, residence_id) DO UPDATE SET {kept}"
    )


def _new(name):
    if name == "code":
        return _value(name)
    return f"COALESCE({_value(name)}, known.{name}, {UNKNOWN.get(name, chr(39) * 2)})"


def _value(name):
    place = f"held.value ->> {ROW.index(name)}"
    kind = KINDS.get(name) or ("smallint" if name in (*AXES, "index") else "")
    return f"CAST({place} AS {kind})" if kind else f"({place})"


def _instant():
    return "CAST(%s AS timestamptz)" if connection.vendor == "postgresql" else "%s"


def _rows():
    """Each row of each part: the one word that both databases do not share."""
    read = "jsonb_array_elements" if connection.vendor == "postgresql" else "json_each"
    return f"{PARTS} part CROSS JOIN {read}(part.rows) held"
