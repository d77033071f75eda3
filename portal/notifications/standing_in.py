"""Standing in: of a mail to an office, what stays in the portal because its person is absent and a colleague is not."""

from portal.absences.models import away, office_of
from portal.access import sees
from portal.access.people import User
from portal.notifications.models import Message
from portal.notifications.notices import NOTICES

GONE = (Message.State.DROPPED, Message.State.FAILED)


def stood_in_for(person, rows):
    """Of these messages of one person, those that somebody present of the same office receives in their place.

    Asked when the mail leaves: an absence may have begun, or ended, since it was written. One query
    while the person is present, or where no office is written to.
    """
    asked = [(row, offices) for row in rows if (offices := _offices_written_to(row, person))]
    if not asked or not User.objects.filter(pk=person.pk, pk__in=away()).exists():
        return []
    return [row for row, offices in asked if all(_is_received(row, one) for one in offices)]


def _offices_written_to(row, person):
    """Of a notice to the holders of roles, the offices through which this person receives it."""
    notice = NOTICES.get(row.notice)
    roles = getattr(notice.to, "roles", ()) if notice else ()
    held = person.roles.intersection(roles) if roles else ()
    return {tuple(one for one in office_of(role) if one in roles) for role in held}


def _is_received(row, office):
    """Whether somebody else of these roles, present today, was told the same, and reads what it is about."""
    people = User.objects.filter(is_active=True, groups__name__in=office).exclude(pk__in=away())
    told = Message.objects.filter(event_key=row.event_key, person__in=people.values("pk"))
    told = told.exclude(pk=row.pk).exclude(state__in=GONE).select_related("person")
    thing = row.thing
    return thing is not None and any(sees(one.person, thing) for one in told)
