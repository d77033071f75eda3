"""Mail notices of changes of roles and accounts: the other office, who proposed, the person concerned."""

from portal.access.models import Role
from portal.account_desk.rules import confirmers, proposers
from portal.notifications.notices import Group, Notice
from portal.notifications.placeholders import register_placeholders
from portal.notifications.recipients import BY_ROLE, EVERYBODY

GROUP = Group("Fonctions et comptes", 1450)
DESK = (BY_ROLE[Role.TECH], BY_ROLE[Role.REFERENT])
SAFETY = "il s’agit de la sécurité de tous"
BY_TWO = "Vous recevez ce message parce que ce changement se décide à deux, et que vous êtes l’une des deux."
FOLDER = "portal/account_desk/mail"


def concerned(change):
    return [change.person]


PROPOSED = Notice(
    "account_change.proposed",
    "Une proposition attend votre confirmation",
    about="portal.AccountChange",
    template=f"{FOLDER}/proposed.txt",
    to=confirmers,
    why=BY_TWO,
    states=("proposed",),
    audience="qui tient l’autre fonction",
    group=GROUP,
    asks=True,
    mandatory=SAFETY,
    reaches=DESK,
)
ANSWERED = Notice(
    "account_change.answered",
    "Une proposition a sa réponse",
    to=proposers,
    why=BY_TWO,
    states=("confirmed", "scheduled", "refused", "expired"),
    audience="la fonction qui a proposé",
    group=GROUP,
    mandatory=SAFETY,
    reaches=DESK,
)
WITHDRAWN = Notice(
    "account_change.withdrawn",
    "Une proposition est retirée",
    to=confirmers,
    why=BY_TWO,
    states=("withdrawn",),
    audience="qui tient l’autre fonction",
    group=GROUP,
    reaches=DESK,
)
SCHEDULED = Notice(
    "account_change.scheduled",
    "Votre fonction prend fin",
    to=concerned,
    why="Vous recevez ce message parce qu’il s’agit de votre compte.",
    states=("scheduled",),
    dates=("until_on",),
    audience="la personne concernée",
    group=GROUP,
    mandatory=SAFETY,
    reaches=(EVERYBODY,),
)
APPLIED = Notice(
    "account_change.applied",
    "Votre compte a changé",
    to=concerned,
    why="Vous recevez ce message parce qu’il s’agit de votre compte.",
    audience="la personne concernée",
    group=GROUP,
    mandatory=SAFETY,
    reaches=(EVERYBODY,),
)

register_placeholders(
    {
        "thing.proposed_by": "proposant",
        "thing.get_proposed_as_display": "fonction_du_proposant",
    }
)
