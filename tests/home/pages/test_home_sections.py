"""Home in sections: chosen, ordered, hidden; what it counts; what is refused; the home of before."""

import json
import re
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup

from home.models import HomePage
from home.review.guards import NotReady
from home.site.front import BUTTONS, button, raw, section
from labelling.committee.models import CommitteeSession
from portal.core import clock
from tests.factories import make_organism
from tests.home.blocks.factories import make_image
from tests.home.factories import make_event
from tests.labelling.accreditation.factories import make_session
from tests.labelling.labels.factories import make_label

pytestmark = pytest.mark.django_db
TITLE = re.compile(r"<h2[^>]*>([^<]+)</h2>")


@pytest.fixture
def publish(made_site, dircom):
    """`publish(*sections, **fields)`: the home as the Dircom publishes it; a refusal raises."""

    def act(*rows, **fields):
        home = HomePage.objects.get()
        for name, value in {"sections": json.dumps(rows), **fields}.items():
            setattr(home, name, value)
        home.save_revision(user=dircom).publish(user=dircom)
        return HomePage.objects.get()

    return act


def titles(client):
    return TITLE.findall(client.get("/").text)


def refusal(publish, *rows, **fields):
    with pytest.raises(NotReady) as refused:
        publish(*rows, **fields)
    return " ".join(refused.value.sentences)


def words(title, *action, **said):
    return section("words", title, *action, **said)


def test_the_first_home_tells_what_it_always_told(client, made_site):
    make_label(make_organism("Valmeyre Habitat", homes=12_480))
    make_event("Journée du club")
    page = client.get("/").text

    assert titles(client)[0] == "Le label en chiffres"
    assert titles(client)[2:] == ["Vous êtes…", "À venir", "Derniers labels"]
    assert [
        one
        for one in ("Valmeyre Habitat", "8 000 à 15 000", "Page facile à lire")
        if one not in page
    ] == []
    assert page.count("<h1") == 1
    for one in BUTTONS:
        assert f'href="{one["value"]["address"]}"' in page


def test_sessions_are_quieter_than_events_on_the_home(client, publish):
    make_event("Journée du club")
    for days in (9, 12):
        make_session(clock.today() + timedelta(days=days))
    CommitteeSession.objects.update(state="convened")
    publish(section("agenda", "À venir", limit=5, with_sessions=True))
    main = BeautifulSoup(client.get("/").text, "html.parser").main
    line = main.find(string=re.compile("Séances du comité")).parent

    assert [a.text for a in main.select(".journal a")] == ["Journée du club"]
    assert [len(main.select(".journal li")), len(line.select("time"))] == [1, 2]
    publish(section("agenda", "À venir", limit=5, with_sessions=False))
    assert "Séances du comité" not in client.get("/").text


def test_sections_come_in_their_order_and_what_is_hidden_is_not_shown(client, publish):
    make_label(make_organism("Valmeyre Habitat"))
    publish(
        section("labels", "Ils ont le label", limit=3),
        words("Un mot", body="<p>Bonjour.</p>", is_hidden=True),
        section("figures", "Chiffres"),
    )

    assert titles(client) == ["Ils ont le label", "Chiffres"]
    assert "Bonjour." not in client.get("/").text


def test_before_the_first_label_and_the_first_event_nothing_stands_empty(client, publish):
    publish(
        section("labels", "Ils ont le label", limit=3),
        section("agenda", "À venir", limit=5),
        section("figures", "Chiffres"),
    )

    assert titles(client) == []


def test_a_section_with_nothing_to_show_leaves_its_place_to_its_neighbour(client, publish):
    """No practice yet: the agenda takes the whole width."""
    make_event("Journée du club")
    publish(
        section("practice", "La pratique", width="wide"),
        section("agenda", "À venir", width="narrow", limit=5),
        words("Gauche", width="half"),
        words("Droite", width="half"),
    )
    page = client.get("/").text

    assert titles(client) == ["À venir", "Gauche", "Droite"]
    assert re.findall(r'<div\s+class="sides"\s+([\w-]*)', page) == ["data-half"]


