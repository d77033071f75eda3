"""Differences between two submissions, field by field, and who sees them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from observatory.practices.pieces import actions
from observatory.practices.review import comparing
from observatory.practices.review.comparing import Change, changes
from portal.documents import accept
from tests.observatory.factories import fire, make_practice, say
from tests.portal.documents.build import picture

pytestmark = pytest.mark.django_db


def test_words_are_compared_one_by_one():
    before = {"context": "Les halls étaient sales.", "results": "", "steps": "Une étape"}
    after = {"context": "Les halls restaient sales.", "results": "Mieux.", "steps": ""}

    assert changes(before, after) == [
        Change("le point de départ", (
            ("kept", "Les halls "), ("removed", "étaient "), ("added", "restaient "), ("kept", "sales."),
        )),
        Change("étapes", (("removed", "Une étape"),)),
        Change("ce qui a changé", (("added", "Mieux."),)),
    ]  # fmt: skip
    assert [one.verb for one in changes(before, after)] == ["modifié", "effacé", "rempli"]
    assert changes(after, after) == []


def test_sentences_are_read_whole_not_as_a_mosaic():
    close = (
        {"results": "Le gardien note le hall et le dit."},
        {"results": "Le gardien voit le palier et le dit."},
    )
    far = {"results": "Rien ne va plus ici."}, {"results": "Tout marche bien."}

    assert changes(*close)[0].parts == (
        ("kept", "Le gardien "), ("removed", "note le hall "), ("added", "voit le palier "),
        ("kept", "et le dit."),
    )  # fmt: skip
    assert changes(*far)[0].parts == (
        ("removed", "Rien ne va plus ici."),
        ("added", "Tout marche bien."),
    )


def test_a_reserved_proof_is_compared_for_its_readers_alone(
    signed_in, organism, alice, sonia, dircom
):
    practice = fire(make_practice(organism), "submit", alice)
    practice = fire(practice, "request_changes", sonia, **say())
    upload = accept(SimpleUploadedFile("contrat.png", picture()))
    said = {"title": "Le contrat", "is_reserved": True, "upload": upload}
    actions.add(practice, by=alice, kind="document", **said)
    practice = fire(fire(type(practice).objects.get(), "submit", alice), "validate", sonia)
    address = f"{practice.get_absolute_url()}lectures/2/"

    pages = [signed_in(who).get(address).content.decode() for who in (alice, sonia, dircom)]

    assert ["Le contrat" in page for page in pages] == [True, True, False]
    assert "Aucun champ n’a changé" in pages[2]
    assert "Le contrat" not in signed_in(dircom).get(practice.get_absolute_url()).content.decode()


def test_a_very_long_text_is_shown_before_and_after():
    before, after = {"context": "mot " * 5000}, {"context": "terme " * 5000}

    [change] = changes(before, after)

    assert [kind for kind, _ in change.parts] == ["removed", "added"]


def test_a_page_says_what_changed_since_the_last_reading(signed_in, organism, alice, sonia):
    practice = fire(make_practice(organism, reproduction="Commencer."), "submit", alice)
    practice = fire(practice, "request_changes", sonia, **say())
    practice.reproduction = "Commencer par <trois> résidences."
    practice.save()
    practice.indicators.create(
        name="Réclamations", before=340, after=195, unit="par an", measured_on="2025-06", source="Logiciel"
    )  # fmt: skip
    practice = fire(practice, "submit", alice)
    client, base = signed_in(sonia), practice.get_absolute_url()

    first = client.get(f"{base}lectures/1/").content.decode()
    second = client.get(f"{base}lectures/2/").content.decode()

    assert "Première lecture" in first
    assert "2\u00a0champs ont changé" in second
    assert "comparée avec la lecture 1" in second
    assert '<del><span class="sr">ôté : </span>Commencer.' in second
    assert "par &lt;trois&gt; résidences." in second
    assert "340 puis 195 par an, 2025-06, Logiciel" in second
    assert client.get(f"{base}lectures/3/").status_code == 404


def test_a_comparison_is_for_the_organism_and_the_readers(
    signed_in, client, organism, alice, bob, sonia, dircom
):
    practice = fire(make_practice(organism), "submit", alice)
    address = f"{practice.get_absolute_url()}lectures/1/"

    def codes():
        return [signed_in(who).get(address).status_code for who in (alice, bob, sonia, dircom)]

    before = codes()
    practice = fire(practice, "validate", sonia)
    after = codes()
    fire(practice, "publish", dircom)

    assert (before, after, codes()) == (
        [200, 404, 200, 404],
        [200, 404, 200, 200],
        [200, 404, 200, 200],
    )
    client.logout()
    assert client.get(address).status_code == 302


def test_a_snapshot_names_nobody(organism, alice):
    """BR-86: nothing of the person to contact stays in what was read."""
    practice = make_practice(
        organism, contact_name="Maëlle Tarvennec", contact_consent_on="2026-01-03"
    )

    reading = fire(practice, "submit", alice).reviews.get()

    assert "Tarvennec" not in str(reading.content)
    assert comparing.reference(reading) == (None, "")
