"""Link of the process map on the page of a dossier."""

from labelling.parties.organisms.panels import Panel, register_panel
from labelling.steering.process_map.rules import whole


@register_panel
def panel(user, _organism, dossier=None):
    """On the page of a dossier, to who reads the whole map: where its time went."""
    if dossier is None or not whole(user, None):
        return None
    return Panel("labelling/process_map/panel.html", {"dossier": dossier})
