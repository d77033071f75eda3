"""Panel of the follow-up on the page of an organism or of a dossier: the last notes and exchanges."""

from labelling.follow_up.pages import list_exchanges, list_notes, told_note, waiting_for
from labelling.follow_up.rules import office, sender
from labelling.organisms.panels import Panel, register_panel

FEW = 3


@register_panel
def panel(user, organism, dossier=None):
    """On the page of an organism, or of a dossier: to the office alone."""
    if not office(user, organism):
        return None
    said = {
        "organism": organism,
        "dossier": dossier,
        "may_send": sender(user, organism) and organism.is_active,
    }
    return Panel("labelling/follow_up/panel.html", said | _kept(user, organism, dossier))


def _kept(user, organism, dossier):
    here = {"dossier": dossier} if dossier else {"organism": organism}
    return {
        "notes": [told_note(one, one.mentions.all(), user) for one in list_notes(**here)[:FEW]],
        "exchanges": list_exchanges(**here)[:FEW],
        "waiting": waiting_for(organism),
    }
