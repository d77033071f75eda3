"""The public pages in the bar: two sections and the agenda."""

from home.sections import LABEL, NEWS, roots
from portal.navigation import PUBLIC, Entry, add

OTHERS = tuple(url for url in roots(NEWS) if url != "/agenda/")

add(
    PUBLIC,
    Entry("Le label", "", order=10, root=roots(LABEL), address="/le-label/"),
    Entry("Actualités", "", order=60, root=OTHERS, address="/actualites/"),
    Entry("Agenda", "", order=70, root="/agenda/", address="/agenda/"),
)
