"""Entry of the log of contacts in the member bar: for the office."""

from labelling.parties.organisms.panels import Panel, register_panel
from labelling.steering.follow_up.pages import list_exchanges, list_notes, told_note, waiting_for
from labelling.steering.follow_up.rules import office, sender
from portal.web.navigation import SPACE, Entry, register_entry

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


register_entry(
    SPACE,
    Entry(
        "Échanges",
        "labelling:exchange_list",
        visible=lambda user: office(user, None),
        order=96,
        root=("/espace/echanges/", "/espace/relances/", "/espace/notes/", "/espace/confier/"),
    ),
)
