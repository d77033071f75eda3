"""Mail notices of moderation: to the moderators, then to the author; none names who reported."""

from community.spaces.members.recipients import SPACES
from community.threads.mails.notices import animators, but, office
from portal.notifications.notices import Group, Notice
from portal.notifications.placeholders import register_placeholders
from portal.notifications.recipients import OFFICE

GROUP = Group("Communautés", 920)


def judges(message):
    """The co-animators of the space, its author excepted; else the office."""
    people = but(animators(message.thread.space), message.author_id)
    return people or but(office(), message.author_id)


def writer_of(message):
    return [message.author]


HIDDEN = Notice(
    "thread.hidden",
    "Votre message est masqué",
    to=writer_of,
    why="Vous recevez ce message parce que vous avez écrit le message masqué.",
    still=lambda message: not message.is_shown,
    audience="qui l’a écrit",
    mandatory="vous devez savoir ce que l’on fait de vos mots",
    group=GROUP,
    reaches=(SPACES,),
)
RESTORED = Notice(
    "thread.restored",
    "Votre message est de nouveau lisible",
    to=writer_of,
    why="Vous recevez ce message parce que vous avez écrit le message rétabli.",
    still=lambda message: message.is_shown,
    audience="qui l’a écrit",
    group=GROUP,
    reaches=(SPACES,),
)
REPORTED = Notice(
    "thread.reported",
    "Un message est signalé",
    to=judges,
    why="Vous recevez ce message parce que vous modérez cet espace.",
    still=lambda message: message.is_shown and message.reports.filter(closed_at=None).exists(),
    audience="qui modère l’espace",
    group=GROUP,
    reaches=(SPACES, *OFFICE),
    asks=True,
)

register_placeholders(
    {
        "thing.moderation_note": "note_relecture",
    }
)
