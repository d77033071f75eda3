"""Site search in French: pages and organisms, public only; titles first; suggestions for no result."""

import threading

import pytest
from django.core.management import call_command
from wagtail.models import Page, PageViewRestriction

from home.models import ContentPage, NewsIndexPage, SearchEntry
from home.search import listing
from labelling.title.labels.models import Label
from portal.search.french import root_of, roots
from tests.factories import make_dossier, make_member, make_organism
from tests.home.factories import copies, cost, make_event, make_news
from tests.labelling.labels.factories import make_label
from tests.markup import tidy

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site(made_site):
    return made_site


def found(query):
    return [title for _score, _kind, title, _text, _url in listing.find_results(query)]


def publish(page):
    page.save_revision().publish()
    return page


@pytest.mark.parametrize(
    "words",
    [
        "labellisé labellisés labellisées labellise LABELLISÉ Labellise",
        "évaluation évaluations evaluation Évaluation",
        "auditeur auditeurs AUDITEUR",
        "organisme organismes Organisme",
        "régional régionale régionaux",
        "œuvre oeuvre Œuvres",
    ],
)
def test_accents_plurals_and_feminines_are_one_word(words):
    assert len({root_of(word) for word in words.split()}) == 1


def test_elisions_and_common_words_are_left_aside():
    assert roots("l’évaluation d'un organisme") == roots("Évaluations des organismes")
    assert roots("le de qu’une à y") == []


def test_a_title_comes_before_a_text_and_every_word_is_wanted():
    publish(make_news("Visites de halls", intro="Avec les gardiens."))
    publish(make_news("Autre chose", intro="Les gardiens visitent les halls."))

    assert found("hall gardien") == ["Visites de halls", "Autre chose"]
    assert found("halls girafe") == []
    assert found("hall") == ["Visites de halls", "Autre chose"]


def test_every_structure_page_is_found_by_its_title():
    missed = [
        page.title
        for page in Page.objects.filter(depth=3, live=True)
        if page.title not in found(page.title)
    ]

    assert missed == []


def test_the_text_of_blocks_and_lists_is_searched():
    assert "Le label" in found("congrès de Lille")
    assert "Devenir labellisé" in found("obligatoire")
    assert "Contact" in found("attestation fausse")


def test_the_themes_of_the_framework_in_force_are_found():
    rows = listing.find_results("pilotage qualité")

    assert (rows[0][1], rows[0][4]) == ("thème", "/le-label/cadre/t01/")


def test_a_draft_is_not_found_and_what_is_published_is_found_at_once():
    page = ContentPage.objects.get(slug="contact")
    page.title, page.intro = "Contact giroflée", "Des mots en pâquerette"
    page.save_revision()
    before = found("giroflée") + found("pâquerette")
    page.get_latest_revision().publish()

    assert before == []
    assert found("giroflée") == found("paquerettes") == ["Contact giroflée"]


def test_a_page_taken_off_moved_closed_or_deleted_follows():
    news = publish(make_news("Capucine"))
    index = NewsIndexPage.objects.get()
    index.slug = "nouvelles"
    publish(index)
    moved = [url for *_, url in listing.find_results("capucine")]
    closed = PageViewRestriction.objects.create(page=index, restriction_type="login")
    hidden = found("capucine")
    closed.delete()
    news.unpublish()
    off = found("capucine")
    publish(news)
    back = found("capucine")
    news.delete()

    assert moved == [f"/nouvelles/{news.slug}/"]
    assert (hidden, off, back, found("capucine")) == ([], [], ["Capucine"], [])
    assert not SearchEntry.objects.filter(title="Capucine").exists()


def test_a_reserved_event_is_found_by_its_title_alone():
    publish(make_event("Journée jonquille", audience="club", intro="Le tournesol", place="Ici"))

    assert found("jonquille") == ["Journée jonquille"]
    assert found("tournesol") == []


def test_a_member_of_the_club_finds_a_reserved_event_by_its_programme(client, signed_in, bob):
    event = publish(make_event("Journée jonquille", audience="club", intro="Le tournesol"))
    labelled = make_organism("Valmeyre")
    make_label(labelled)

    texts = [
        signed_in(who).get("/espace/recherche/?q=tournesol").content.decode()
        for who in (make_member(labelled), bob)
    ]

    assert [f'href="{event.address}"' in text for text in texts] == [True, False]


