"""States that the audit log tells, compared with those that the rows bear: a state moved by hand shows."""

from portal.workflow.audit_log import Entry
from portal.workflow.engine import WORKFLOWS


def contradicted():
    """(thing, rank, why) of each thing whose state is not the one that its last step led to."""
    faults = []
    for model in WORKFLOWS:
        label, now = model._meta.label_lower, dict(model._base_manager.values_list("pk", "state"))
        told = {}
        lines = Entry.objects.filter(thing_type=label).exclude(target="")
        for key, seq, target in lines.order_by("thing_id", "seq").values_list(
            "thing_id", "seq", "target"
        ):
            told[key] = (seq, target)
        faults += [
            (
                (label, key),
                seq,
                f"état «\u00a0{now[key]}\u00a0», le journal dit «\u00a0{target}\u00a0»",
            )
            for key, (seq, target) in told.items()
            if key in now and now[key] != target
        ]
    return faults
