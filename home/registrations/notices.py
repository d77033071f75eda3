"""Mail notices of registrations, with an account or without; each holds the recipient's data only."""

from home.pages.events import registration_state
from portal.notifications.notices import Group, Notice
from portal.notifications.placeholders import register_placeholders
from portal.notifications.recipients import EVERYBODY

AGENDA = Group("Agenda", 1100)

WHY = "Vous recevez ce message parce que cette adresse a été inscrite à ce rendez-vous."
CAME = "Vous recevez ce message parce que vous étiez à ce rendez-vous."


def the_member(registration):
    """The member; nobody for people without account, whose address is written to."""
    return [registration.person] if registration.person_id else []


def in_calendar(registration, _person):
    """The event as a file of a calendar, for who has a seat; reserved, its place is in it: they were let in."""
    from home.registrations.feeds import calendar  # noqa: PLC0415 -- its library is read when a file is made

    if registration.confirmed_at is None:
        return None
    event = registration.event
    return f"{event.slug}.ics", calendar([event], name=event.title), "text/calendar"


def stands(registration):
    return registration.cancelled_at is None and not registration.event.is_over


def has_a_seat(registration):
    return stands(registration) and registration.confirmed_at is not None


def is_near(registration):
    """The day worked before, unless it has begun."""
    event = registration.event
    return has_a_seat(registration) and event.live and registration_state(event) != "over"


def keeps_materials(registration):
    """Some material is still there, that this person may read."""
    is_in = registration.cancelled_at is None and registration.confirmed_at is not None
    return is_in and registration.event.materials.exists()


def has_an_opinion_to_give(registration):
    return registration.attended_at is not None and registration.answered_at is None


RECEIVED = Notice(
    "event.registered",
    "Une inscription à un rendez-vous",
    about="home.Registration",
    template="home/agenda/mail/registered.txt",
    to=the_member,
    why=WHY,
    still=stands,
    attached=in_calendar,
    audience="qui est inscrit",
    group=AGENDA,
    reaches=(EVERYBODY,),
)
PROMOTED = Notice(
    "event.promoted",
    "Une place se libère à un rendez-vous",
    about="home.Registration",
    template="home/agenda/mail/promoted.txt",
    to=the_member,
    why=WHY,
    still=has_a_seat,
    attached=in_calendar,
    audience="qui est inscrit",
    group=AGENDA,
    reaches=(EVERYBODY,),
)
REMINDED = Notice(
    "event.reminded",
    "Votre rendez-vous approche",
    about="home.Registration",
    template="home/agenda/mail/reminded.txt",
    to=the_member,
    why=WHY,
    still=is_near,
    audience="qui est inscrit",
    deadline=True,
    group=AGENDA,
    reaches=(EVERYBODY,),
)
MATERIALS = Notice(
    "event.materials",
    "Les supports d’un rendez-vous sont en ligne",
    about="home.Registration",
    template="home/agenda/mail/materials.txt",
    to=the_member,
    why=WHY,
    still=keeps_materials,
    audience="qui était inscrit",
    group=AGENDA,
    reaches=(EVERYBODY,),
)
OPINION = Notice(
    "event.opinion",
    "Votre avis sur un rendez-vous",
    about="home.Registration",
    template="home/agenda/mail/opinion.txt",
    to=the_member,
    why=CAME,
    still=has_an_opinion_to_give,
    audience="qui était présent",
    group=AGENDA,
    reaches=(EVERYBODY,),
)

register_placeholders(
    {
        "thing.event.link": "lien_rendez_vous",
        "thing.event.place": "lieu",
        "thing.event.starts_at|distance": "rendez_vous_dans",
        "thing.event.title": "rendez_vous",
        "thing.event.when": "date_rendez_vous",
        "thing.name": "nom",
    }
)