def test_organisms_are_those_of_the_directory_today():
    """BR-70: found while the label is in force, by name, town or region; never a withdrawn one."""
    label = make_label(make_organism("Corvange Métropole", city="Saint-Étienne", region="84"))
    make_label(make_organism("Girofle Habitat"), state="withdrawn")
    hidden = make_organism("Muscade Habitat")
    make_dossier(hidden, state="registered")
    shown = make_organism("Cannelle Habitat", has_public_consent=True)
    make_dossier(shown, state="registered")
    by_name, by_town = found("corvange"), found("saint etienne")
    Label.objects.filter(pk=label.pk).update(state="withdrawn")

    assert (by_name, by_town) == (["Corvange Métropole"], ["Corvange Métropole"])
    assert found("girofle") == found("muscade") == []
    assert found("cannelle") == ["Cannelle Habitat"]
    assert found("corvange") == []


def test_the_page_tells_the_count_marks_the_words_and_escapes_the_rest(client):
    publish(make_news("Halls <b>propres</b> & sûrs", intro="Un hall propre se voit."))
    page = client.get("/recherche/", {"q": "hall"})
    text = tidy(page.content.decode())

    assert page.status_code == 200
    assert '<p role="status"><strong>1\u00a0résultat</strong> pour «\u00a0hall\u00a0»' in text
    assert "<mark>Halls</mark> &lt;b&gt;propres&lt;/b&gt; &amp; sûrs" in text
    assert "Un <mark>hall</mark> propre" in text
    assert '<meta name="robots" content="noindex">' in text


def test_a_misspelt_word_gets_a_proposal_that_finds(client):
    make_label(make_organism("Valmeyre Habitat"))
    for asked, wanted in (("valmere", "valmeyre"), ("gouvernence", "gouvernance")):
        text = client.get("/recherche/", {"q": asked}).content.decode()
        assert f'<a href="/recherche/?q={wanted}">{wanted}</a>' in text, asked
    assert "Vouliez-vous dire" not in client.get("/recherche/?q=zzzzzz").content.decode()
    assert "Rien ne répond" in client.get("/recherche/?q=zzzzzz").content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "q=", "", "q=" + "a" * 5000, "q=%00", "q=%F0%9F%98%80", "q=%25%25__", "q='%20OR%201=1--",
        "q=<script>alert(1)</script>", "q=a&page=-1", "q=label&page=" + "9" * 5000, "q=le+la+les",
        "q=%ff%fe", "q[]=a", "q=" + "+".join(f"mot{n}" for n in range(20)), "q=label&q=audit",
        "q=%E2%80%AE%E2%80%8B", "q=\\", "page=a",
    ],
)  # fmt: skip
def test_abusive_input_is_answered_without_fault(query, client):
    page = client.get(f"/recherche/?{query}")

    assert page.status_code in (200, 400)
    assert "<script>alert" not in page.content.decode()


def test_the_search_costs_the_same_with_one_and_three_hundred(client):
    one = publish(make_news("Pervenche"))
    make_label()
    first = cost(client, "/recherche/?q=pervenche")
    copies(one, 300)
    Page.objects.filter(title__startswith="Copie").update(title="Pervenche copiée")
    call_command("build_search_entries")
    for _ in range(20):
        make_label()

    assert cost(client, "/recherche/?q=pervenche") == first <= 12
    page = client.get("/recherche/?q=pervenches&page=21")
    assert "301\u00a0résultats" in page.content.decode()
    assert page.context["page"].number == 21


def test_building_the_entries_again_changes_nothing(capsys):
    call_command("build_search_entries")
    rows = list(SearchEntry.objects.order_by("page").values_list("page", "roots", "title"))
    call_command("build_search_entries")

    assert list(SearchEntry.objects.order_by("page").values_list("page", "roots", "title")) == rows
    assert len(rows) == Page.objects.filter(live=True, depth__gte=2).count()


def test_the_excerpt_stands_around_the_first_word_that_was_looked_for():
    text = "mot " * 100 + "girafe " + "suite " * 100
    cut = listing.cut(text, {root_of("girafe")})

    assert "girafe" in cut
    assert cut.startswith("… ")
    assert cut.endswith(" …")
    assert len(cut) < 260


def test_several_threads_stem_at_once():
    said = []
    threads = [
        threading.Thread(target=lambda n=n: said.append(roots(f"labellisations{n} auditeurs")))
        for n in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(5)

    assert sorted(said) == sorted(
        [root_of(f"labellisations{n}"), root_of("auditeurs")] for n in range(8)
    )
