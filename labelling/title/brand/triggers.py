"""Database triggers: a published charter or règlement d’usage is immutable."""

from labelling.title.brand.models import BrandCharterVersion, UsageRulesVersion
from labelling.title.brand.versions import LIFE
from portal.schema.triggers import Trigger, register_triggers

FROZEN = "brand: published versions do not change"
KEPT = "OLD.state IN ('published', 'recalled')"


@register_triggers
def published_brand(vendor):
    """On SQLite deletions are left to the models: its flush is a DELETE."""
    for model in (BrandCharterVersion, UsageRulesVersion):
        table = model._meta.db_table
        condition = f"{KEPT} AND NOT ({_recall(model, vendor)})"
        yield Trigger(f"{table}_frozen_update", table, "UPDATE", FROZEN, condition)
        if vendor == "postgresql":
            yield Trigger(f"{table}_frozen_delete", table, "DELETE", FROZEN, KEPT)


def _recall(model, vendor):
    """SQL that is true of a recall and of nothing else."""
    same = "IS NOT DISTINCT FROM" if vendor == "postgresql" else "IS"
    columns = sorted(f.column for f in model._meta.concrete_fields if f.column not in LIFE)
    kept = [f"NEW.{name} {same} OLD.{name}" for name in columns]
    return " AND ".join(["OLD.state IN ('published')", "NEW.state IN ('recalled')", *kept])
