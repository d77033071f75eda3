"""Home and shared links: a measured practice, agreement of numbers, a picture of the brand."""

from pathlib import Path

import pytest
from django.conf import settings
from PIL import Image

from home.pages.figures import engaged_figure, labelled_figure
from home.pages.front.reading import practice_of_month
from home.pages.label import served_by
from labelling import public
from tests.factories import make_organism
from tests.observatory.factories import make_practice

pytestmark = pytest.mark.django_db


def measured(title, state="published", before=60, **fields):
    practice = make_practice(make_organism(), state=state, title=title, **fields)
    for order, name in enumerate(("Sans avant", "Halls propres", "Réclamations", "De trop"), 1):
        practice.indicators.create(
            order=order,
            name=name,
            before=None if order == 1 else before,
            after=78.5,
            unit="%",
            measured_on="2025-06",
            source="enquête",
        )
    return practice


def test_the_home_shows_the_practice_of_the_month_with_two_measures(client, made_site):
    measured("Pas encore parue", state="draft")
    assert practice_of_month() is None
    assert "La pratique du mois" not in client.get("/").content.decode()

    measured("Halls notés ensemble", reuse_count=2)
    make_practice(make_organism(), state="published", title="Moins reprise")
    shown = client.get("/").context["practice"]

    assert shown["sheet"].title == "Halls notés ensemble"
    assert shown["figures"] == [
        {"label": "Halls propres", "value": "de 60 à 78,5 %", "note": "juin 2025"},
        {"label": "Réclamations", "value": "de 60 à 78,5 %", "note": "juin 2025"},
    ]
    assert "de 60 à 78,5 %" in client.get("/").content.decode()


def test_a_shared_link_shows_the_title_and_the_brand_picture(client, made_site):
    source = Path(settings.BASE_DIR) / "static/img/share.png"
    with Image.open(source) as picture:
        width, height = picture.size
    for path, title in (
        ("/annuaire/", "Annuaire des organismes labellisés"),
        ("/presse/", "Presse"),
    ):
        text = client.get(path).content.decode()
        assert f'<meta property="og:title" content="{title}">' in text, path
        assert f'<meta property="og:image" content="{settings.PORTAL_ADDRESS}/static/img/' in text
        assert f'<meta property="og:image:width" content="{width}">' in text, path
        assert f'<meta property="og:image:height" content="{height}">' in text, path
    assert "og:image" not in client.get("/compte/connexion/").content.decode()


def test_a_title_with_quotation_marks_stays_inside_its_attribute(client, made_site):
    text = client.get("/recherche/", {"q": '"><b>x'}).content.decode()

    assert 'og:title" content="«\u00a0&quot;&gt;&lt;b&gt;x\u00a0», recherche">' in text


def test_one_is_not_told_as_many():
    assert labelled_figure(1)["label"] == "organisme labellisé aujourd’hui"
    assert labelled_figure(2)["label"] == "organismes labellisés aujourd’hui"
    assert engaged_figure(1)["label"] == "organisme engagé qui l’annonce"


def test_an_auditor_who_goes_everywhere_is_told_in_four_words():
    names = dict(public.regions())
    everywhere = sorted(public.metropolitan())

    assert served_by(everywhere, names) == ["toute la France métropolitaine"]
    assert served_by([*everywhere, "04"], names)[1:] == ["La Réunion"]
    assert served_by(["53", "??"], names) == ["Bretagne"]
