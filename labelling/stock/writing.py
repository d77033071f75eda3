"""Writing of a large stock: one statement for the residences, one for the ratings, from the parts that are kept.

The database reads the rows itself, in a second or two: nothing of them is seen before all of them are.
"""

from django.db import connection

from labelling.stock.models import AXES, Rating, Residence, StockImportPart
from labelling.stock.parts import FACTS, ROW
from labelling.stock.report import Status
from portal.core import clock

PATIENCE = 60_000  # ms, where a page has fifteen seconds
AT_ONCE = 5_000  # keys of a statement
RESIDENCES, RATINGS, PARTS = (
    model._meta.db_table for model in (Residence, Rating, StockImportPart)
)
RATED = (*AXES, "index", "level")
KINDS = dict.fromkeys((*AXES, "index", "built_year"), "smallint")
KINDS |= {"homes": "integer", "is_qpv": "boolean"}
BLANK = "''"
UNKNOWN = {"homes": "0", "built_year": "NULL", "is_qpv": "FALSE"}  # of a residence that is new


def write_residences(stock_import, organism, statuses, named):
    """Counts of those created, updated, absent, and the keys of the absent ones, which the file has not `named`."""
    residences = Residence.objects.filter(organism=organism)
    known = residences.filter(is_active=True).values_list("pk", "code")
    absent = [key for key, code in known.iterator() if code not in named]
    before = residences.count()
    touched = _run(
        _residences_sql(len(statuses)), [stock_import.pk, *statuses, organism.pk, organism.pk]
    )
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
    facts = [stock_import.pk, *statuses, dossier.pk, by.pk, now, dossier.organism_id]
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
    new = (f"COALESCE(told.{name}, known.{name}, {UNKNOWN.get(name, BLANK)})" for name in FACTS[1:])
    differs = " OR ".join(
        f"(told.{name} IS NOT NULL AND told.{name} IS DISTINCT FROM known.{name})"
        for name in FACTS[1:]
    )
    kept = ", ".join(f"{name} = excluded.{name}" for name in (*FACTS[1:], "is_active"))
    return (
        f"INSERT INTO {RESIDENCES} (organism_id, is_active, {', '.join(FACTS)})"  # noqa: S608 -- names of ours alone
        f" WITH told AS MATERIALIZED ({_told(FACTS, many)})"
        f" SELECT %s, TRUE, told.code, {', '.join(new)} FROM told"
        f" LEFT JOIN {RESIDENCES} known ON known.organism_id = %s AND known.code = told.code"
        f" WHERE known.id IS NULL OR NOT known.is_active OR {differs}"
        f" ON CONFLICT (organism_id, code) DO UPDATE SET {kept}"
    )


def _ratings_sql(many):
    columns = [f'"{name}"' for name in RATED]
    kept = (f"{name} = excluded.{name}" for name in (*columns, "rated_by_id", "rated_at"))
    return (
        f"INSERT INTO {RATINGS} (dossier_id, rated_by_id, rated_at, residence_id,"  # noqa: S608 -- the same
        f" {', '.join(columns)})"
        f" WITH told AS MATERIALIZED ({_told(('code', *RATED), many)})"
        f" SELECT %s, %s, {_instant()}, known.id, {', '.join(f'told.{one}' for one in columns)}"
        f" FROM told CROSS JOIN {RESIDENCES} known"  # in that order for SQLite: a residence by its code
        " WHERE known.organism_id = %s AND known.code = told.code AND known.is_active"
        ' AND told."index" IS NOT NULL'
        f" ON CONFLICT (dossier_id, residence_id) DO UPDATE SET {', '.join(kept)}"
    )


def _told(names, many):
    """The values of each row of each part, where its status is one of `many`."""
    read = "jsonb_array_elements" if connection.vendor == "postgresql" else "json_each"
    values = ", ".join(f'{_value(name)} AS "{name}"' for name in names)
    return (
        f"SELECT {values} FROM {PARTS} part CROSS JOIN {read}(part.rows) held"  # noqa: S608 -- names of ours alone
        f" WHERE part.stock_import_id = %s AND {_value('status')} IN ({', '.join(['%s'] * many)})"
    )


def _value(name):
    place = f"held.value ->> {ROW.index(name)}"
    kind = KINDS.get(name)
    return f"CAST({place} AS {kind})" if kind else f"({place})"


def _instant():
    return "CAST(%s AS timestamptz)" if connection.vendor == "postgresql" else "%s"
