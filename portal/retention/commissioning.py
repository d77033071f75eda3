"""Line of « Mise en service »: the retention periods approved by the data protection officer."""

from django.urls import reverse

from portal.commissioning.registry import register_line
from portal.retention.durations import version, versions
from portal.retention.rules import reads


def _address(user):
    return reverse("retention_versions") if reads(user) else ""


@register_line(
    "retention",
    "Les durées de conservation sont approuvées",
    hand="le délégué à la protection des données",
    order=80,
    address=_address,
)
def missing():
    """Once approved, whenever they begin."""
    kept = version()
    if not kept.is_demo or any(not one.is_demo for one in versions()):
        return []
    return [kept.note or "Version de démonstration."]
