"""Migration operations: a table changed step by step is what Django alone makes of it, forwards and back."""

from contextlib import nullcontext

import pytest
from django.db import OperationalError, connection, migrations, models
from django.db.migrations.state import ProjectState
from django.db.models import Q

from portal.schema.operations import AddColumn, ChangeTables, RunSQLOf, led_to

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
CHANGES = [
    migrations.RemoveConstraint("shelf", "shelf_named"),
    migrations.AddField("shelf", "rows", models.IntegerField(default=3)),
    migrations.AddField("shelf", "height", models.IntegerField(null=True)),
    migrations.AddField("shelf", "facts", models.JSONField(default=dict)),
    migrations.CreateModel(
        "Book",
        [
            ("id", models.BigAutoField(primary_key=True)),
            ("shelf", models.ForeignKey("labelling.Shelf", models.CASCADE, related_name="books")),
        ],
    ),
    migrations.AlterField("shelf", "label", models.CharField(max_length=40, null=True)),
    migrations.RemoveField("shelf", "old"),
    migrations.AddField("book", "others", models.ManyToManyField("labelling.Book")),
    migrations.AddIndex("shelf", models.Index(fields=["rows"], name="shelf_rows")),
    migrations.AddConstraint("shelf", models.CheckConstraint(condition=Q(rows__gte=1), name="shelf_has_rows")),
    migrations.AddConstraint(
        "shelf", models.UniqueConstraint(fields=["label"], condition=Q(height=None), name="shelf_once"),
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


def schema(*tables):
    """{table: (columns, constraints)} of those that are there."""
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
        return {
            table: (
                sorted(
                    (one.name, str(one.type_code), one.null_ok)
                    for one in connection.introspection.get_table_description(cursor, table)
                ),
                sorted(
                    (
                        sorted(one["columns"] or []),
                        one["unique"],
                        one["check"],
                        str(one["foreign_key"]),
                    )
                    for one in connection.introspection.get_constraints(cursor, table).values()
                ),
            )
            for table in tables
            if table in there
        }


def shelves():
    return schema("labelling_library", "labelling_shelf", "labelling_book", "labelling_book_others")


@pytest.mark.django_db(transaction=True)
def test_tables_changed_together_are_those_that_django_changes_one_by_one_and_keep_their_rows():
    empty, leave = migrate(ProjectState(), *SHELVES)
    told = {}
    try:
        library = empty.apps.get_model(APP, "library").objects.create(name="Nord")
        empty.apps.get_model(APP, "shelf").objects.create(label="A", library_id=library.pk)
        first = shelves()
        for way, operations in (("django", CHANGES), ("together", [ChangeTables(CHANGES)])):
            after, take_back = migrate(empty, *operations)
            rows = list(
                after.apps.get_model(APP, "shelf").objects.values(
                    "label", "rows", "height", "facts"
                )
            )
            told[way] = (shelves(), rows, set(after.models))
            take_back()
            assert (way, shelves()) == (way, first)
    finally:
        leave()

    assert told["together"] == told["django"]
    assert told["together"][1] == [{"label": "A", "rows": 3, "height": None, "facts": {}}]
    assert shelves() == {}


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


def test_a_step_knows_what_its_table_leads_to_and_not_what_leads_to_it():
    state = ProjectState()
    for operation in (*SHELVES, CHANGES[4]):
        operation.state_forwards(APP, state)

    reached = {
        name: {key for _, key in led_to(state, (APP, name)).models}
        for name in ("library", "shelf", "book")
    }

    assert reached == {
        "library": {"library"},
        "shelf": {"library", "shelf"},
        "book": {"library", "shelf", "book"},
    }


@pytest.mark.parametrize(
    "operation",
    [
        RunSQLOf((), ()),
        migrations.RunPython(migrations.RunPython.noop),
        migrations.DeleteModel("Shelf"),
        migrations.RenameField("Shelf", "label", "name"),
        migrations.AlterField("Shelf", "id", models.AutoField(primary_key=True)),
    ],
)
def test_what_needs_more_than_its_own_table_is_refused(operation):
    with pytest.raises(ValueError, match="columns and constraints"):
        ChangeTables([operation])
