"""Migration safety: each faulty migration is refused with its sentence, each safe one passes."""

import pytest
from django.contrib.postgres.operations import AddIndexConcurrently
from django.core.management import CommandError, call_command
from django.db import connection, migrations, models
from django.db.migrations.loader import MigrationLoader

from portal.schema import guards, safety, versions
from portal.schema.operations import DropColumn, LeaveField, RunSQLOf

NEXT = ("labelling", "9999_next")
TEXT = models.CharField(max_length=200)
INDEX = models.Index(fields=["recipient"], name="by_recipient")


@pytest.fixture
def loader():
    return MigrationLoader(None)


def sentences(loader, *operations, app="labelling", atomic=True):
    """What refuses a migration of these operations after all that are released."""
    node = (app, "9999_next")
    known = set(loader.graph.nodes)
    leaf = loader.graph.leaf_nodes(app)[0]
    migration = type("Migration", (migrations.Migration,), {"atomic": atomic})(node[1], app)
    migration.operations = list(operations)
    loader.graph.add_node(node, migration)
    loader.graph.add_dependency(migration, node, leaf)
    return [fault.sentence for fault in safety.faults(loader, known)]


def add(field, name="motto", model="organism"):
    return migrations.AddField(model, name, field)


def rows(apps, editor):
    """A migration of data."""


REFUSED = {
    "a column removed": ([migrations.RemoveField("organism", "name")], guards.REMOVED),
    "a table removed": ([migrations.DeleteModel("Organism")], guards.REMOVED),
    "a column renamed": ([migrations.RenameField("organism", "name", "title")], guards.RENAMED),
    "a table renamed": ([migrations.RenameModel("Organism", "Landlord")], guards.RENAMED),
    "a table moved": ([migrations.AlterModelTable("organism", "landlord")], guards.RENAMED),
    "a compulsory column": ([add(models.CharField(default="", max_length=9))], guards.COMPULSORY),
    "a column of another type": (
        [migrations.AlterField("organism", "name", models.IntegerField(default=0))], guards.RETYPED,
    ),
    "a shorter text": (
        [migrations.AlterField("organism", "name", models.CharField(max_length=3))], guards.RETYPED,
    ),
    "rows written where tables change": (
        [add(models.CharField(null=True, max_length=9)), migrations.RunPython(rows)], safety.MIXED,
    ),
    "SQL by hand": (
        [migrations.RunSQL("ALTER TABLE labelling_organism DROP COLUMN name")], guards.BY_HAND,
    ),
    "SQL of each database": (
        [RunSQLOf([], ["ALTER TABLE labelling_organism ALTER COLUMN name SET NOT NULL"])],
        guards.BY_HAND,
    ),
    "a compulsory column left": ([LeaveField("organism", "name")], guards.LEFT_COMPULSORY),
    "a column dropped too soon": ([DropColumn("labelling_organism", "name")], guards.REMOVED),
    "an operation of the database alone": (
        [migrations.SeparateDatabaseAndState([migrations.RemoveField("organism", "name")], [])],
        guards.REMOVED,
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_a_faulty_migration_is_refused(loader, what):
    operations, sentence = REFUSED[what]
    ending = sentence.rpartition("}")[2]

    assert [said.endswith(ending) for said in sentences(loader, *operations)] == [True]


def test_a_large_table_is_not_locked_by_an_index(loader):
    (said,) = sentences(loader, migrations.AddIndex("message", INDEX), app="portal")

    assert said.startswith("«\u00a0by_recipient\u00a0» se fait en fermant la grande table portal_")


def test_what_the_release_in_service_bears_passes(loader):
    assert sentences(
        loader,
        add(models.CharField(null=True, max_length=9)),
        add(models.CharField(db_default="", max_length=9), name="anthem"),
        migrations.AlterField("organism", "name", models.TextField()),
        migrations.AddIndex("organism", models.Index(fields=["name"], name="organism_name")),
        migrations.CreateModel("Choir", [("id", models.BigAutoField(primary_key=True)), ("name", TEXT)]),
        migrations.AddField("choir", "place", TEXT),
        migrations.RemoveField("choir", "place"),
    ) == []  # fmt: skip


def test_an_index_beside_the_writes_and_rows_alone_pass(loader):
    assert (
        sentences(loader, AddIndexConcurrently("message", INDEX), app="portal", atomic=False) == []
    )
    assert sentences(MigrationLoader(None), migrations.RunPython(rows)) == []


def test_a_column_leaves_the_code_then_the_base_a_release_later(loader):
    """Left while optional; dropped once no release in service knows it."""
    optional = migrations.AlterField(
        "organism", "name", models.CharField(null=True, max_length=250)
    )
    assert sentences(loader, optional, LeaveField("organism", "name")) == []

    known = set(loader.graph.nodes)
    drop = migrations.Migration("99999_drop", "labelling")
    drop.operations = [DropColumn("labelling_organism", "name")]
    loader.graph.add_node(("labelling", "99999_drop"), drop)
    loader.graph.add_dependency(drop, ("labelling", "99999_drop"), NEXT)

    assert safety.faults(loader, known) == []


def test_the_migrations_since_the_last_release_are_borne_by_it():
    call_command("check_migrations")


def test_the_command_names_each_migration_that_it_refuses(settings):
    settings.MIGRATION_MODULES = {"community": "tests.portal.schema.migrations"}

    with pytest.raises(CommandError, match=r"community\.0002_faulty\u00a0: «"):
        call_command("check_migrations")


@pytest.mark.django_db
def test_the_release_before_serves_the_database_of_the_upgrade_that_it_bears():
    """Control: an unknown migration that no upgrade has told borne is refused."""
    recorder = versions.MigrationRecorder(connection)
    recorder.record_applied("labelling", "9998_motto")
    refused = versions.unknown_migrations(connection)
    versions.mark(connection, [("labelling", "9998_motto")])
    during = versions.unknown_migrations(connection)
    versions.mark(connection, [NEXT])

    assert (refused, during) == (["labelling.9998_motto"], [])
    assert versions.unknown_migrations(connection) == ["labelling.9998_motto"]


@pytest.mark.django_db
def test_an_upgrade_without_migration_changes_nothing(capsys):
    call_command("upgrade_database")

    assert capsys.readouterr().out == "La base est à jour.\n"
