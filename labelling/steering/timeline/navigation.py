"""Timeline on the page of an organism: its next dates."""

from labelling.parties.organisms.panels import Panel, register_panel
from labelling.steering.timeline.pages import summary


@register_panel
def panel(user, organism, dossier=None):
    """Of an organism alone: a dossier tells its own dates."""
    return None if dossier else Panel("labelling/timeline/summary.html", summary(organism, user))
