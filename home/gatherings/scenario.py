"""Scenario acts of events and registrations."""

from home.gatherings import listing
from home.pages.events import EventPage, registration_state
from home.registrations import actions
from portal.scenario import act


@act("event.register", screen="home:registration_create", who="tout le monde, sans compte")
def register(by, audience):
    """Take a seat at the next event of an `audience` (public, club, auditeurs), where there is one."""
    rows = EventPage.objects.live().filter(audience=audience).order_by("starts_at", "pk")
    event = next(
        (one for one in rows if registration_state(one) == "open" and one.opens_to(by)), None
    )
    return actions.register(event, **listing.account_of(by)) if event else None
