"""Pages of a space: sanitised, drafted, published by versions, acknowledged."""

from datetime import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from community.models import PageRead, PageVersion, SpacePage
from community.pages import actions
from community.pages.workflow import PAGE
from community.spaces import markup
from portal.core import clock
from portal.web.submissions.once import new_key
from portal.workflow import Forbidden, Refused
from tests.community.factories import club, make_lea_who_animates, make_marc

pytestmark = pytest.mark.django_db
CAST = {"lea": make_lea_who_animates, "marc": make_marc}
HERE = "/espace/club/pages/"


def make_page(by, title="Vivre ensemble", text="Bonjour à **tous**.", *, published=True, **facts):
    page = actions.begin(club(), by=by, title=title)
    for name, value in {"text": text, **facts}.items():
        setattr(page, name, value)
    page.save()
    return PAGE.fire(page, "publish", by=by) if published else page


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Un\ndeux\n\ntrois", "<p>Un<br>deux</p><p>trois</p>"),
        (
            "## Titre\n- un\n- deux\nfin",
            "<h2>Titre</h2><ul><li>un</li><li>deux</li></ul><p>fin</p>",
        ),
        ("1. un\n2) deux", "<ol><li>un</li><li>deux</li></ol>"),
        ("> cité", "<blockquote><p>cité</p></blockquote>"),
        ("**gras** et *italique*, 2 * 3 * 4", None),
        ("[lien](https://exemple.fr/a)", None),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"),
        ("", ""),
    ],
)
def test_simple_text_gives_the_small_set_alone(text, html):
    found = markup.drawn(text, has_titles=True)

    if html is not None:
        assert found == html
    elif "lien" in text:
        assert found == '<p><a href="https://exemple.fr/a" rel="noopener noreferrer">lien</a></p>'
    else:
        assert found == "<p><strong>gras</strong> et <em>italique</em>, 2 * 3 * 4</p>"


@given(st.text(alphabet="<>\"'&=()[]*#-> /ajvscriptonload:\n", max_size=80))
def test_no_text_brings_a_tag_or_an_address_that_runs(text):
    found = markup.drawn(text, has_titles=True)

    assert markup.safe(found, has_titles=True) == found
    assert "<script" not in found.lower()
    assert 'href="javascript' not in found.lower()


def test_a_row_that_was_tampered_with_is_cleaned_at_rendering(signed_in, lea, marc):
    page = make_page(lea)
    PageVersion.objects.update(html='<p onclick="x()">Bon</p><script>alert(1)</script>')
    said = signed_in(marc).get(page.get_absolute_url()).text

    assert "<p>Bon</p>" in said
    assert ("onclick" in said, "alert(1)" in said) == (False, False)


def test_members_read_what_is_published_and_never_a_draft(signed_in, lea, marc):
    page = make_page(lea, published=False)
    address = page.get_absolute_url()
    draft = [signed_in(who).get(address).status_code for who in (lea, marc)]
    PAGE.fire(page, "publish", by=lea)
    client = signed_in(lea)
    client.post(
        f"{address}ecrire/",
        {"title": "Un autre titre", "text": "Pas encore.", "once": new_key()},
    )
    said = signed_in(marc).get(address).text
    listed = signed_in(marc).get(HERE).text

    assert draft == [200, 404]
    assert "<strong>tous</strong>" in said
    assert [w in said + listed for w in ("Pas encore", "Un autre titre", "Vivre ensemble")] == [
        False,
        False,
        True,
    ]
    assert "Pas encore" in signed_in(lea).get(address).text


def test_each_publication_is_a_version_that_stays(signed_in, lea, marc):
    page = make_page(lea)
    with pytest.raises(Refused, match="Rien n’a changé"):
        PAGE.fire(page, "publish", by=lea)
    page.text = "Nouveau texte."
    page.save()
    PAGE.fire(page, "publish", by=lea)
    address = page.get_absolute_url()

    assert list(page.versions.values_list("number", "text")) == [
        (2, "Nouveau texte."),
        (1, "Bonjour à **tous**."),
    ]
    assert "<strong>tous</strong>" in signed_in(lea).get(f"{address}versions/1/").text
    assert signed_in(marc).get(f"{address}versions/1/").status_code == 404


