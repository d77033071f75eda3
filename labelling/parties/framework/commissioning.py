"""Line of « Mise en service »: the rules in force are the label's, no longer the demonstration's."""

from django.urls import reverse

from labelling.parties.framework.binding import KINDS, version_in_force
from labelling.parties.framework.drafts.guards import another_may_publish
from portal.commissioning.registry import register_line
from portal.core import clock
from portal.ui import words


def _address(_user):
    return reverse("labelling:framework_list")


@register_line(
    "rules",
    "Les règles du label sont les vôtres",
    hand="le référent label",
    order=30,
    address=_address,
)
def missing():
    found = [sentence for kind in KINDS if (sentence := _problem(kind))]
    alone = found and another_may_publish(None)
    return [*found, str(alone)] if alone else found


def _problem(kind):
    name, version = str(kind._meta.verbose_name).capitalize(), version_in_force(kind, clock.today())
    if version is None:
        return f"{name}\u00a0: aucune version n’est publiée."
    if not version.is_demonstration:
        return ""
    told = words.provisional()
    return f"{name}\u00a0: {told[0].lower()}{told[1:]} ({version.code})."
