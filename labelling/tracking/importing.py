"""Beginning of an import of the tracking: its lines as they were understood, to be confirmed."""

from django.db import transaction

from labelling.organisms.rules import referent
from labelling.tracking.models import TrackingImport
from portal.access.references import next_reference
from portal.core import clock
from portal.retention import periods
from portal.workflow import Forbidden, Problem, audit_log

PERIOD = "tracking_import"  # how long it waits for its confirmation
KEPT = ("organisms", "audits", "decisions", "reminders", "auditors")


@transaction.atomic
def begin(*, by, file_name, digest, content, choices=None, is_demo=False, **read):
    """Nothing of it is written before its confirmation. `read`: file, matching, reading, from a file sent."""
    if not referent(by, None):
        raise Forbidden(Problem("forbidden", f"Seul {referent.label} importe le suivi."))
    found = TrackingImport.objects.create(
        reference=next_reference("QH-SU", clock.today().year),
        file_name=file_name,
        digest=digest,
        content={name: content[name] for name in KEPT if name in content},
        choices=choices or {},
        is_demo=is_demo,
        by=by,
        due_on=periods.until(PERIOD, clock.today()),
        **read,
    )
    done = "a envoyé" if found.to_read_at else "a lu"
    sentence = f"{by} {done} le suivi «\u00a0{file_name}\u00a0»."
    audit_log.write(
        found, by=by, act="begin", sentence=sentence, target=found.state, data={"digest": digest}
    )
    return found