def test_words_picture_and_buttons_of_a_section_are_shown_with_the_credit(client, publish):
    image = make_image(credit="Studio d’exemple")
    publish(
        words(
            "Un label qui se vérifie",
            "Vérifier une attestation",
            "/verifier/",
            text="En deux minutes.",
            body="<p>Chaque attestation porte un numéro.</p>",
            picture=image.pk,
            alt="Une attestation encadrée",
        )
    )
    page = client.get("/").text

    said = (
        "En deux minutes.",
        "Chaque attestation",
        "Une attestation encadrée",
        "Studio d’exemple",
    )
    assert [one for one in said if one not in page] == []
    assert re.search(r'href="/verifier/"[^>]*>\s*Vérifier une attestation', page)


def test_the_opening_has_its_own_words_buttons_and_picture(client, publish):
    image = make_image(credit="Studio d’exemple")
    first = raw("button", button("Chercher mon bailleur", "/annuaire/"))
    publish(
        words("Un mot"),
        headline="Le service, prouvé",
        buttons=json.dumps([first]),
        picture=image,
        picture_alt="Un hall carrelé",
    )
    page = client.get("/").text
    hero = page[page.index('class="hero"') : page.index("Un mot")]

    assert "<h1>Le service, prouvé</h1>" in hero
    assert [
        one for one in ("Un hall carrelé", "Chercher mon bailleur", "Studio") if one not in hero
    ] == []
    assert "wall.svg" not in hero


@pytest.mark.parametrize(
    ("rows", "fields", "sentence"),
    [
        ([], {}, "L’accueil n’aurait aucune section"),
        ([words("Un mot", is_hidden=True)], {}, "L’accueil n’aurait aucune section"),
        ([words("")], {}, "Bloc 1, Texte, image et boutons\u00a0: titre\u00a0: Champ requis."),
        ([words("Un mot", "Ouvrir", "")], {}, "Choisissez la page que le bouton ouvre"),
        ([words("Un mot", "Ouvrir", "/nulle-part/")], {}, "mène à une adresse absente de ce site"),
        ([words("Un mot", "cliquez ici", "/verifier/")], {}, "ne dit pas où il mène"),
        ([words("Un mot", alt="Un hall")], {}, "choisissez l’image qu’il décrit"),
        ([section("figures", "Un"), section("figures", "Deux")], {}, "Chiffres du label"),
        ([words("Un mot", body="<h4>Trop bas</h4>")], {}, "vient sans titre de niveau 3"),
    ],
)
def test_what_would_not_be_read_by_all_is_not_published(rows, fields, sentence, publish, client):
    before = titles(client)

    assert sentence in refusal(publish, *rows, **fields)
    assert titles(client) == before


def test_a_picture_that_nothing_tells_is_not_published(publish):
    image = make_image()

    assert "Décrivez l’image" in refusal(publish, words("Un mot", picture=image.pk))
    assert "Décrivez l’image" in refusal(publish, words("Un mot"), picture=image, picture_alt=" ")


def test_the_history_keeps_what_the_home_was(publish):
    first = publish(words("Hier"))
    publish(words("Aujourd’hui"))
    versions = [one.as_object() for one in HomePage.objects.get().revisions.order_by("pk")]

    assert [one.sections[0].value["title"] for one in versions[-2:]] == ["Hier", "Aujourd’hui"]
    assert first.sections[0].value["title"] == "Hier"


def test_every_section_has_a_true_preview_in_the_cms(made_site, signed_in, dircom):
    editor = signed_in(dircom)
    blocks = HomePage.sections.field.stream_block.child_blocks
    answers = {
        name: editor.get("/cms/block-preview/", {"id": block.definition_prefix})
        for name, block in blocks.items()
    }

    assert {one.status_code for one in answers.values()} == {200}
    assert [n for n, block in blocks.items() if not block.get_description()] == []
    assert "Vérifier une attestation" in answers["words"].text


def test_the_editor_opens_the_home_and_its_preview(made_site, signed_in, dircom):
    editor = signed_in(dircom)

    assert editor.get(f"/cms/pages/{made_site.pk}/edit/").status_code == 200
