"""What the portal may tell: each notice, with its people and the condition asked again at sending."""

from collections.abc import Callable
from dataclasses import dataclass

NOTICES = {}


@dataclass(frozen=True)
class Notice:
    """A mail of the catalogue: its key, its people, why, while what is true.

    Its line in `portal/data/notices/` says its title, its group, its pace: `portal.notifications.catalogue`.
    """

    key: str
    to: Callable  # thing -> users
    why: str = "Vous recevez ce message parce que vous suivez ce dossier."
    still: Callable | None = None  # thing -> bool, asked again at sending
    template: str = ""
    headers: Callable | None = None  # thing -> {header: value}, such as List-Unsubscribe
    reply_to: Callable | None = None  # (thing, person) -> an address, or "" where none is
    dates: tuple = ()  # what the text tells: a mail whose date is gone has no object any more
    still_for: Callable | None = None  # (thing, person) -> bool: the same, of whom it is for
    about: str = ""  # "app.Model" of its things, where no table tells it

    def __post_init__(self):
        NOTICES[self.key] = self

    def holds(self, thing):
        """Whether what it tells is still so."""
        if any(getattr(thing, name) is None for name in self.dates):
            return False
        return self.still is None or bool(self.still(thing))


def template_of(notice, topic):
    """The file of a notice's text, under templates/."""
    return notice.template or f"{topic}/mail/{notice.key.split('.')[-1]}.txt"
