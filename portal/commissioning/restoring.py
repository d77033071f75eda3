"""Declaration of a backup restored on trial: nothing in the portal can see it, so a person says it, by name."""

from django.db import transaction
from django.urls import reverse

from portal.access.offices import technician
from portal.commissioning.lines import register_line
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


def _address(user):
    return reverse("commissioning_restore") if technician(user, None) else ""


@register_line(
    "restore",
    "Une sauvegarde a été restaurée, pour essai",
    hand="l’administration technique",
    order=70,
    address=_address,
)
def missing():
    if RestoreTrial.objects.exists():
        return []
    return [
        "Aucune restauration n’est déclarée\u00a0: une sauvegarde jamais restaurée ne prouve rien."
    ]
