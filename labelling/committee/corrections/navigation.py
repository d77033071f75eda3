"""Corrections of a dossier on its page: those made or proposed, to all who read it; to the office, what may be."""

from django.urls import reverse

from labelling.committee.corrections.models import Correction
from labelling.committee.corrections.rules import proposer
from labelling.committee.corrections.views import ADDRESSES, FOLDER
from labelling.committee.corrections.workflow import not_decided
from labelling.parties.organisms.panels import Panel, register_panel


@register_panel
def panel(user, _organism, dossier=None):
    if dossier is None:
        return None
    rows = []
    if any(line.act == "propose_correction" for line in dossier.history):  # read already
        rows = list(dossier.corrections.select_related("proposed_by", "decided_by"))
    awaited = {one.field for one in rows if one.state == Correction.State.PROPOSED}
    may_propose = not_decided(dossier) is None and proposer(user, dossier)
    links = [
        (
            reverse("labelling:correction_propose", args=[dossier.reference, slug]),
            Correction.Field(name).label,
        )
        for slug, name in ADDRESSES.items()
        if may_propose and name not in awaited
    ]
    if not rows and not links:
        return None
    return Panel(f"{FOLDER}/panel.html", {"rows": rows, "links": links})
