"""Checks of one operation of a migration: the sentences of what the release in service would not bear."""

import re

from django.contrib.postgres import operations as postgres
from django.db import models
from django.db.migrations import operations

from portal.schema.operations import DropColumn, RunSQLOf

# Tables that grow with use: an index or a constraint made on one while it is locked stops the portal.
LARGE = {
    "portal_checkpoint",
    "portal_entry",
    "portal_message",
    "portal_searchterm",
    "portal_storedfile",
    "portal_textversion",
    "portal_visit",
    "labelling_criterionanswer",
    "labelling_residence",
    "observatory_practicepageviews",
    "observatory_practiceterm",
    "observatory_searchword",
    "community_passage",
    "community_threadmessage",
    "community_threadword",
    "home_pageviews",
    "home_searchentry",
}
DESTROYS = re.compile(
    r"\bDROP\s+(?:TABLE|COLUMN)\b|\bRENAME\b|\bSET\s+NOT\s+NULL\b|\bALTER\s+COLUMN\s+\S+\s+TYPE\b",
    re.I,
)

REMOVED = (
    "{what} disparaît, et la version en service le lit encore\u00a0: retirez-le d’abord du code avec LeaveField, "
    "puis de la base avec DropColumn à la version suivante."
)
RENAMED = (
    "{what} change de nom, et la version en service le lit sous l’ancien\u00a0: ajoutez, recopiez, puis "
    "retirez."
)
COMPULSORY = (
    "{what} devient obligatoire, et la version en service ne le remplit pas\u00a0: donnez-lui db_default, "
    "ou null=True."
)
LEFT_COMPULSORY = (
    "{what} quitte le code en restant obligatoire dans la base\u00a0: donnez-lui db_default ou null=True "
    "une version plus tôt."
)
RETYPED = (
    "{what} change de type, ce qui réécrit ou refuse ce qui y est\u00a0: ajoutez une colonne, recopiez, "
    "puis retirez."
)
LOCKS = (
    "{what} se fait en fermant la grande table {table}\u00a0: employez AddIndexConcurrently, "
    "AddConstraintNotValid puis ValidateConstraint."
)
BY_HAND = (
    "du SQL à la main retire, renomme ou rend obligatoire\u00a0: employez LeaveField, puis "
    "DropColumn."
)


class Tables:
    """The tables that the release in service reads and writes, with their columns."""

    def __init__(self, known):
        self.known = dict(known)
        self.columns = {
            (table_of(key, model), column_of(name, field))
            for key, model in self.known.items()
            for name, field in model.fields.items()
        }

    def __contains__(self, key):
        return key in self.known


def table_of(key, model):
    return model.options.get("db_table") or "_".join(key)


def column_of(name, field):
    return field.db_column or (f"{name}_id" if field.many_to_one or field.one_to_one else name)


def sql_statements(operation):
    """Its statements, as texts; none for what writes no SQL by hand."""
    if isinstance(operation, RunSQLOf):
        return [str(one) for one in operation.statements["postgresql"]]
    if isinstance(operation, operations.RunSQL):
        given = operation.sql if isinstance(operation.sql, (list, tuple)) else [operation.sql]
        return [one if isinstance(one, str) else one[0] for one in given]
    return []


def _key(operation, app):
    return app, (getattr(operation, "model_name", None) or operation.name).lower()


def _what(operation, app):
    """How a sentence names the field, or the table."""
    key = _key(operation, app)
    name = getattr(operation, "old_name", None) or operation.name
    field = f"{key[1]}.{name}" if hasattr(operation, "model_name") else name
    return f"«\u00a0{app}.{field}\u00a0»"


def removes(operation, app, _state, before):
    return [REMOVED.format(what=_what(operation, app))] if _key(operation, app) in before else []


def renames(operation, app, _state, before):
    key = (app, (getattr(operation, "old_name", None) or operation.name).lower())
    key = _key(operation, app) if hasattr(operation, "model_name") else key
    return [RENAMED.format(what=_what(operation, app))] if key in before else []


def leaves(operation, app, state, _before):
    field = state.models[_key(operation, app)].fields[operation.name]
    if field.many_to_many or field.null or field.db_default is not models.NOT_PROVIDED:
        return []
    return [LEFT_COMPULSORY.format(what=_what(operation, app))]


def drops(operation, _app, _state, before):
    if (operation.table, operation.column) not in before.columns:
        return []
    return [REMOVED.format(what=f"«\u00a0{operation.table}.{operation.column}\u00a0»")]


def adds(operation, app, state, before):
    key, field = _key(operation, app), operation.field
    if key not in before or field.many_to_many:
        return []
    found = []
    if not field.null and field.db_default is models.NOT_PROVIDED and not field.generated:
        found.append(COMPULSORY.format(what=_what(operation, app)))
    return found + _locking(operation, app, key, state, field)


def alters(operation, app, state, before):
    key = _key(operation, app)
    if key not in before:
        return []
    former, field = state.models[key].fields[operation.name], operation.field
    found = []
    has_default = field.db_default is not models.NOT_PROVIDED
    had_default = former.db_default is not models.NOT_PROVIDED
    if not field.null and (former.null or (had_default and not has_default)):
        found.append(COMPULSORY.format(what=_what(operation, app)))
    if _is_retyped(former, field):
        found.append(RETYPED.format(what=_what(operation, app)))
    is_indexed = (field.unique, field.db_index) not in {
        (former.unique, former.db_index),
        (False, False),
    }
    return found + (_locking(operation, app, key, state, field) if is_indexed else [])


def _is_retyped(former, field):
    """But a text that may be longer, which rewrites nothing."""
    if former.is_relation or field.is_relation:
        return former.is_relation != field.is_relation
    kinds = former.get_internal_type(), field.get_internal_type()
    texts = {"CharField", "SlugField", "EmailField", "URLField", "TextField"}
    if set(kinds) <= texts:
        longest = [
            one.max_length if kind != "TextField" else None
            for one, kind in zip((former, field), kinds, strict=True)
        ]
        return longest[1] is not None and (longest[0] is None or longest[1] < longest[0])
    precise = ("max_digits", "decimal_places")
    return kinds[0] != kinds[1] or any(
        getattr(former, p, 0) != getattr(field, p, 0) for p in precise
    )


def _locking(operation, app, key, state, field=None):
    table = table_of(key, state.models[key])
    is_quick = field is not None and not (field.unique or field.db_index)
    return (
        []
        if is_quick or table not in LARGE
        else [LOCKS.format(what=_what(operation, app), table=table)]
    )


def locks(operation, app, state, before):
    key = (app, operation.model_name.lower())
    if key not in before:
        return []
    named = getattr(operation, "index", None) or operation.constraint
    table = table_of(key, state.models[key])
    return [LOCKS.format(what=f"«\u00a0{named.name}\u00a0»", table=table)] if table in LARGE else []


def nothing(*_):
    return []


def by_hand(operation, _app, _state, _before):
    return [BY_HAND] if any(DESTROYS.search(text) for text in sql_statements(operation)) else []


CHECKS = {
    operations.DeleteModel: removes,
    operations.RemoveField: removes,
    operations.RenameModel: renames,
    operations.RenameField: renames,
    operations.AlterModelTable: renames,
    operations.AddField: adds,
    operations.AlterField: alters,
    operations.AddIndex: locks,
    operations.AddConstraint: locks,
    postgres.AddIndexConcurrently: nothing,
    postgres.AddConstraintNotValid: nothing,
    operations.RunSQL: by_hand,
    RunSQLOf: by_hand,
    DropColumn: drops,
}
