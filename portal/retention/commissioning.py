"""Line of « Mise en service »: the retention periods approved by the data protection officer."""

from django.urls import reverse

from portal.commissioning.lines import register_line
from portal.retention.periods import version
from portal.retention.rules import reads


def _address(user):
    return reverse("retention_register") if reads(user) else ""


@register_line(
    "retention",
    "Les durées de conservation sont approuvées",
    hand="le délégué à la protection des données",
    order=80,
    address=_address,
)
def missing():
    kept = version()
    return [kept.note or "Version de démonstration."] if kept.is_demo else []
