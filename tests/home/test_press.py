"""Press room: series as a page, a drawing and a table; photographs with their credit; file, spokesperson, logo."""

import csv
from datetime import date
from io import StringIO
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup

from home.models import PressPage
from home.pages.press import Photograph
from home.uploads.pictures import make_sizes
from labelling.public import LICENCE
from tests.factories import make_organism
from tests.home.blocks.factories import make_document, make_image
from tests.home.factories import cost
from tests.labelling.labels.factories import make_label

pytestmark = pytest.mark.django_db
PATH = "/presse/"
SERIES = "/presse/chiffres/labellises"
DC = "{http://purl.org/dc/elements/1.1/}"


@pytest.fixture(autouse=True)
def site(made_site):
    return made_site


@pytest.fixture
def two_labels():
    """One from March 2024, one from October 2026."""
    for name, start_on, end_on in (
        ("Armoril", date(2024, 3, 1), date(2027, 2, 28)),
        ("Valmeyre", date(2026, 10, 1), date(2029, 9, 30)),
    ):
        make_label(make_organism(name), start_on=start_on, end_on=end_on)


def table(client, path=f"{SERIES}.csv"):
    text = client.get(path).content.decode().removeprefix("\ufeff")
    return list(csv.DictReader(StringIO(text), delimiter=";"))


def with_photographs(images):
    page = PressPage.objects.get()
    page.photographs = [
        (
            "photograph",
            {
                "image": image,
                "alt": f"Le hall {n}",
                "caption": "",
                "rights": "Libre pour la presse.",
            },
        )
        for n, image in enumerate(images)
    ]
    page.save_revision().publish()
    return page


def picture(credit="Portail Quali’Hlm", **more):
    image = make_image(size=(1000, 700), credit=credit, **more)
    make_sizes.func(image.pk)  # as the worker does
    return image


def test_a_series_tells_each_year_with_its_source_and_its_licence(client, two_labels):
    rows = table(client)
    told = {row["annee"]: row["valeur"] for row in rows}

    assert list(told) == [str(year) for year in range(2017, 2027)]
    assert (told["2023"], told["2026"]) == ("0", "2")
    assert {row["licence"] for row in rows} == {LICENCE}
    assert (rows[-1]["etat_au"], rows[-2]["etat_au"]) == ("2026-11-24", "2025-12-31")


def test_the_drawing_carries_its_numbers_its_source_and_its_licence(client, two_labels):
    answer = client.get(f"{SERIES}.svg")
    drawing = ElementTree.fromstring(answer.content)
    texts = " ".join(drawing.itertext())

    assert answer["Content-Type"].startswith("image/svg+xml")
    assert drawing.find(f".//{DC}rights").text == LICENCE
    assert "http://testserver/presse/chiffres/labellises.svg" in texts
    assert "2026\u00a0: 2" in texts
    assert "registre du label, 24\u00a0novembre 2026." in texts


@pytest.mark.parametrize("extension", ["svg", "csv"])
def test_a_file_is_kept_an_hour_and_asked_again_for_nothing(client, extension):
    answer = client.get(f"{SERIES}.{extension}")
    again = client.get(f"{SERIES}.{extension}", headers={"If-None-Match": answer["ETag"]})

    assert "max-age=3600" in answer["Cache-Control"]
    assert "public" in answer["Cache-Control"]
    assert again.status_code == 304


@pytest.mark.parametrize("name", ["labellises", "engages", "logements"])
def test_every_series_has_its_page_reached_from_the_press_room(client, name):
    press = BeautifulSoup(client.get(PATH).text, "html.parser")
    page = BeautifulSoup(client.get(f"/presse/chiffres/{name}/").text, "html.parser")
    files = {a["href"] for a in page.main.select("a.button")}

    assert press.select_one(f'a[href="/presse/chiffres/{name}/"]') is not None
    assert files == {f"/presse/chiffres/{name}.svg", f"/presse/chiffres/{name}.csv"}
    assert len(page.select("tbody tr")) == 10


@pytest.mark.parametrize("extension", ["/", ".svg", ".csv"])
def test_a_series_that_is_none_is_not_found(client, extension):
    assert client.get(f"/presse/chiffres/score{extension}").status_code == 404


def test_a_photograph_is_taken_by_format_with_its_credit_and_its_rights(client):
    with_photographs([picture()])
    page = BeautifulSoup(client.get(PATH).text, "html.parser")
    files = page.select("figure a[download]")
    taken = client.get(files[0]["href"])
    content = b"".join(taken)

    assert [a.get_text(" ", strip=True).split(",")[0] for a in files] == ["JPEG", "WEBP", "AVIF"]
    assert "Crédit\u00a0: Portail Quali’Hlm. Libre pour la presse." in page.figure.figcaption.text
    assert page.figure.find_all(True, recursive=False)[-1].name == "figcaption"
    assert (taken.status_code, content[:2]) == (200, b"\xff\xd8")


def test_a_photograph_without_credit_is_not_published():
    block = Photograph()
    value = {"image": make_image(credit=" "), "alt": "Un hall", "rights": "Libre."}

    assert list(block.problems(value)) == ["image"]
    assert block.problems(value | {"image": make_image(credit="Léa")}) == {}


def test_many_photographs_take_no_more_queries(client):
    with_photographs([picture()])
    few = cost(client, PATH)
    with_photographs([picture(name=f"hall-{n}.jpg", colour=(n, n, n)) for n in range(4)])

    assert cost(client, PATH) == few


def test_what_nobody_has_given_is_not_announced_and_what_is_given_is_shown(client):
    titles = ("Dossier de presse", "Photographies", "Porte-parole")
    before = client.get(PATH).text
    page = PressPage.objects.get()
    page.files = [("document", {"document": make_document(title="Dossier 2026"), "note": ""})]
    page.spokesperson, page.spokesperson_job = "Léa Martin", "Présidente du comité"
    page.save_revision().publish()
    with_photographs([picture()])
    after = client.get(PATH).text

    assert [title in before for title in titles] == [False] * 3
    assert [title in after for title in (*titles, "Dossier 2026", "Léa Martin")] == [True] * 5


def test_the_logo_is_asked_for_by_the_form_that_exists(client):
    page = BeautifulSoup(client.get(PATH).text, "html.parser")
    [door] = [a["href"] for a in page.select("main a.button") if "logo" in a.text]
    form = BeautifulSoup(client.get(door).text, "html.parser")

    assert form.select_one("input[name=topic][checked]")["value"] == "press"
