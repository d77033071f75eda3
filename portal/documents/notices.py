"""Mail notice of a file that the antivirus closed: to who stored it, and to the référent."""

from portal.access.models import Role
from portal.notifications.notices import Group, Notice
from portal.notifications.recipients import EVERYBODY, Holders

TOPIC = "portal/documents"
REFERENTS = Holders((Role.REFERENT,))


def concerned(stored):
    """A stranger's file has no author to write to."""
    return [stored.stored_by, *REFERENTS(stored)]


INFECTED = Notice(
    "file.infected",
    "Un fichier est fermé par l’antivirus",
    about="portal.StoredFile",
    template="portal/documents/mail/infected.txt",
    to=concerned,
    why="Vous recevez ce message parce que vous avez déposé ce fichier, ou parce que vous tenez le label.",
    audience="qui l’a déposé et le référent label",
    group=Group("Fichiers", 1500),
    mandatory="il s’agit de la sécurité de tous",
    reaches=(EVERYBODY,),
)
