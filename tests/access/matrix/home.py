"""Access matrix of the public site."""

from tests.access.lines import HIDDEN, OK, Line, member, public, seen
from tests.access.people import EVERYBODY, OFFICE

EDITORS = ("dircom", "sonia")

ORGANISERS = ("dircom", *OFFICE)
SITE = (
    member("home:blocks"),
    public("home:rendition", "rendition"),
    seen("home:facts", by=EDITORS),
    seen("home:publications", by=ORGANISERS),
    seen("home:abandon_draft", "page", by=("dircom",)),
    seen("home:viewed_pages", by=EVERYBODY, write=ORGANISERS),
    seen("home:facts_page", "page", by=EDITORS, write=None),
    public("home:robots"),
    public("home:sitemap_index"),
    public("home:sitemap", literal=(1,)),
    public("home:search"),
    Line("home:apply", (), EVERYBODY, anonymous=OK),
    public("home:press_series", literal=("labellises",)),
    public("home:press_series_svg", literal=("labellises",)),
    public("home:press_series_csv", literal=("labellises",)),
    public("home:regions"),
    public("home:region", literal=("bretagne",)),
    public("home:framework"),
    public("home:framework_theme", literal=("t01",)),
    public("home:questions"),
    public("home:question", "question_slug"),
    public("home:news_rss"),
    public("home:topic_rss", literal=("label",)),
    public("home:news_atom"),
    public("home:topic_atom", literal=("label",)),
    public("home:agenda_ics"),
    public("home:event_ics", "event"),
    public("home:event_ics", "club_event"),
    public("home:registration_create", "event"),
    public("home:registration_received", "event"),
    # A reserved event: the club, who organises, and nobody else.
    Line("home:registration_create", ("club_event",), ("alice", "chloe", *ORGANISERS), anonymous=HIDDEN),
    Line("home:registration_received", ("club_event",), ("alice", "chloe", *ORGANISERS), anonymous=HIDDEN),
    Line("home:registration_cancel", ("registration_token",), EVERYBODY, anonymous=OK),
    seen("home:registration_desk", by=ORGANISERS),
    seen("home:registrations", "event", by=ORGANISERS),
    seen("home:registrations_csv", "event", by=ORGANISERS),
)  # fmt: skip
