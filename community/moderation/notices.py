"""Mail notices of moderation: to the moderators, then to the author; none names who reported."""

from community.threads.notices import animators, but, office
from portal.notifications.notices import Notice


def judges(message):
    """The co-animators of the space, its author excepted; else the office."""
    people = but(animators(message.thread.space), message.author_id)
    return people or but(office(), message.author_id)


def writer_of(message):
    return [message.author]


REPORTED = Notice(
    "thread.reported",
    to=judges,
    why="Vous recevez ce message parce que vous modérez cet espace.",
    still=lambda message: message.is_shown and message.reports.filter(closed_at=None).exists(),
)
HIDDEN = Notice(
    "thread.hidden",
    to=writer_of,
    why="Vous recevez ce message parce que vous avez écrit le message masqué.",
    still=lambda message: not message.is_shown,
)
RESTORED = Notice(
    "thread.restored",
    to=writer_of,
    why="Vous recevez ce message parce que vous avez écrit le message rétabli.",
    still=lambda message: message.is_shown,
)
