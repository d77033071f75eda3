"""Mail notices of registrations, with an account or without; each holds the recipient's data only."""

from home.pages.events import standing
from portal.notifications.notices import Notice

WHY = "Vous recevez ce message parce que cette adresse a été inscrite à ce rendez-vous."
CAME = "Vous recevez ce message parce que vous étiez à ce rendez-vous."


def the_member(registration):
    """The member; nobody for people without account, whose address is written to."""
    return [registration.person] if registration.person_id else []


def stands(registration):
    return registration.cancelled_at is None and not registration.event.is_over


def has_a_seat(registration):
    return stands(registration) and registration.confirmed_at is not None


def is_near(registration):
    """The day before, unless it has begun."""
    event = registration.event
    return has_a_seat(registration) and event.live and standing(event) != "over"


def keeps_materials(registration):
    """Some material is still there, that this person may read."""
    is_in = registration.cancelled_at is None and registration.confirmed_at is not None
    return is_in and registration.event.materials.exists()


def has_an_opinion_to_give(registration):
    return registration.attended_at is not None and registration.answered_at is None


RECEIVED = Notice(
    "event.registered",
    about="home.Registration",
    template="home/agenda/mail/registered.txt",
    to=the_member,
    why=WHY,
    still=stands,
)
PROMOTED = Notice(
    "event.promoted",
    about="home.Registration",
    template="home/agenda/mail/promoted.txt",
    to=the_member,
    why=WHY,
    still=has_a_seat,
)
REMINDED = Notice(
    "event.reminded",
    about="home.Registration",
    template="home/agenda/mail/reminded.txt",
    to=the_member,
    why=WHY,
    still=is_near,
)
MATERIALS = Notice(
    "event.materials",
    about="home.Registration",
    template="home/agenda/mail/materials.txt",
    to=the_member,
    why=WHY,
    still=keeps_materials,
)
OPINION = Notice(
    "event.opinion",
    about="home.Registration",
    template="home/agenda/mail/opinion.txt",
    to=the_member,
    why=CAME,
    still=has_an_opinion_to_give,
)
