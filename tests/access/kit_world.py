"""Assets of the kit and their downloads: one for all, one that only our licence opens."""

from labelling.labels.models import Label
from labelling.licences.models import BrandLicence
from tests.access.people import OFFICE, OWN
from tests.labelling.kit.making import LOGO, make_asset, make_licence, upload
from tests.portal.files.build import pdf

STEWARDS = ("dircom", *OFFICE)


def fill(world):
    """The same two resources for both organisms: whoever has no licence sees the free one alone."""
    by = world.people["dircom"]
    secret = world.canary("logotitre", *OWN, *STEWARDS)
    drawing = LOGO.replace(b"><path", f"><title>{secret}</title><path".encode())
    free = make_asset("Mots du kit", by=by, uploads=[upload("mots.pdf", pdf())])
    logo = make_asset(
        "Logo du kit", by=by, variant="labelled", uploads=[upload("logo.svg", drawing)]
    )
    _licence(world)
    for things in world.things.values():
        things |= {"kit_free": free.slug, "kit_logo": logo.slug}


def _licence(world):
    held = Label.objects.in_force().filter(organism=world.organism).first()
    rows = BrandLicence.objects.filter(organism=world.organism, variant="labelled")
    if not rows.filter(state="active").exists():
        make_licence(held, by=world.people["alice"])
