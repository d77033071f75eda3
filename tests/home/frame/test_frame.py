"""Menu, tabs, footer and error pages as the Dircom publishes them; the portal's own when nothing is set."""

import json
import re

import pytest

from home.frame import reading, seeds
from home.models import ContentPage, HomePage, SiteFrame
from home.review.guards import NotReady
from portal.core.read_once import reading_once

pytestmark = pytest.mark.django_db
NAV = re.compile(r'<nav class="nav".*?</nav>', re.S)
SPACE = ("/espace/", "Espace membre")  # the door of the members stays last
LINK = re.compile(r'<a\s+href="([^"]+)"[^>]*>([^<]+)<')


def entry(label, service="", page=None):
    return {"label": label, "page": page, "service": service}


def stream(kind, *rows):
    return json.dumps([{"type": kind, "value": row} for row in rows])


def items(*rows):
    return list(rows)


@pytest.fixture
def publish(made_site, dircom):
    """`publish(**fields)`: the frame as the Dircom publishes it; a refusal raises."""

    def act(**fields):
        frame = SiteFrame.objects.first() or SiteFrame.first()
        for name, value in fields.items():
            setattr(frame, name, value)
        if not frame.pk:
            frame.live = False
            frame.save()
        frame.save_revision(user=dircom).publish(user=dircom)
        return SiteFrame.objects.get()

    return act


def menu(client, path="/"):
    return LINK.findall(NAV.search(client.get(path).text)[0])


def current(client, path):
    return re.findall(r'href="([^"]+)"\s+aria-current="page"', NAV.search(client.get(path).text)[0])


def foot(client):
    page = client.get("/").text
    return page[page.index("<footer") :]


def test_without_a_frame_every_part_is_the_portal_s_own(client, made_site):
    assert menu(client) == [*((address, label) for label, address in seeds.MENU), SPACE]
    assert current(client, "/presse/") == ["/actualites/"]
    assert current(client, "/un-probleme/") == ["/un-probleme/"]
    assert [a for _, a in seeds.FOOTER if f'href="{a}"' not in foot(client)] == []
    assert seeds.TAGLINE in client.get("/").text


def test_the_first_frame_says_what_the_portal_said(client, publish):
    before = menu(client), foot(client), client.get("/rien/").text
    publish()

    assert (menu(client), foot(client), client.get("/rien/").text) == before
    assert current(client, "/presse/") == ["/actualites/"]
    assert current(client, "/un-probleme/") == ["/un-probleme/"]
    assert current(client, "/locataires/") == ["/locataires/"]


def test_the_dircom_s_menu_footer_and_accounts_are_on_every_page(client, publish, made_site):
    page = made_site.add_child(instance=ContentPage(title="Nos prix", slug="nos-prix"))
    publish(
        menu=stream("entry", entry("Annuaire", "/annuaire/"), entry("Prix", page=page.pk)),
        footer=stream("entry", entry("Réclamation", "/reclamation/")),
        social=stream("account", {"network": "LinkedIn", "address": "https://example.org/ql"}),
        tagline="Le label du service rendu",
        mention="Marque déposée.",
    )

    for path in ("/", "/annuaire/", "/rien/"):
        assert menu(client, path) == [("/annuaire/", "Annuaire"), ("/nos-prix/", "Prix"), SPACE]
    assert current(client, "/nos-prix/") == ["/nos-prix/"]
    said = ("Réclamation", "https://example.org/ql", "Marque déposée.", "/mentions-legales/")
    assert [one for one in said if one not in foot(client)] == []
    assert "Kit de communication" not in foot(client)
    assert "Le label du service rendu" in client.get("/").text


def test_tabs_are_those_of_the_frame(client, publish):
    entries = items(entry("Presse", "/presse/"), entry("Agenda", "/agenda/"))
    publish(tabs=stream("section", {"entries": entries}))
    tabs = client.get("/agenda/").context["tabs"]

    assert [(one["label"], one["is_current"]) for one in tabs] == [
        ("Presse", False),
        ("Agenda", True),
    ]
    assert client.get("/le-label/").context["tabs"] == []


