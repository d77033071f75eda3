"""Notices of an import of the tracking: soon abandoned, for want of a confirmation."""

from labelling.steering.history_import.models import TrackingImport
from portal.models import Role
from portal.notifications.notices import Group, Notice
from portal.notifications.recipients import BY_ROLE

GROUP = Group("Suivi", 505)


def importer(tracking_import):
    return [tracking_import.by]


UNCONFIRMED = Notice(
    "tracking.unconfirmed",
    "Un import du suivi attend votre confirmation",
    to=importer,
    why="Vous recevez ce message parce que vous avez envoyé ce fichier.",
    states=(TrackingImport.State.PREVIEWED,),
    dates=("due_on",),
    audience="qui a envoyé le fichier",
    deadline=True,
    group=GROUP,
    reaches=(BY_ROLE[Role.REFERENT],),
)
