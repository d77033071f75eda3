"""Navigation entries: public pages in the site's bar, registrations in the member space's."""

from home.gatherings.listing import organises
from home.page_views.listing import ADDRESS as VIEWED
from home.page_views.listing import edits
from home.site_map.navigation import LABEL, NEWS, TENANTS, roots
from portal.web.navigation import PUBLIC, SPACE, Entry, register_entry

register_entry(
    PUBLIC,
    Entry("Le label", "", order=10, root=roots(LABEL), address="/le-label/"),
    *(Entry(label, "", order=15, root=url, address=url) for label, url in TENANTS),
    Entry(
        "Actualités", "", order=60, root=roots(NEWS), address="/actualites/"
    ),  # and the agenda, by its tab
)
register_entry(
    SPACE,
    Entry("Inscriptions", "home:registration_desk", organises, order=92, root="/espace/agenda/"),
    Entry("Pages lues", VIEWED, edits, order=93),
)
