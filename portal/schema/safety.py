"""Migration safety: what the release in service would not bear while the next one takes its place.

Expand, then contract: a release adds, the one after stops reading (`LeaveField`), a third removes (`DropColumn`).
The state of the release in service is that of the migrations that it knows.
"""

import re
from dataclasses import dataclass

from django.db.migrations import operations
from django.db.migrations.operations.base import Operation

from portal.schema.guards import CHECKS, Tables, leaves, sql_statements
from portal.schema.operations import LeaveField

WRITES_ROWS = re.compile(r"^\s*(?:INSERT|UPDATE|DELETE|MERGE)\b", re.I | re.M)
MIXED = (
    "des lignes sont écrites dans la transaction qui change leurs tables\u00a0: faites-en deux migrations, les tables "
    "d’abord."
)


@dataclass(frozen=True)
class Fault:
    """A migration and the sentence that refuses it."""

    migration: str
    sentence: str

    def __str__(self):
        return f"{self.migration}\u00a0: {self.sentence}"


def known_by(loader, leaves):
    """The nodes of the graph that these and what they stand on make."""
    known = set()
    for node in leaves:
        if node in loader.graph.nodes:
            known.update(loader.graph.forwards_plan(node))
    return known


def pending(loader, known):
    """The nodes to apply, in order."""
    plan = {}
    for leaf in loader.graph.leaf_nodes():
        plan |= dict.fromkeys(loader.graph.forwards_plan(leaf))
    return [node for node in plan if node not in known]


def faults(loader, known):
    """What the release that knows the migrations `known` would not bear in the others."""
    state = loader.graph.make_state(nodes=sorted(known), real_apps=loader.unmigrated_apps)
    before = Tables(state.models)
    found = []
    for node in pending(loader, known):
        migration = loader.graph.nodes[node]
        found += [Fault(".".join(node), said) for said in _of_migration(migration, state, before)]
    return found


def _of_migration(migration, state, before):
    """Sentences; the state follows the operations."""
    app, found = migration.app_label, []
    writes, changes = False, False
    for operation, is_state_only in _walk(migration.operations):
        check = _check_of(operation)
        if check and not is_state_only:
            found += check(operation, app, state, before)
        elif isinstance(operation, operations.RemoveField) and is_state_only:
            found += leaves(operation, app, state, before)
        writes |= _writes_rows(operation)
        changes |= not is_state_only and _changes(operation, app, before)
        if not getattr(operation, "is_database_only", False):
            operation.state_forwards(app, state)
    if writes and changes and migration.atomic:
        found.append(MIXED)
    return found


def _walk(listed):
    """(operation, is it of the state alone), those inside others too."""
    for operation in listed:
        if isinstance(operation, operations.SeparateDatabaseAndState):
            for inner, _ in _walk(operation.database_operations):
                yield _DatabaseOnly(inner), False
            for inner, _ in _walk(operation.state_operations):
                yield inner, True
        else:
            yield operation, isinstance(operation, LeaveField)


class _DatabaseOnly(Operation):
    """An operation that the state does not follow."""

    is_database_only = True

    def __init__(self, inner):
        self.inner = inner


def _plain(operation):
    return getattr(operation, "inner", operation)


def _check_of(operation):
    plain = _plain(operation)
    check = next((CHECKS[kind] for kind in type(plain).__mro__ if kind in CHECKS), None)
    return check and (lambda _, app, state, before: check(plain, app, state, before))


def _writes_rows(operation):
    plain = _plain(operation)
    if isinstance(plain, operations.RunPython):
        return plain.code is not operations.RunPython.noop
    return any(WRITES_ROWS.search(text) for text in sql_statements(plain))


def _changes(operation, app, before):
    plain = _plain(operation)
    name = getattr(plain, "model_name", None) or getattr(plain, "name", None)
    is_of_a_table = isinstance(
        plain, (operations.AddField, operations.AlterField, operations.RemoveField)
    )
    is_of_a_table |= isinstance(plain, (operations.AddIndex, operations.AddConstraint))
    return is_of_a_table and (app, name.lower()) in before
