"""Mails to people who registered: they have no account, and say only what is theirs."""

from portal.outbox import Notice

WHY = "Vous recevez ce message parce que cette adresse a été inscrite à ce rendez-vous."


def nobody(_registration):
    return ()


def stands(registration):
    return registration.cancelled_at is None and not registration.event.is_over


def has_a_seat(registration):
    return stands(registration) and registration.confirmed_at is not None


RECEIVED = Notice(
    "event.registered",
    about="home.Registration",
    template="home/agenda/mail/registered.txt",
    to=nobody,
    why=WHY,
    still=stands,
)
PROMOTED = Notice(
    "event.promoted",
    about="home.Registration",
    template="home/agenda/mail/promoted.txt",
    to=nobody,
    why=WHY,
    still=has_a_seat,
)
