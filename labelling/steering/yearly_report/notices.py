"""Mail notices of the yearly report: to publish, then published, with their recipients."""

from labelling.steering.yearly_report.rules import publishers
from portal.access.models import Role
from portal.notifications.notices import Group, Notice
from portal.notifications.placeholders import register_placeholders
from portal.notifications.recipients import BY_ROLE, Holders

GROUP = Group("Bilan annuel", 1250)
OFFICE = (BY_ROLE[Role.REFERENT], BY_ROLE[Role.DEPUTY])
READERS = (  # who is told of a publication
    *(Role.REFERENT, Role.DEPUTY, Role.SECRETARY, Role.DIRCOM),
    *(Role.COMEX, Role.COMMISSION),
)


def reads(_report, person):
    """Everybody reads what is published: the mail is for who still holds one of these roles."""
    return any(person.has_role(role) for role in READERS)


TO_PUBLISH = Notice(
    "yearly_report.to_publish",
    "Un bilan annuel attend votre publication",
    to=publishers,
    why="Vous recevez ce message parce qu’un bilan se publie à deux.",
    states=("validated",),
    audience="l’autre personne du bureau du label",
    group=GROUP,
    asks=True,
    reaches=OFFICE,
)
PUBLISHED = Notice(
    "yearly_report.published",
    "Un bilan annuel est publié",
    to=Holders(READERS),
    why="Vous recevez ce message parce que vous suivez le label.",
    still_for=reads,
    audience="qui suit le label",
    group=GROUP,
)

register_placeholders({"thing.year": "annee"})
