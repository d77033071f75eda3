"""Declaration of a backup restored on another machine: the portal cannot see it, so a person says it, by name."""

from django.db import transaction

from portal.access.offices import technician
from portal.commissioning.models import RestoreTrial
from portal.ui import words
from portal.workflow import Forbidden, audit_log


@transaction.atomic
def declare(*, by, restored_on, checked):
    """The trial, in the journal with who declares it."""
    if not technician(by, None):
        raise Forbidden(f"Seul {technician.label} déclare une restauration.")
    trial = RestoreTrial.objects.create(restored_on=restored_on, checked=checked, told_by=by)
    sentence = f"{by} a déclaré une sauvegarde restaurée le {words.day(restored_on)}."
    audit_log.write(trial, by=by, act="restored", sentence=sentence, reason=checked)
    return trial
