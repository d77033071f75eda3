"""Benchmark data of the public site and of the Dircom's desks: `python -m benchmarks.public_site`.

In a database where a scenario has been replayed, before `benchmarks.multiply`; all of it invented.
"""

import copy
import io
import itertools
from datetime import timedelta

import django

django.setup()

from django.core.files.base import ContentFile  # noqa: E402 -- after django.setup()
from PIL import Image  # noqa: E402 -- same
from wagtail.models import Collection, Page  # noqa: E402 -- same

from benchmarks.pages import CAMPAIGN  # noqa: E402 -- same
from home.blocks.numbers import MEASURES  # noqa: E402 -- same
from home.campaigns.models import Campaign  # noqa: E402 -- same
from home.models import CampaignPage, HomePage, PortalImage  # noqa: E402 -- same
from home.site.campaigns import ensure_campaigns  # noqa: E402 -- same
from home.uploads.pictures import make_sizes  # noqa: E402 -- same
from labelling.committee.complaints.authors import actions  # noqa: E402 -- same
from labelling.committee.complaints.models import STRANGERS  # noqa: E402 -- same
from labelling.parties.organisms.models import Organism  # noqa: E402 -- same
from labelling.title.kit.generator import seeds  # noqa: E402 -- same
from labelling.title.licences.models import BrandLicence  # noqa: E402 -- same
from labelling.title.proofs.models import BrandProof  # noqa: E402 -- same
from observatory.loading import load_practices  # noqa: E402 -- same
from portal.core import clock  # noqa: E402 -- same
from portal.models import User  # noqa: E402 -- same

ROWS = 60  # of each list of the desks: more than a page
TEXT = "Texte inventé pour la mesure."


def picture():
    """A photograph's size, with all its derived ones."""
    content = io.BytesIO()
    Image.effect_noise((1000, 750), 40).save(content, "JPEG")
    image = PortalImage(
        title="Mesure",
        file=ContentFile(content.getvalue(), "mesure.jpg"),
        collection=Collection.get_first_root_node(),
    )
    image._set_image_file_metadata()
    image.save()
    make_sizes.func(image.pk)
    return image


def ten_blocks(home):
    """Ten kinds, those that read the registers among them."""
    words, one = f"<h2>Une partie</h2><p>{TEXT * 8}</p>", picture()
    return [
        ("text", words),
        ("picture", {"image": one, "alt": "Un motif gris", "caption": "Un motif"}),
        ("figures", {"title": "En chiffres", "chosen": [code for code, _ in MEASURES]}),
        ("steps", {"title": "Le parcours", "source": "plan"}),
        ("map", {"title": "Où", "level": "regions"}),
        ("organisms", {"title": "Labellisés", "limit": 6}),
        ("practices", {"title": "Pratiques", "limit": 6}),
        ("events", {"title": "Agenda", "limit": 6}),
        (
            "accordion",
            {"title": "Questions", "items": [{"question": "Qui ?", "answer": words}] * 5},
        ),
        ("call", {"title": "Écrire", "label": "Nous écrire", "page": Page.objects.get(pk=home.pk)}),
    ]


def make_campaign_page():
    home, today = HomePage.objects.get(), clock.today()
    home.add_child(
        instance=CampaignPage(
            title="Campagne de mesure",
            slug=CAMPAIGN,
            intro=TEXT,
            starts_on=today,
            ends_on=today + timedelta(90),
            body=ten_blocks(home),
            is_demo=True,
        )
    )


def make_practices():
    """The sixty of the demonstration, told by landlords of the scenario."""
    landlords = list(Organism.objects.order_by("pk"))
    load_practices(told_by=itertools.cycle(landlords))


def make_kit():
    if by := seeds.author():
        seeds.load(seeds.seeds(), by=by)


def make_campaigns():
    ensure_campaigns()
    one = Campaign.objects.first()
    rows = [copy.copy(one) for _ in range(ROWS)]
    for number, row in enumerate(rows):
        row.pk, row.reference = None, f"QH-C-1900-{number:04d}"
    Campaign.objects.bulk_create(rows)


def make_proofs():
    """Of the licences that the scenario opened, whatever their state."""
    licences = itertools.cycle(BrandLicence.objects.order_by("pk"))
    day = clock.today()
    BrandProof.objects.bulk_create(
        BrandProof(
            reference=f"QH-B-1900-{number:04d}",
            licence=licence,
            title=f"Affiche {number}",
            support="print",
            submitted_by=User.objects.first(),
            due_on=day,
        )
        for number, licence in enumerate(itertools.islice(licences, ROWS))
    )


def make_demands():
    """What strangers write, through the real filing."""
    for model in STRANGERS.values():
        for _ in range(ROWS // 3):
            actions.receive(model, text=TEXT, sender_email="mesure@exemple.fr")


def main():
    for make in (make_campaign_page, make_practices, make_kit, make_campaigns, make_proofs):
        make()
    make_demands()


if __name__ == "__main__":
    main()
