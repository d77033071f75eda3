"""Database trigger: a licence never ends after its label (BR-80)."""

from labelling.title.labels.models import Label
from labelling.title.licences.models import BrandLicence
from portal.schema.triggers import Trigger, register_triggers

LICENCES, LABELS = BrandLicence._meta.db_table, Label._meta.db_table
MESSAGE = "licences: a licence does not outlive its label"
BEYOND = f"EXISTS (SELECT 1 FROM {LABELS} l WHERE l.id = NEW.label_id AND l.end_on < NEW.end_on)"  # noqa: S608 -- names of ours
SHORTENED = (
    f"EXISTS (SELECT 1 FROM {LICENCES} b WHERE b.label_id = NEW.id AND b.end_on > NEW.end_on)"  # noqa: S608 -- names of ours
)


@register_triggers
def licences_end_with_their_label(_vendor):
    yield Trigger(f"{LICENCES}_end_insert", LICENCES, "INSERT", MESSAGE, BEYOND)
    yield Trigger(f"{LICENCES}_end_update", LICENCES, "UPDATE", MESSAGE, BEYOND)
    yield Trigger(f"{LABELS}_end_update", LABELS, "UPDATE", MESSAGE, SHORTENED)
