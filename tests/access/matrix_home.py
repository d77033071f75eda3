"""The lines of the access matrix: home."""

from tests.access.lines import member, public, seen

EDITORS = ("dircom", "sonia")

SITE = (
    member("home:blocks"),
    public("home:rendition", "rendition"),
    seen("home:facts", by=EDITORS),
    seen("home:facts_page", "page", by=EDITORS, write=None),
)
