"""Notices: each kind of mail, with its title, its people and the condition asked again at sending."""

from collections.abc import Callable
from dataclasses import KW_ONLY, dataclass

NOTICES = {}
NOW, DAY, WEEK, PORTAL = "now", "day", "week", "portal"
PACES = {
    NOW: "par courriel, à mesure",
    DAY: "regroupés chaque jour",
    WEEK: "regroupés chaque semaine",
    PORTAL: "dans le portail seulement",
}


@dataclass(frozen=True)
class Group:
    """A heading of the pages of messages; topics that share one follow each other by `order`."""

    title: str = "Autres"
    order: int = 9999


@dataclass(frozen=True)
class Line:
    """What a notice is for a person: its title and group, its usual pace, and what may be chosen."""

    key: str
    title: str = "Un message du portail"
    _: KW_ONLY
    audience: str = ""  # whom it reaches, as people say it
    grouping: str = NOW
    deadline: bool = False
    mandatory: str = ""  # why one may not do without it
    delay: str = ""  # « 5o »: how long one has to answer
    asks: bool = False  # an act of whoever receives it waits
    to_address: bool = False  # to somebody without an account: nothing to choose
    why: str = ""  # the reason that the mail gives
    group: Group = Group()

    @property
    def presses(self):
        """An act waits for its reader, or a day comes near: chosen before the rest."""
        return self.asks or self.deadline or bool(self.delay)

    @property
    def leaves_alone(self):
        """A deadline or a notification owed: never merged with the rest, never put off to tomorrow."""
        return self.grouping == NOW and (self.deadline or bool(self.mandatory))


@dataclass(frozen=True, kw_only=True)
class Notice(Line):
    """A mail of the catalogue: its line, its people, and while what it is true."""

    to: Callable  # thing -> users
    why: str = "Vous recevez ce message parce que vous suivez ce dossier."
    states: tuple = ()  # of its thing, while what it tells is so; asked again at sending
    still: Callable | None = None  # thing -> bool, the same where a state does not tell
    template: str = ""
    headers: Callable | None = None  # thing -> {header: value}, such as List-Unsubscribe
    reply_to: Callable | None = None  # (thing, person) -> an address, or "" where none is
    attached: Callable | None = None  # (thing, person) -> (file name, bytes, type), or None
    dates: tuple = ()  # what the text tells: a mail whose date is gone has no object any more
    still_for: Callable | None = None  # (thing, person) -> bool: the same, of whom it is for
    about: str = ""  # "app.Model" of its things, where no table tells it
    reaches: tuple = ()  # Capacity of those who receive it, where `to` does not tell

    def __post_init__(self):
        """Registered by its key, which no other may bear."""
        known = NOTICES.get(self.key, self).title
        if known not in (self.title, Line.title):
            raise ValueError(f"{self.key}\u00a0: {known}\u00a0; {self.title}")
        NOTICES[self.key] = self

    @property
    def capacities(self):
        """In what people receive it: one of these at least is theirs."""
        return self.reaches or getattr(self.to, "reaches", ())

    def has_passed(self, thing):
        """Whether its thing has gone on: what it told was so."""
        return bool(self.states) and thing.state not in self.states

    def holds(self, thing):
        """Whether what it tells is still so."""
        if self.has_passed(thing):
            return False
        if any(getattr(thing, name) is None for name in self.dates):
            return False
        return self.still is None or bool(self.still(thing))


def template_of(notice, topic):
    """The file of a notice's text, under templates/."""
    return notice.template or f"{topic}/mail/{notice.key.split('.')[-1]}.txt"
