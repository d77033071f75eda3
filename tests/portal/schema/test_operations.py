"""Migration operations: a column added where triggers of other tables read its table."""

from contextlib import nullcontext

import pytest
from django.db import OperationalError, connection, migrations, models
from django.db.migrations.state import ProjectState
from django.db.models import Q

from portal.schema.operations import AddColumn, RunSQLOf

APP = "labelling"
SHELVES = [
    migrations.CreateModel("Library", [("id", models.BigAutoField(primary_key=True)), ("name", models.TextField())]),
    migrations.CreateModel(
        "Shelf",
        [
            ("id", models.BigAutoField(primary_key=True)),
            ("label", models.CharField(max_length=20)),
            ("old", models.IntegerField(null=True)),
            ("library", models.ForeignKey("labelling.Library", models.CASCADE, related_name="+")),
        ],
        options={"constraints": [models.CheckConstraint(condition=~Q(label=""), name="shelf_named")]},
    ),
]  # fmt: skip


def migrate(state, *operations):
    """What a migration of these operations leaves: (state, what takes it back)."""
    migration = migrations.Migration("9999_shelves", APP)
    migration.operations = list(operations)
    before = state.clone()
    with connection.schema_editor() as editor:
        after = migration.apply(state.clone(), editor)

    def take_back():
        with connection.schema_editor() as editor:
            migration.unapply(before.clone(), editor)

    return after, take_back


ROWS = ("shelf", "rows", models.IntegerField(default=3, db_default=3))
KEPT = (
    "CREATE TRIGGER library_kept BEFORE DELETE ON labelling_library "
    "WHEN EXISTS (SELECT 1 FROM labelling_shelf s WHERE s.library_id = OLD.id) "
    "BEGIN SELECT RAISE(ABORT, 'kept'); END"
)
READS_THE_SHELF = RunSQLOf([KEPT], [])


@pytest.mark.sqlite_too
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("operation", [AddColumn, migrations.AddField])
def test_a_column_is_added_to_a_table_that_a_trigger_of_another_reads(operation):
    """Control: on SQLite, Django makes the table again and the trigger does not find it."""
    empty, leave = migrate(ProjectState(), *SHELVES, READS_THE_SHELF)
    is_refused = operation is not AddColumn and connection.vendor == "sqlite"
    library = empty.apps.get_model(APP, "library").objects.create(name="Nord")
    empty.apps.get_model(APP, "shelf").objects.create(label="A", library_id=library.pk)
    try:
        with pytest.raises(OperationalError) if is_refused else nullcontext():
            after, _ = migrate(empty, operation(*ROWS))
            rows = after.apps.get_model(APP, "shelf").objects
            assert list(rows.values_list("label", "rows")) == [("A", 3)]
    finally:
        leave()
