"""Mail notices of the versions of the durations: the office that answers, the office that has prepared."""

from portal.access.models import Role
from portal.notifications.notices import Group, Notice
from portal.notifications.placeholders import register_placeholders
from portal.notifications.recipients import BY_ROLE
from portal.retention.rules import approvers, preparers

GROUP = Group("Durées de conservation", 1460)
BOTH = (BY_ROLE[Role.DPO], BY_ROLE[Role.REFERENT])
BY_TWO = "Vous recevez ce message parce que les durées de conservation se décident à deux, vous et une autre fonction."

PROPOSED = Notice(
    "retention_version.proposed",
    "Des durées de conservation attendent votre réponse",
    to=approvers,
    why=BY_TWO,
    states=("proposed",),
    audience="qui tient l’autre fonction",
    group=GROUP,
    asks=True,
    reaches=BOTH,
)
ANSWERED = Notice(
    "retention_version.answered",
    "Des durées de conservation ont leur réponse",
    to=preparers,
    why=BY_TWO,
    states=("approved", "refused"),
    audience="la fonction qui les a préparées",
    group=GROUP,
    reaches=(*BOTH, BY_ROLE[Role.DEPUTY]),
)
TAKEN_BACK = Notice(
    "retention_version.taken_back",
    "Des durées de conservation ne sont plus proposées",
    to=approvers,
    why=BY_TWO,
    states=("draft", "withdrawn"),
    audience="qui tient l’autre fonction",
    group=GROUP,
    reaches=BOTH,
)

register_placeholders({"thing.starts_on": "debut"})
