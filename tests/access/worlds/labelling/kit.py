"""World of the kit: assets and their downloads, one for all, one that only our licence opens."""

from labelling.title.kit import pictures
from tests.access.people import OFFICE, OWN
from tests.labelling.kit.factories import LOGO, make_asset, upload
from tests.portal.documents.build import pdf, picture

STEWARDS = ("dircom", *OFFICE)


def fill(world):
    """The same two resources for both organisms; the licence of Bob's is ending (403, not 404)."""
    by = world.people["dircom"]
    secret = world.canary("logotitre", *OWN, *STEWARDS)
    drawing = LOGO.replace(b"><path", f"><title>{secret}</title><path".encode())
    free = make_asset(
        "Mots du kit", by=by, uploads=[upload("mots.pdf", pdf()), upload("mots.png", picture())]
    )
    pictures.make.call(free.versions.get().pk)
    logo = make_asset(
        "Logo du kit", by=by, variant="labelled", uploads=[upload("logo.svg", drawing)]
    )
    for things in world.things.values():
        things |= {"kit_free": free.slug, "kit_logo": logo.slug}
