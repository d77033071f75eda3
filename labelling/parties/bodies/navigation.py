"""Representative bodies on the page of an organism, and their list in the member bar of the office."""

from labelling.parties.bodies.models import RepresentativeBody
from labelling.parties.bodies.rules import keeper, verifier
from labelling.parties.organisms.panels import Panel, register_panel
from portal.web.navigation import SPACE, Entry, register_entry

register_entry(
    SPACE,
    Entry(
        "Instances de locataires",
        "labelling:body_queue",
        visible=lambda user: verifier(user, None),
        order=56,
        root="/espace/instances/",
    ),
)


@register_panel
def panel(user, organism, dossier=None):
    if dossier is not None or not keeper(user, organism):
        return None
    rows = RepresentativeBody.objects.visible_to(user).filter(organism=organism).standing()
    return Panel("labelling/bodies/panel.html", {"organism": organism, "bodies": list(rows)})
