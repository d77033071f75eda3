"""Label withdrawn by the committee: gone from every place at once, every job stopped."""

import re
from datetime import date, datetime
from html import unescape

import pytest
from django.core.cache import caches
from django.test import Client

from home.models import HomePage, PartnerPage, PartnersPage
from home.site.loading import ensure_site
from labelling.title.labels.models import Label
from labelling.title.labels.workflow import LABEL
from labelling.title.licences.models import BrandLicence
from portal.cache import versions
from portal.core import clock
from tests.factories import make_member, make_organism
from tests.home.blocks.factories import make_page
from tests.labelling.kit.factories import address, make_asset, make_licence, take
from tests.labelling.labels.factories import make_decision, make_label

NAME, SLUG = "Valmeyre Habitat", "valmeyre-habitat"
REASON = "Les réclamations restent sans réponse depuis six mois, malgré deux rappels écrits."
BLOCKS = [
    ("organisms", {"title": "Ils sont labellisés", "limit": 6}),
    ("figures", {"title": "Aujourd’hui", "chosen": ["labelled"]}),
    ("map", {"title": "Par région", "level": "regions"}),
    ("map", {"title": "Par département", "level": "departements"}),
]
NAMED = (  # where the organism is named while its label holds
    "/annuaire/", "/annuaire/?carte=departements", f"/annuaire/{SLUG}/", "/", "/partenaires/ar/",
    "/en-blocs/", "/annuaire.csv", "/annuaire.json", "/api/v1/labels", "/api/v1/organisms",
    "/sitemap-1.xml", "/recherche/?q=valmeyre",
)  # fmt: skip
COUNTED = {  # where a figure says how many are labelled today
    "figures": ("/annuaire/chiffres/", r"organismes? labellisés? (\d+)"),
    "figures of its region": ("/annuaire/chiffres.csv", r"region;Auvergne-Rhône-Alpes;(\d+)"),
    "home": ("/", r"organismes? labellisés? aujourd’hui (\d+)"),
    "press": ("/presse/", r"organismes? labellisés? aujourd’hui (\d+)"),
    "partner": ("/partenaires/ar/", r"organismes? labellisés? aujourd’hui (\d+)"),
    "block": ("/en-blocs/", r"Aujourd’hui organismes? labellisés? (\d+)"),
    "map of regions": ("/annuaire/", r"en tableau.* Auvergne-Rhône-Alpes \(ARA\) (\d+)"),
    "map of departements": ("/annuaire/?carte=departements", r"Rhône \(69\) (\d+)"),
    "block map of regions": ("/en-blocs/", r"Auvergne-Rhône-Alpes (\d+)"),
    "block map of departements": ("/en-blocs/", r"Rhône \(69\) (\d+)"),
}
OF_MEMBERS = {
    "composing": f"/espace/kit/composer/{SLUG}/affiche/",
    "sending a proof": "/espace/bat/envoyer/",
}


def text(path):
    """What a stranger without a memory reads there, tags apart."""
    answer = Client().get(path)
    said = answer.getvalue().decode()
    if answer["Content-Type"].startswith("text/html"):
        main = said.partition("<main")[2].partition("</main>")[0]
        said = unescape(re.sub(r"<[^>]+>", " ", main))
    return " ".join(said.split())


def counted(path, pattern):
    """The figure there; 0 also where a territory without a label has no line."""
    found = re.search(pattern, text(path))
    return int(found[1]) if found else 0


def to_strangers(number):
    badge = Client().get(f"/badge/{SLUG}.svg").content.decode()
    return {
        "named": [path for path in NAMED if NAME in text(path) or f"/{SLUG}/" in text(path)],
        "counted": {name: counted(*where) for name, where in COUNTED.items()},
        "page": "Label retiré" in text(f"/annuaire/{SLUG}/"),  # as the verification says
        "badge": "En vigueur jusqu’au" in badge.replace("\u00a0", " "),
        "verification": Client().get(f"/verifier/{number}/").context["answer"].title,
    }


def to_members(client, logo):
    """The codes that a signatory of the organism gets, and where their licence stands."""
    codes = {name: client.get(path).status_code for name, path in OF_MEMBERS.items()}
    return codes | {
        "logo": take(client, address(logo)).status_code,
        "logo offered": address(logo) in client.get("/espace/kit/").text,
        "licence": BrandLicence.objects.get().state,
    }


@pytest.fixture
def label(transactional_db):
    """Committed, as the portal's data are: what a transaction has not committed is not kept."""
    with clock.at(datetime(2026, 11, 24, 12)):
        versions.bump()
        ensure_site()
        partner = PartnerPage(title="Association régionale", slug="ar", region="84")
        PartnersPage.objects.get().add_child(instance=partner)
        make_page(HomePage.objects.get(), slug="en-blocs", body=BLOCKS)
        organism = make_organism(NAME, slug=SLUG)
        yield make_label(organism, notice_sent_on=date(2026, 10, 1))


def withdraw(label):
    """As the présidence validates the committee's vote."""
    decision = make_decision(option="yes", kind="withdrawal", label=label)
    by, label = decision.validated_by, Label.objects.get(pk=label.pk)
    return LABEL.fire(label, "withdraw", by=by, decision=decision, reason=REASON)


def test_br_68_withdrawn_label_is_gone_everywhere_at_once(label, signed_in):
    """BR-68, BR-70, BR-78, BR-80: no clock, no worker, no mail; the cached pages go as well."""
    alice, number = make_member(label.organism), label.attestations.get().number
    make_licence(label, by=alice)
    logo, client = make_asset(variant="labelled"), signed_in(alice)
    shown = to_strangers(number), to_members(client, logo)
    kept = len(caches["pages"]._cache)
    again = to_strangers(number), to_members(client, logo)
    withdraw(label)

    assert (shown, kept >= 7) == (again, True)
    assert shown == (
        {
            "named": list(NAMED),
            "counted": dict.fromkeys(COUNTED, 1),
            "page": False,
            "badge": True,
            "verification": "Label en vigueur",
        },
        {
            "composing": 200,
            "sending a proof": 200,
            "logo": 200,
            "logo offered": True,
            "licence": "active",
        },
    )
    assert to_strangers(number) == {
        "named": [f"/annuaire/{SLUG}/"],
        "counted": dict.fromkeys(COUNTED, 0),
        "page": True,
        "badge": False,
        "verification": "Label retiré",
    }
    assert to_members(client, logo) == {
        "composing": 403,
        "sending a proof": 403,
        "logo": 403,
        "logo offered": False,
        "licence": "ending",
    }
