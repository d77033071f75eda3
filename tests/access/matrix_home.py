"""The lines of the access matrix: home."""

from tests.access.lines import member, public

SITE = (
    member("home:blocks"),
    public("home:rendition", "rendition"),
)