def test_what_a_colleague_wrote_meanwhile_is_not_lost(signed_in, lea):
    page = make_page(lea)
    address = f"{page.get_absolute_url()}ecrire/"
    client = signed_in(lea)
    seen = client.get(address).text.split('name="seen" value="')[1].split('"')[0]
    first = client.post(address, {"title": "A", "text": "Un", "seen": seen, "once": new_key()})
    late = client.post(address, {"title": "A", "text": "Deux", "seen": seen, "once": new_key()})

    assert (first.status_code, late.status_code) == (302, 409)
    assert ("Un" in late.text, "Deux" in late.text) == (True, True)
    assert SpacePage.objects.get().text == "Un"


def test_a_page_saves_itself(signed_in, lea):
    page = make_page(lea)
    address = f"{page.get_absolute_url()}ecrire/"
    client = signed_in(lea)
    seen = client.get(address).text.split('name="seen" value="')[1].split('"')[0]
    sent = {"title": "A", "text": "Tout seul", "seen": seen}
    answer = client.post(address, sent, headers={"X-Autosave": "1"})

    assert (answer.status_code, set(answer.json())) == (200, {"seen", "left"})
    assert SpacePage.objects.get().html == "<p>Tout seul</p>"


def test_only_who_animates_writes(signed_in, lea, marc):
    page = make_page(lea)
    client = signed_in(marc)
    with pytest.raises(Forbidden):
        actions.begin(club(), by=marc, title="La mienne")
    for part in ("ecrire/", "placer/", "publier/", "retirer-la-page/"):
        assert client.get(f"{page.get_absolute_url()}{part}").status_code == 403
    assert client.get(f"{HERE}nouvelle/").status_code == 403


def test_a_pinned_page_is_on_the_home_and_a_first_step_until_it_is_read(signed_in, lea, marc):
    page = make_page(lea, is_pinned=True)
    client = signed_in(marc)
    before = client.get("/espace/club/").text
    for _ in range(2):
        client.post(f"{page.get_absolute_url()}lue/")
    after = client.get("/espace/club/").text

    assert before.count(page.get_absolute_url()) == 2
    assert after.count(page.get_absolute_url()) == 1
    assert PageRead.objects.count() == 1
    PAGE.fire(SpacePage.objects.get(), "withdraw", by=lea)
    assert page.get_absolute_url() not in client.get("/espace/club/").text
    assert client.get(page.get_absolute_url()).status_code == 404


def test_two_pages_of_one_title_have_two_addresses(lea):
    found = [actions.begin(club(), by=lea, title=title).slug for title in ("Nouvelle", "Nouvelle")]

    assert found == ["nouvelle-2", "nouvelle-3"]


def test_the_writings_of_the_week_are_counted(signed_in, lea, marc, sonia):
    with clock.at(datetime(2026, 11, 10, 9)):
        make_page(sonia)
    page = signed_in(marc).get("/espace/club/")
    weeks = dict(page.context["figures"]["weeks"])

    assert sum(weeks.values()) == 3  # two charters accepted today, one page two weeks ago
    assert weeks[datetime(2026, 11, 9).date()] == 1


def test_the_list_and_the_home_cost_the_same_with_one_and_many(signed_in, lea, marc):
    make_page(lea, is_pinned=True)
    client = signed_in(marc)

    def cost():
        with CaptureQueriesContext(connection) as queries:
            for address in (HERE, "/espace/club/"):
                client.get(address)
        return len(queries)

    cost()
    one = cost()
    for n in range(20):
        make_page(lea, f"Page {n}", is_pinned=n < 5)

    assert cost() == one
