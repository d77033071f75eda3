"""BR-80 in the database: a licence never ends after its label, whoever writes the row."""

from labelling.labels.models import Label
from labelling.licences.models import BrandLicence
from portal.schema import objects
from portal.triggers import create

LICENCES, LABELS = BrandLicence._meta.db_table, Label._meta.db_table
MESSAGE = "licences: a licence does not outlive its label"
BEYOND = f"EXISTS (SELECT 1 FROM {LABELS} l WHERE l.id = NEW.label_id AND l.end_on < NEW.end_on)"  # noqa: S608 -- names of ours
SHORTENED = (
    f"EXISTS (SELECT 1 FROM {LICENCES} b WHERE b.label_id = NEW.id AND b.end_on > NEW.end_on)"  # noqa: S608 -- names of ours
)
EVENTS = (
    (f"{LICENCES}_end_insert", LICENCES, "INSERT", BEYOND),
    (f"{LICENCES}_end_update", LICENCES, "UPDATE", BEYOND),
    (f"{LABELS}_end_update", LABELS, "UPDATE", SHORTENED),
)


def install(connection):
    """May be called again."""
    remove(connection)
    with connection.cursor() as cursor:
        for name, table, event, condition in EVENTS:
            for statement in create(connection.vendor, name, table, event, condition, MESSAGE):
                cursor.execute(statement)


def remove(connection):
    """For a restore, or a test that tampers on purpose."""
    with connection.cursor() as cursor:
        for name, table, *_ in EVENTS:
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


objects.register("licences", install, remove)
