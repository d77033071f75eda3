"""Picture of an organism: put by its people, described, public in its sizes while the directory shows it."""

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from labelling.parties.organisms.pictures import jobs
from labelling.parties.organisms.pictures.models import OrganismPicture
from labelling.public import labelled_rows
from portal.documents import StoredFile
from portal.web.submissions.once import new_key
from tests import factories
from tests.labelling.labels.factories import make_label
from tests.page_costs import queries
from tests.portal.documents.build import picture
from tests.refusals import refused

pytestmark = pytest.mark.django_db
TOLD = {"alt": "Une cour plantée", "rights": "Nos équipes", "focus": "haut"}


@pytest.fixture
def address(organism):
    return f"/espace/organismes/{organism.slug}/fiche-publique/image/"


@pytest.fixture
def member(signed_in, alice):
    return signed_in(alice)


def upload(name="cour.png", content=None):
    return SimpleUploadedFile(name, content or picture(size=(1200, 900)))


def put(client, address, *, seen=None, **values):
    seen = client.get(address).context["seen"] if seen is None else seen
    return client.post(address, TOLD | {"once": new_key(), "seen": seen} | values)


def of(organism):
    return OrganismPicture.objects.filter(organism=organism).first()


def public_addresses(organism):
    sizes = ("vignette.webp", "vignette.avif", "image.webp", "image.avif")
    return [f"/annuaire/{organism.slug}/{size}" for size in sizes]


def codes(client, addresses):
    answers = [client.get(one) for one in addresses]
    for answer in answers:
        factories.shut(answer)
    return [answer.status_code for answer in answers]


def test_what_is_put_is_described_and_told_in_the_journal(member, organism, address):
    bare = put(member, address, alt="", upload=upload())
    text = put(member, address, upload=upload("note.pdf", b"%PDF-1.4"))
    page = put(member, address, upload=upload()).headers["Location"]
    kept = of(organism)
    sheet = BeautifulSoup(
        member.get(f"/espace/organismes/{organism.slug}/fiche-publique/").text, "html.parser"
    )

    assert [bare.status_code, text.status_code] == [422, 422]
    assert (kept.alt, kept.rights, kept.focus) == tuple(TOLD.values())
    assert sheet.aside.img["alt"] == "Une cour plantée"
    assert "a changé l’image de la fiche publique" in member.get(page).text


@pytest.mark.dated
def test_its_sizes_are_public_while_the_directory_shows_the_organism(
    client, member, organism, address
):
    put(member, address, upload=upload())
    jobs.make_sizes.call(of(organism).pk)
    jobs.make_sizes.call(of(organism).pk)
    addresses = public_addresses(organism)
    client.logout()
    before = codes(client, addresses)
    label = make_label(organism)
    held = codes(client, addresses)
    page = BeautifulSoup(client.get(f"/annuaire/{organism.slug}/").text, "html.parser")
    type(label).objects.filter(pk=label.pk).update(state="withdrawn")

    assert (before, held, codes(client, addresses)) == ([404] * 4, [200] * 4, [404] * 4)
    assert page.main.img["alt"] == "Une cour plantée"
    assert page.main.source["srcset"] == addresses[3]
    assert "Image\u00a0: Nos équipes" in page.main.figcaption.text
    assert page.select_one("meta[property='og:image']")["content"].endswith(addresses[2])
    assert StoredFile.objects.filter(kind="picture-size").count() == 4
    assert codes(client, [f"/annuaire/{organism.slug}/vignette.png"]) == [404]


@pytest.mark.dated
def test_until_its_sizes_are_made_the_page_shows_the_drawn_cover(client, member, organism, address):
    make_label(organism)
    put(member, address, upload=upload())
    OrganismPicture.objects.update(card=None, card_avif=None, page=None, page_avif=None)
    page = BeautifulSoup(client.get(f"/annuaire/{organism.slug}/").text, "html.parser")

    assert (page.main.figure, page.aside.svg["class"]) == (None, ["cover"])


def test_other_words_keep_the_sizes_and_another_focus_makes_them_anew(member, organism, address):
    put(member, address, upload=upload())
    jobs.make_sizes.call(of(organism).pk)
    made = of(organism)
    put(member, address, alt="Une cour")
    words = of(organism)
    put(member, address, focus="bas")

    assert (words.alt, words.card, words.file) == ("Une cour", made.card, made.file)
    assert (of(organism).card, of(organism).file) == (None, made.file)


def test_a_picture_changed_meanwhile_is_told_with_both_texts(member, organism, address):
    put(member, address, upload=upload())
    before = member.get(address).context["seen"]
    put(member, address, alt="La cour de mai")
    late = put(member, address, seen=before, alt="La cour de juin")

    refused(late, "L’image a changé", "La cour de mai", "La cour de juin")
    assert of(organism).alt == "La cour de mai"


def test_a_picture_taken_away_leaves_the_public_page_at_once(client, member, organism, address):
    make_label(organism)
    put(member, address, upload=upload())
    jobs.make_sizes.call(of(organism).pk)
    put(member, address, is_removed="on")

    assert of(organism) is None
    assert codes(client, public_addresses(organism)) == [404] * 4


def test_a_picture_without_words_is_refused_by_the_database(member, organism, address):
    put(member, address, upload=upload())
    with pytest.raises(IntegrityError), transaction.atomic():
        OrganismPicture.objects.update(alt="")


@pytest.mark.dated
def test_a_picture_costs_the_page_and_the_cards_no_query(
    client, member, organism, address, django_assert_num_queries
):
    make_label(organism)
    bare = queries(client, f"/annuaire/{organism.slug}/")
    put(member, address, upload=upload())
    jobs.make_sizes.call(of(organism).pk)

    assert queries(client, f"/annuaire/{organism.slug}/") == bare
    with django_assert_num_queries(1):
        assert [row["alt"] for row in labelled_rows()] == ["Une cour plantée"]
