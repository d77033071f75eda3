"""Kit generator: sentences, access, cost, long names."""

from datetime import date
from io import BytesIO

import pypdfium2
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image
from pypdf import PdfReader

from labelling.title.kit.generator import claims, pictures, printing
from labelling.title.kit.generator.claims import Claim
from labelling.title.kit.models import AssetDownload
from labelling.title.labels.models import Label
from labelling.title.licences import rights
from portal.core import clock
from portal.documents import pdf
from portal.sandbox import pool
from portal.web.rate_limits import MINUTE, Limit
from tests.factories import make_member, make_organism
from tests.labelling.kit.factories import make_licence
from tests.labelling.labels.factories import make_label

pytestmark = pytest.mark.django_db
COMPOSE = "/espace/kit/composer/valmeyre-habitat/{}/"
NAME = (
    "Office public de l’habitat de la communauté d’agglomération Œuvres & Logements "
    "de Saint-Étienne-lès-Remiremont-en-Val"
)
WIDEST = "W" * 120
SAID = {"signer": "É" * 80, "job": "Directrice & présidente", "contact": "0" * 120}


def a_claim(**fields):
    known = {
        "variant": "mention", "organism": NAME, "start_on": date(2025, 1, 1),
        "sentence": "est labellisé Quali’Hlm, avec la mention « Accompagnement du vieillissement »",
        "valid": "Valable jusqu’au 31 décembre 2027", "perimeter": "Résidences " * 14,
        "mention": "Accompagnement du vieillissement", "end_on": date(2027, 12, 31),
        "address": f"https://portail.example/badge/{'o' * 150}/", "is_demo": True,
    }  # fmt: skip
    return Claim(**known | fields)


def words_of(document):
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(document)).pages)
    return "".join(text.split())


def outside(document):
    """Letters of the first page that leave it."""
    page = pypdfium2.PdfDocument(document)[0]
    text, (width, height) = page.get_textpage(), page.get_size()
    boxes = [text.get_charbox(rank) for rank in range(text.count_chars())]
    return [b for b in boxes if b[0] < 0 or b[1] < 0 or b[2] > width or b[3] > height]


@pytest.mark.parametrize("code", ["affiche", "affiche-a3", "lettre"])
@pytest.mark.parametrize("name", [NAME, WIDEST])
def test_long_name_holds_in_one_page_and_none_of_it_is_clipped(code, name):
    template = printing.TEMPLATES[code]
    document = printing.compose(template, a_claim(organism=name), SAID, "pdf")
    reader = PdfReader(BytesIO(document))

    assert len(reader.pages) == 1
    assert outside(document) == []
    assert "".join(name.split()) in words_of(document)
    assert "Valablejusqu’au31décembre2027" in words_of(document)
    assert (reader.trailer["/Root"]["/MarkInfo"]["/Marked"], reader.trailer["/Root"]["/Lang"]) == (
        True, "fr",
    )  # fmt: skip


@pytest.mark.parametrize("code", ["reseaux-sociaux", "carte", "banniere"])
def test_picture_keeps_its_margins_whatever_the_name(code):
    """Painted: the columns at the right of the text are bare, and the picture says all in words."""
    template = printing.TEMPLATES[code]
    claim = a_claim(organism=WIDEST)
    painted = Image.open(BytesIO(printing.compose(template, claim, {}, "png"))).convert("RGB")
    right = painted.crop((painted.width - 40, 20, painted.width, int(painted.height * 0.92)))

    assert painted.width == template.width
    assert len(right.getcolors()) == 1
    assert pictures.spoken(claim) in template.draw(claim).svg().replace("&amp;", "&")


def test_name_that_cannot_hold_is_told_not_clipped():
    claim = a_claim(organism=" ".join(["W" * 60] * 12))
    with pytest.raises(pdf.Failed, match="ne tient pas"):
        printing.compose(printing.TEMPLATES["banniere"], claim, {}, "svg")


def test_a_poster_comes_in_three_formats_and_bears_the_number_of_its_attestation():
    claim = a_claim(organism="Valmeyre Habitat", number="QH-2024-0012")
    posters = {
        code: printing.compose(printing.TEMPLATES[code], claim, {}, "pdf")
        for code in ("affiche", "affiche-a3", "carte")
    }
    boxes = {
        code: [round(float(side)) for side in PdfReader(BytesIO(document)).pages[0].mediabox[2:]]
        for code, document in posters.items()
    }

    assert boxes == {"affiche": [595, 842], "affiche-a3": [842, 1190], "carte": [900, 472]}
    for code in ("affiche", "affiche-a3"):
        assert "AttestationQH-2024-0012" in words_of(posters[code])
    assert "Attestation QH-2024-0012" in pictures.spoken(claim)
    assert "Attestation" not in pictures.spoken(a_claim(organism="Valmeyre Habitat"))


@pytest.fixture
def licensed(organism, alice):
    label = make_label(organism)
    make_licence(label, by=alice)
    return label


def test_a_claim_bears_the_latest_number_that_was_not_voided(licensed):
    given = licensed.attestations.get()
    right = next(iter(rights.rights(licensed.organism)))
    before = claims.claim(licensed.organism, right).number
    given.pk, given.number, given.status = None, "QH-2026-9999", "void"
    given.save(force_insert=True)

    assert before == licensed.attestations.get(status="published").number
    assert claims.claim(licensed.organism, right).number == before