def test_a_draft_changes_nothing(client, publish, dircom):
    publish()
    frame = SiteFrame.objects.get()
    frame.menu = stream("entry", entry("Un essai", "/annuaire/"))
    frame.save_revision(user=dircom)

    assert "Un essai" not in client.get("/").text


def test_an_entry_follows_its_page_and_leaves_with_it(client, publish, made_site, dircom):
    page = made_site.add_child(instance=ContentPage(title="Nos prix", slug="nos-prix"))
    publish(menu=stream("entry", entry("Prix", page=page.pk), entry("Annuaire", "/annuaire/")))
    page.slug = "tarifs"
    page.save_revision(user=dircom).publish(user=dircom)
    renamed = menu(client)
    ContentPage.objects.get(pk=page.pk).unpublish()
    withdrawn = menu(client)
    ContentPage.objects.get(pk=page.pk).save_revision().publish()
    back = menu(client)
    ContentPage.objects.get(pk=page.pk).delete()

    assert renamed == back == [("/tarifs/", "Prix"), ("/annuaire/", "Annuaire"), SPACE]
    assert withdrawn == menu(client) == [("/annuaire/", "Annuaire"), SPACE]


def test_error_pages_say_the_words_of_the_dircom(client, publish, signed_in, alice, rf):
    said = {
        "title": "Rien ici.",
        "text": "Cherchez ailleurs.",
        "links": items(entry("L’annuaire", "/annuaire/")),
    }
    errors = [{"type": name, "value": said} for name in ("not_found", "forbidden", "broken")]
    publish(errors=json.dumps(errors))
    lost = client.get("/rien/")

    assert lost.status_code == 404
    assert [
        one for one in ("Rien ici.", "Cherchez ailleurs.", "L’annuaire") if one not in lost.text
    ] == []
    assert reading.frame().errors["broken"]["title"] == "Rien ici."
    refused = signed_in(alice).get("/cms/")
    assert refused.status_code == 403
    assert "Rien ici." in refused.text


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        (
            {"menu": stream("entry", entry("A", "/annuaire/"), entry("a", "/verifier/"))},
            "le même libellé",
        ),
        (
            {"menu": stream("entry", entry("A", "/annuaire/"), entry("B", "/annuaire/"))},
            "le même lien",
        ),
        (
            {"footer": stream("entry", entry("A", "/lettre/"), entry("B", "/lettre/"))},
            "le même lien",
        ),
        ({"menu": stream("entry", entry("Nulle part"))}, "Choisissez la page ou le service"),
        ({"menu": stream("entry", entry("", "/annuaire/"))}, "libellé\u00a0: Champ requis."),
        ({"menu": stream("entry", entry("Ailleurs", "/nulle-part/"))}, "service"),
        ({"menu": stream("entry", *(entry(f"E{n}", "/annuaire/") for n in range(9)))}, "8"),
        (
            {"social": stream("account", {"network": "X", "address": "http://a.example"})},
            "https://",
        ),
    ],
)
def test_a_menu_that_leads_nowhere_is_not_published(fields, sentence, publish, client):
    before = menu(client)
    with pytest.raises(NotReady) as refused:
        publish(**fields)

    assert sentence in " ".join(refused.value.sentences)
    assert menu(client) == before


def test_an_entry_leads_to_a_published_page(publish, made_site):
    draft = made_site.add_child(instance=ContentPage(title="Bientôt", slug="bientot", live=False))
    with pytest.raises(NotReady) as refused:
        publish(menu=stream("entry", entry("Bientôt", page=draft.pk)))

    assert "absente ou non publiée" in " ".join(refused.value.sentences)


def test_the_page_that_the_root_key_names_is_not_taken_for_the_frame(publish):
    """Keys of pages and of frames are counted apart: page 1 is the root, and no place."""
    with pytest.raises(NotReady):
        publish(menu=stream("entry", entry("Racine", page=HomePage.objects.get().get_parent().pk)))


def test_the_frame_is_read_once_a_page_in_two_queries(client, made_site, django_assert_num_queries):
    with reading_once(is_report=False), django_assert_num_queries(2):
        assert (reading.frame().menu, reading.banner(), reading.tabs("/presse/")[2]["label"]) == (
            (), None, "Presse",
        )  # fmt: skip
