"""Notices of the evolutions of the label: to the office, the readers of both bodies and the presidency."""

from labelling.committee.governance.models import Evolution
from labelling.committee.notices import chairs
from labelling.parties.organisms.people.recipients import PRESIDENCY
from portal.models import Role
from portal.notifications.notices import Group, Notice
from portal.notifications.placeholders import register_placeholders
from portal.notifications.recipients import Holders

S = Evolution.State
TOPIC = "labelling/governance"
GROUP = Group("Évolutions du label", 630)
WHY = "Vous recevez ce message parce que vous suivez les évolutions du label."
TO = "le bureau du label, la présidence du comité, les lecteurs du COMEX et de la Commission nationale"
followers = Holders((Role.REFERENT, Role.DEPUTY, Role.COMEX, Role.COMMISSION))
REACHES = (*followers.reaches, PRESIDENCY)


def everybody(evolution):
    """Who reads the evolutions, but for the secretariat, whom nothing is asked of."""
    return (followers(evolution) | chairs(evolution)).distinct()


def _notice(name, title, **options):
    return Notice(
        f"evolution.{name}",
        title,
        to=everybody,
        reaches=REACHES,
        why=WHY,
        audience=TO,
        group=GROUP,
        **options,
    )


PROPOSED = _notice(
    "proposed",
    "Une évolution du label est proposée",
    about="labelling.Evolution",
    template=f"{TOPIC}/mail/proposed.txt",
    states=(S.PROPOSED,),
)
ENDORSED = _notice(
    "endorsed", "Une évolution du label a reçu un avis favorable", states=(S.ENDORSED,)
)
DECIDED = _notice(
    "decided", "Le COMEX a décidé une évolution du label", states=(S.DECIDED, S.PUBLISHED)
)
PUBLISHED = _notice("published", "Une évolution du label est dans les règles")
SET_ASIDE = _notice("set_aside", "Une évolution du label est écartée")

register_placeholders({"thing.reference": "reference"})
