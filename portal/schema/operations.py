"""Migration operations: many tables at once, SQL of each database, a column left by the code then by the database.

They read nothing but the state of the migration and what it gives them, so that they never change under it.
"""

from contextlib import suppress

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.operations.fields import AddField, AlterField, RemoveField
from django.db.migrations.operations.models import CreateModel, IndexOperation
from django.db.migrations.state import ProjectState
from django.db.migrations.utils import resolve_relation


def _render_later(state):
    """Its models are rendered again once, when they are next asked for, instead of at each operation."""
    with suppress(AttributeError):  # they were not
        del state.apps


class CreateTables(Operation):
    """The tables of many models, as they are once all `operations` are known.

    Django alone would render the state of every model again at each of them, which takes minutes.
    """

    def __init__(self, operations):
        self.operations = operations
        self.names = [one.name for one in operations if isinstance(one, CreateModel)]
        made = {name.lower() for name in self.names}
        others = [one for one in operations if not isinstance(one, CreateModel)]
        if elsewhere := [one for one in others if one.model_name_lower not in made]:
            raise ValueError(f"Of a table that is made elsewhere: {elsewhere}")

    def state_forwards(self, app_label, state):
        _render_later(state)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, _from_state, to_state):
        for model in self._models(app_label, schema_editor, to_state):
            schema_editor.create_model(model)

    def database_backwards(self, app_label, schema_editor, from_state, _to_state):
        for model in reversed(self._models(app_label, schema_editor, from_state)):
            schema_editor.delete_model(model)

    def describe(self):
        return "Create the tables of the app"

    def _models(self, app_label, schema_editor, state):
        models = [state.apps.get_model(app_label, name) for name in self.names]
        alias = schema_editor.connection.alias
        return [model for model in models if self.allow_migrate_model(alias, model)]


class ChangeTables(Operation):
    """Operations on tables, one after the other, each of which is given the models that its own leads to.

    Django alone would render the state of all that leads to it as well, again at each of them: nearly every model.
    """

    def __init__(self, operations):
        self.operations = operations
        self.reversible = all(one.reversible for one in operations)
        known = (CreateModel, AddField, AlterField, RemoveField, IndexOperation)
        others = [one for one in operations if not isinstance(one, known)]
        others += [
            one for one in operations if isinstance(one, AlterField) and one.field.primary_key
        ]
        if others:
            raise ValueError(f"Not of the columns and constraints of one table: {others}")

    def state_forwards(self, app_label, state):
        _render_later(state)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, _to_state):
        for operation, before, after in self._steps(app_label, from_state):
            operation.database_forwards(app_label, schema_editor, before, after)

    def database_backwards(self, app_label, schema_editor, _from_state, to_state):
        for operation, before, after in reversed(list(self._steps(app_label, to_state))):
            operation.database_backwards(app_label, schema_editor, after, before)

    def describe(self):
        return "Change the tables of the app"

    def _steps(self, app_label, state):
        """(operation, what its model leads to before it, and after it)."""
        models = {key: model.clone() for key, model in state.models.items()}
        state = ProjectState(models, state.real_apps)
        for operation in self.operations:
            name = operation.name if isinstance(operation, CreateModel) else operation.model_name
            key = app_label, name.lower()
            before = led_to(state, key)
            operation.state_forwards(app_label, state)
            yield operation, before, led_to(state, key)


def led_to(state, key):
    """The state of a model alone, and of those that it inherits from or refers to, directly or not."""
    found, asked = {}, [key]
    while asked:
        key = asked.pop()
        if key in found or key not in state.models:
            continue
        model = found[key] = state.models[key].clone()
        asked += [resolve_relation(base, *key) for base in model.bases if isinstance(base, str)]
        for field in model.fields.values():
            if field.is_relation:
                others = field.remote_field.model, getattr(field.remote_field, "through", None)
                asked += [resolve_relation(other, *key) for other in others if other]
    return ProjectState(found, state.real_apps)


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
