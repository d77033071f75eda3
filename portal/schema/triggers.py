"""Triggers that refuse a row, declared by each topic and installed on SQLite and on PostgreSQL."""

from dataclasses import dataclass

REGISTERED = {}  # label: (install, remove)


def register_object(label, install, remove):
    """`install(connection)` may be called again; `remove(connection)` is its way back."""
    REGISTERED[label] = (install, remove)


def install_all(connection):
    for install, _remove in REGISTERED.values():
        install(connection)


def remove_all(connection):
    """For a flush: triggers would refuse it, and it does not know the full-text tables."""
    for _install, remove in REGISTERED.values():
        remove(connection)


DECLARED = []


@dataclass(frozen=True)
class Trigger:
    """`event` on a row of `table` is refused with `message`, whoever writes it; under a condition, or always.

    `event`: INSERT, UPDATE, DELETE; TRUNCATE on PostgreSQL. `condition`: SQL that reads OLD and NEW.
    """

    name: str
    table: str
    event: str
    message: str
    condition: str = "TRUE"

    def creation(self, vendor):
        """The statements that make it."""
        if vendor != "postgresql":
            yield (
                f"CREATE TRIGGER {self.name} BEFORE {self.event} ON {self.table} WHEN {self.condition} "
                f"BEGIN SELECT RAISE(ABORT, '{self.message}'); END"
            )
            return
        result = "NEW" if self.event in {"INSERT", "UPDATE"} else "OLD"
        yield (
            f"CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF {self.condition} THEN RAISE EXCEPTION '{self.message}' USING ERRCODE = 'insufficient_privilege'; "
            f"END IF; RETURN {result}; END $$"
        )
        each = "STATEMENT" if self.event == "TRUNCATE" else "ROW"
        yield (
            f"CREATE TRIGGER {self.name} BEFORE {self.event} ON {self.table} "
            f"FOR EACH {each} EXECUTE FUNCTION {self.name}()"
        )

    def removal(self, vendor):
        on = f" ON {self.table}" if vendor == "postgresql" else ""
        return f"DROP TRIGGER IF EXISTS {self.name}{on}"


def register_triggers(function):
    """On a function that gives the triggers of a topic for "sqlite" or for "postgresql"."""
    DECLARED.append(function)
    return function


def sql_statements(vendor, declarations=None):
    """What `install` runs: migrations keep it as it was then (`tests/portal/schema`)."""
    for one in _declared(vendor, declarations):
        yield one.removal(vendor)
        yield from one.creation(vendor)


def names(vendor):
    """Of all that are declared."""
    return {one.name for one in _declared(vendor, None)}


def install(connection, declarations=None):
    """All of them unless told; may be called again."""
    with connection.cursor() as cursor:
        for statement in sql_statements(connection.vendor, declarations):
            cursor.execute(statement)


def remove(connection, declarations=None):
    """For a restore, a flush, or a test that tampers on purpose."""
    with connection.cursor() as cursor:
        for one in _declared(connection.vendor, declarations):
            cursor.execute(one.removal(connection.vendor))


def _declared(vendor, declarations):
    return [one for function in declarations or DECLARED for one in function(vendor)]


register_object("triggers", install, remove)