def test_br_79_composed_document_carries_the_register_s_facts_and_leaves_a_line(
    signed_in, licensed, alice
):
    """What is typed changes no fact: the name, the dates and the variant come from the title."""
    client = signed_in(alice)
    data = {"format": "svg", "organism": "Autre", "variant": "mention", "end_on": "2099-01-01"}
    answer = client.post(COMPOSE.format("reseaux-sociaux"), data)
    line = AssetDownload.objects.get()

    assert answer.headers["Content-Disposition"] == (
        'attachment; filename="reseaux-sociaux-valmeyre-habitat.svg"'
    )
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "Valmeyre Habitat est labellisé Quali’Hlm. " in answer.text
    assert "Valable jusqu’au 31 décembre 2027" in answer.text.replace("\u00a0", " ")
    assert (line.template, line.form, line.variant) == ("reseaux-sociaux", "SVG", "labelled")
    assert (line.organism, line.user, line.at) == (licensed.organism, alice, clock.now())
    assert line.keep_until_on == date(2032, 12, 31)


def test_br_78_generator_opens_to_members_of_a_licensed_organism_alone(
    signed_in, client, licensed, alice, chloe, bob, sonia, dircom
):
    path = COMPOSE.format("affiche")
    people = (alice, chloe, bob, sonia, dircom)
    codes = [signed_in(person).get(path).status_code for person in people]
    client.logout()

    assert codes == [200, 200, 404, 404, 404]
    assert client.get(path).status_code == 302
    assert signed_in(alice).get(COMPOSE.format("inconnu")).status_code == 404


def test_br_78_withdrawn_label_closes_the_generator_at_once(signed_in, licensed, alice):
    """Also what was already drawn and kept: the right is asked before the cache."""
    client, path = signed_in(alice), COMPOSE.format("banniere")
    drawn = client.post(path, {"format": "svg"}).status_code
    Label.objects.filter(pk=licensed.pk).update(state="withdrawn", ended_on=clock.today())
    closed = client.post(path, {"format": "svg"})

    assert (drawn, closed.status_code) == (200, 403)
    assert "Écrivez à la Dircom" in closed.text
    assert "n’est en vigueur" in client.get("/espace/kit/composer/").text
    assert AssetDownload.objects.count() == 1


def test_same_words_are_drawn_once_and_a_failure_gives_a_sentence(
    signed_in, licensed, alice, monkeypatch
):
    """Without the program that draws: what was drawn is served, what was not is told; nothing is lost."""
    client, path = signed_in(alice), COMPOSE.format("lettre")
    typed = {"signer": "Alice", "job": "Directrice", "contact": "Agence"}
    first = client.post(path, typed | {"format": "pdf"})
    monkeypatch.setattr(pool, "IS_READY", False)
    monkeypatch.setattr(pdf.PRESS, "script", "absent.py")
    again = client.post(path, typed | {"format": "pdf"})
    failed = client.post(path, typed | {"format": "pdf", "contact": "Siège"})

    assert first.content == again.content
    assert (failed.status_code, pdf.BROKEN in failed.text) == (503, True)
    assert failed.context["form"]["contact"].value() == "Siège"
    assert AssetDownload.objects.count() == 2


def test_missing_words_are_asked_for_beside_their_field(signed_in, licensed, alice):
    answer = signed_in(alice).post(COMPOSE.format("lettre"), {"format": "pdf", "signer": "Alice"})

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["job", "contact"]
    assert answer.context["form"]["signer"].value() == "Alice"
    assert AssetDownload.objects.count() == 0


def test_signature_is_html_and_text_and_counts(signed_in, licensed, alice):
    """« & » stays readable in the text and is written as HTML asks in the code."""
    data = {"format": "apercu", "signer": "Léa <b>", "job": "Accueil & relation"}
    page = signed_in(alice).post(COMPOSE.format("signature"), data).context

    assert "Léa &lt;b&gt;" in page["signature_html"]
    assert page["signature_txt"].startswith("Léa <b>\nAccueil & relation\nValmeyre Habitat\n")
    assert AssetDownload.objects.get().form == "HTML"


def test_drawing_has_a_limit_for_each_person(signed_in, licensed, alice, monkeypatch):
    monkeypatch.setattr("labelling.title.kit.generator.views.LIMIT", Limit(2, MINUTE, per="user"))
    client = signed_in(alice)
    codes = [
        client.post(COMPOSE.format("banniere"), {"format": "svg"}).status_code for _ in range(3)
    ]

    assert codes == [200, 200, 429]


def test_list_of_models_names_each_organism(signed_in, licensed, alice):
    other = make_organism("Aumont Habitat")
    make_member(other, user=alice)
    client = signed_in(alice)
    with CaptureQueriesContext(connection) as queries:
        page = client.get("/espace/kit/composer/")

    assert [(one.name, list(found)) for one, found in page.context["rows"]] == [
        ("Aumont Habitat", []), ("Valmeyre Habitat", ["labelled"]),
    ]  # fmt: skip
    assert len(queries) < 20
