"""Mail notice of a prepared table: its file is there, for a day."""

from portal.notifications.notices import Group, Notice
from portal.notifications.recipients import EVERYBODY

GROUP = Group("Tableaux préparés", 1470)


def asker(table):
    return [table.asker]


def is_ready(table):
    return table.is_ready


READY = Notice(
    "prepared_table.ready",
    "Le tableau que vous avez demandé est prêt",
    about="portal.PreparedTable",
    template="portal/exports/mail/ready.txt",
    to=asker,
    still=is_ready,
    why="Vous recevez ce message parce que vous avez demandé ce tableau.",
    audience="qui a demandé le tableau",
    group=GROUP,
    reaches=(EVERYBODY,),
)
