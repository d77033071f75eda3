"""Migration operations: SQL of each database, a column left by the code then by the database.

They read nothing but the state of the migration and what it gives them, so that they never change under it.
"""

from django.contrib.postgres import operations as postgres
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import AddConstraint
from django.db.migrations.operations.base import Operation
from django.db.migrations.operations.fields import AddField, RemoveField


class RunSQLOf(Operation):
    """Statements of each database, kept as they were written; the way back is that of the tables."""

    reduces_to_sql = True

    def __init__(self, sqlite, postgresql):
        self.statements = {"sqlite": sqlite, "postgresql": postgresql}

    def state_forwards(self, app_label, state):
        """Nothing that a model tells."""

    def database_forwards(self, _app_label, schema_editor, _from_state, _to_state):
        for statement in self.statements[schema_editor.connection.vendor]:
            schema_editor.execute(statement, params=None)

    def database_backwards(self, _app_label, schema_editor, _from_state, _to_state):
        """Triggers leave with their table."""

    def describe(self):
        return "Run the SQL of this database"


class AddColumn(AddField):
    """A field with a constant `db_default`, where triggers of other tables read this one.

    Django would make the table again on SQLite, under another name that those triggers do not find.
    """

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        if schema_editor.connection.vendor != "sqlite":
            super().database_forwards(app_label, schema_editor, from_state, to_state)
            return
        model = to_state.apps.get_model(app_label, self.model_name)
        if self.allow_migrate_model(schema_editor.connection.alias, model):
            BaseDatabaseSchemaEditor.add_field(
                schema_editor, model, model._meta.get_field(self.name)
            )


class AddConstraintNotValid(postgres.AddConstraintNotValid):
    """A constraint that new writes keep, and that closes no large table to look at its rows; SQLite has it whole."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        if schema_editor.connection.vendor == "sqlite":
            AddConstraint.database_forwards(self, app_label, schema_editor, from_state, to_state)
        else:
            super().database_forwards(app_label, schema_editor, from_state, to_state)


class LeaveField(RemoveField):
    """The code reads the field no more; its column stays for the release before, until `DropColumn`."""

    def database_forwards(self, *_):
        """The release in service still reads it."""

    def database_backwards(self, *_):
        """It has not gone."""

    def describe(self):
        return f"Leave the column of {self.name} in the table of {self.model_name}"


class DropColumn(Operation):
    """A column that the release before reads no more (`LeaveField`); absent where the models made the database."""

    reversible = False

    def __init__(self, table, column):
        self.table, self.column = table, column

    def state_forwards(self, app_label, state):
        """It left the models a release ago."""

    def database_forwards(self, _app_label, schema_editor, _from_state, _to_state):
        connection = schema_editor.connection
        with connection.cursor() as cursor:
            found = connection.introspection.get_table_description(cursor, self.table)
        if self.column in {column.name for column in found}:
            names = [schema_editor.quote_name(name) for name in (self.table, self.column)]
            schema_editor.execute("ALTER TABLE {} DROP COLUMN {}".format(*names))

    def describe(self):
        return f"Drop the column {self.column} of {self.table}"


class ValidateConstraint(postgres.ValidateConstraint):
    """The rows of before are looked at, beside those who write, in a later migration; SQLite did when it was added."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        if schema_editor.connection.vendor != "sqlite":
            super().database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, _app_label, _schema_editor, _from_state, _to_state):
        """Stays valid."""
