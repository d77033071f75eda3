"""Line of « Mise en service »: a backup restored on trial, as the last restore drill of the portal ended."""

from django.urls import reverse

from portal.access.offices import desk
from portal.backup.health import OLDEST
from portal.backup.models import BackupRun, latest
from portal.commissioning.registry import register_line
from portal.core import clock
from portal.ui import words

DRILL = BackupRun.Kind.DRILL
NEVER = (
    "Aucun essai de restauration n’a été joué\u00a0: une sauvegarde jamais restaurée ne prouve rien. Lancez "
    "«\u00a0manage.py restore_drill\u00a0» avec la clé privée."
)
FAILED = (
    "L’essai de restauration du {} a échoué\u00a0: la page «\u00a0Services\u00a0» dit pourquoi."
)
TOO_OLD = "Le dernier essai de restauration est du {}\u00a0: il en faut un par trimestre."


def _address(user):
    return reverse("services") if desk(user, None) else ""


@register_line(
    "restore",
    "Une sauvegarde a été restaurée, pour essai",
    hand="l’administration technique",
    order=70,
    address=_address,
)
def missing():
    """What the portal saw itself: a trial that a person declares does not make it."""
    last = latest(DRILL)
    if last is None:
        return [NEVER]
    day = words.day(last.ended_at.astimezone(clock.PARIS).date())
    if not last.is_good:
        return [FAILED.format(day)]
    return [TOO_OLD.format(day)] if clock.now() - last.ended_at > OLDEST[DRILL] else []
