"""Rendering of pages made of blocks: every kind, as many queries for one as for many."""

import html
import re
from datetime import timedelta

import pytest
from django.contrib.staticfiles import finders
from django.core.cache import caches

from home.blocks import BODY, Body
from home.models import ContentPage
from labelling.title.labels.models import Label
from portal.core import clock
from tests import factories
from tests.home.blocks.body import KINDS, every_block
from tests.home.blocks.factories import make_page
from tests.labelling.labels.factories import make_label
from tests.markup import tidy

pytestmark = pytest.mark.django_db
ELSEWHERE = ("practices", "practice_figures")  # counted by the tests of the observatory


@pytest.fixture
def home(made_site):
    return made_site


@pytest.fixture
def drawn(home, client, django_capture_on_commit_callbacks):
    """Makes a page with these blocks and gives what a stranger reads there."""

    def draw(*body, slug="campagne"):
        with django_capture_on_commit_callbacks(execute=True):
            make_page(home, slug, body)
        answer = client.get(f"/{slug}/")
        assert answer.status_code == 200
        return answer.content.decode()

    return draw


def test_every_kind_has_a_template_of_its_own_and_a_preview():
    templates = [
        getattr(block.meta, "template", None) or block.get_preview_value().template
        for block in Body(BODY).child_blocks.values()
    ]

    assert templates == [f"home/blocks/{name}.html" for name, _ in BODY]
    assert len(templates) == KINDS
    assert [
        name for name, block in BODY if not (block.is_previewable and block.get_description())
    ] == []


def test_the_gallery_shows_every_block_to_whoever_signed_in(client, signed_in, alice):
    assert client.get("/composants/blocs/").status_code == 302
    text = signed_in(alice).get("/composants/blocs/").content.decode()

    assert re.findall(r'<section class="stack" id="(\w+)"', text) == [n for n, _ in BODY]
    assert [block.label for _, block in BODY if f">{block.label}</p>" not in text] == []


def test_the_cms_shows_a_true_preview_of_each(home, signed_in, dircom):
    editor = signed_in(dircom)
    shown = []
    for name, block in ContentPage.body.field.stream_block.child_blocks.items():
        answer = editor.get("/cms/block-preview/", {"id": block.definition_prefix})
        text = tidy(answer.content.decode())
        drawn = tidy(block.bind(block.get_preview_value()).render())
        if 'href="/static/css/site.css"' in text and drawn.split("</h2>")[0][:60] in text:
            shown.append(name)

    assert shown == [name for name, _ in BODY]


def test_a_page_of_every_block_takes_the_same_queries_for_one_and_for_many(
    home, client, django_assert_num_queries, django_capture_on_commit_callbacks
):
    for many in (1, 4):
        with django_capture_on_commit_callbacks(execute=True):
            body = [one for one in every_block(home, many) if one[0] not in ELSEWHERE]
            make_page(home, f"page-{many}", body)
    client.get("/page-1/")  # the addresses of the site are then known
    caches["pages"].clear()

    with django_assert_num_queries(12):
        one = client.get("/page-1/").content.decode()
    with django_assert_num_queries(12):
        four = client.get("/page-4/").content.decode()

    assert one.count("<picture>") == 2
    assert four.count("<picture>") == 8
    assert four.count('href="/documents/') == 4 * one.count('href="/documents/')
    assert four.count('<a href="/">L’accueil</a>') == 8


def test_many_organisms_take_no_more_queries(home, client, django_assert_num_queries):
    body = [("organisms", {"title": "", "limit": 2}), ("map", {"title": "C", "level": "regions"}),
            ("figures", {"chosen": ["labelled", "homes"]})]  # fmt: skip
    make_page(home, "liste", body)
    client.get("/liste/")
    for number in range(12):
        make_label(factories.make_organism(f"Office {number:02}", region="53", homes=1000))
        if number in (0, 11):
            caches["pages"].clear()
            with django_assert_num_queries(7):
                text = client.get("/liste/").content.decode()

    assert re.findall(r"<h3><a[^>]*>([^<]+)</a>", text) == ["Office 00", "Office 01"]
    assert "Voir l’annuaire\u00a0: 12\u00a0organismes labellisés" in text
    assert "BRE 12, Bretagne" in text
    assert "<dd>12\u202f000</dd>" in text or "<dd>12\u00a0000</dd>" in text


def test_a_withdrawn_label_leaves_the_blocks_at_once(home, client):
    label = make_label(factories.make_organism("Office parti", region="53"))
    make_page(home, "liste", [("organisms", {"title": "", "limit": 6})])
    before = client.get("/liste/").content.decode()
    Label.objects.filter(pk=label.pk).update(end_on=clock.today() - timedelta(days=1))
    caches["pages"].clear()

    assert "Office parti" in before
    assert "Office parti" not in client.get("/liste/").content.decode()


def test_the_filters_of_a_list_of_organisms_go_to_the_directory(home, drawn):
    for name, region, family in (("A", "53", "OPH"), ("B", "53", "ESH"), ("C", "11", "OPH")):
        make_label(factories.make_organism(f"Office {name}", region=region, family=family))

    text = drawn(("organisms", {"title": "", "region": "53", "famille": "ESH", "limit": 6}))

    assert re.findall(r"<h3><a[^>]*>([^<]+)</a>", text) == ["Office B"]
    assert 'href="/annuaire/?famille=ESH&amp;region=53"' in text


def test_only_the_first_picture_is_fetched_at_once(
    home, client, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        make_page(home, "images", every_block(home, 2))
    text = client.get("/images/").content.decode()
    images = re.findall(r"<img [^>]+>", text)

    assert ["fetchpriority" in image for image in images] == [True, False, False, False]
    assert ['loading="lazy"' in image for image in images] == [False, True, True, True]
    assert [re.search(r'width="\d+" height="\d+"', image) is not None for image in images] == [
        True
    ] * 4


def test_the_editor_opens_a_page_of_every_block_and_saves_it_unchanged(home, signed_in, dircom):
    page = make_page(home, "tout", every_block(home))
    before = [(one["type"], one["value"]) for one in page.body.raw_data]
    editor = signed_in(dircom)

    text = editor.get(f"/cms/pages/{page.pk}/edit/").content.decode()

    files = re.findall(r'(?:src|href)="/static/([^"?]+)', text)
    assert [file for file in files if finders.find(file) is None] == []
    assert [name for name, _ in BODY if f'"type": "{name}"' not in html.unescape(text)] == []
    assert [
        (one["type"], one["value"]) for one in ContentPage.objects.get(pk=page.pk).body.raw_data
    ] == before


def test_what_is_searched_is_what_is_written(home):
    body = make_page(home, "tout", every_block(home)).body
    said = "\n".join(body.stream_block.get_searchable_content(body))

    words = ("Partie 0", "Nous avons appris.", "Dépôt", "Un hall clair", "On entre.")
    settings = ("par région", "règlement en vigueur", "organismes labellisés")
    assert [word for word in words if word not in said] == []
    assert [word for word in settings if word in said] == []


def test_the_map_of_departements_is_drawn_and_told(home, client):
    make_label(factories.make_organism("Office du Finistère", region="53", departement="29"))
    make_label(factories.make_organism("Office de La Réunion", region="04", departement="974"))
    make_page(home, "carte", [("map", {"title": "Par département", "level": "departements"})])
    text = client.get("/carte/").content.decode()

    assert text.count('href="/annuaire/?departement=29"') == 2  # drawn, and in the table
    assert text.count('href="/annuaire/?departement=974"') == 2
    assert "MapSVG" in text
    assert "Les départements qui ne sont pas nommés n’en comptent aucun." in text
