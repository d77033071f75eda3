"""Notices of a merger: to the people of both organisms."""

from labelling.parties.organisms.people import recipients
from portal.notifications.notices import Group, Notice
from portal.notifications.placeholders import register_placeholders

GROUP = Group("Organismes", 150)
TOPIC = "labelling/mergers"
WHY = "Vous recevez ce message parce que vous agissez pour cet organisme."

ABSORBED = Notice(
    "merger.absorbed",
    "Votre organisme est absorbé par un autre",
    about="labelling.Merger",
    template=f"{TOPIC}/mail/absorbed.txt",
    to=recipients.members("absorbed_id"),
    why=WHY,
    audience="les membres de l’organisme absorbé",
    mandatory="vos dossiers s’arrêtent et votre label passe devant le comité",
    group=GROUP,
)
ABSORBING = Notice(
    "merger.absorbing",
    "Votre organisme en absorbe un autre",
    about="labelling.Merger",
    template=f"{TOPIC}/mail/absorbing.txt",
    to=recipients.members("absorbing_id"),
    why=WHY,
    audience="les membres de l’organisme absorbant",
    group=GROUP,
)

register_placeholders(
    {
        "thing.absorbed": "organisme_absorbe",
        "thing.absorbing": "organisme_absorbant",
        "thing.act": "acte",
        "thing.effective_on": "date_effet",
    }
)
