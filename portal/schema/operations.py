"""Migration operations of the initial migrations: many tables at once, SQL of each database.

They read nothing but the state of the migration and what it gives them, so that they never change under it.
"""

from contextlib import suppress

from django.db.migrations.operations.base import Operation
from django.db.migrations.operations.models import CreateModel


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
        with suppress(AttributeError):  # rendered already: again, once, when it is next asked for
            del state.apps
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
