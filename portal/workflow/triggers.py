"""Database triggers that make the audit log append-only, on SQLite and PostgreSQL (BR-23)."""

from portal.schema import triggers
from portal.workflow.audit_log import Checkpoint, Entry

REFUSAL = "journal: append only"


@triggers.register_triggers
def append_only(vendor):
    """No UPDATE, DELETE nor TRUNCATE; what is tampered without them, `verify_journal` shows."""
    truncate = ("TRUNCATE",) if vendor == "postgresql" else ()
    for table in (Entry._meta.db_table, Checkpoint._meta.db_table):
        for event in ("UPDATE", "DELETE", *truncate):
            name = f"{table}_append_only_{event.lower()}"
            yield triggers.Trigger(name, table, event, REFUSAL)
