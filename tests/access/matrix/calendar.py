"""Access matrix of the calendar, its secret address, the members' search and events."""

from tests.access.lines import HIDDEN, OK, Line, member, seen
from tests.access.people import EVERYBODY, OFFICE

ORGANISERS = ("dircom", *OFFICE)


def organised(name, **more):
    return seen(f"home:{name}", "event", by=ORGANISERS, **more)


CALENDAR = (
    member("calendar"),
    member("calendar_feed"),
    member("calendar_feed_close", post_only=True),
    seen("calendar_moment", "moment", by=("alice", "chloe", *OFFICE)),
    Line("calendar_feed_read", ("feed_secret",), EVERYBODY, anonymous=OK),
    Line("calendar_feed_read", literal=("inconnue",), anonymous=HIDDEN),
    member("search"),
    member("home:own_registrations"),
    Line("home:own_registration_cancel", ("event",), ("alice",)),
    Line("home:opinion", ("opinion_token",), EVERYBODY, anonymous=OK),
    organised("attendance"),
    organised("walk_in", post_only=True),
    organised("materials"),
    organised("material_drop", literal=(1,)),
    organised("opinions"),
    seen("file", "material_file", by=("alice", *ORGANISERS)),
)
