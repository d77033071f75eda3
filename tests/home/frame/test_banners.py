"""Alert banners: from a moment to another, on every page, and on no kept page after their end."""

import json
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from home.models import AlertBanner, ContentPage
from home.review.gate import NotReady
from portal.cache import versions
from portal.core import clock
from portal.models import Role
from tests.factories import make_user
from tests.home.conftest import NOON

HOUR = timedelta(hours=1)


def make_banner(heading="Le portail ferme ce soir", start=-HOUR, end=HOUR, **fields):
    now = clock.now()
    dates = {"starts_at": now + start, "ends_at": now + end}
    return AlertBanner.objects.create(heading=heading, **dates, **fields)


def link(label, page=None, service=""):
    entry = {"label": label, "page": page, "service": service}
    return json.dumps([{"type": "entry", "value": entry}])


def publish(banner, by):
    banner.save_revision(user=by).publish(user=by)


def read(path="/contact/"):
    """(text, statements) of a stranger's page."""
    with CaptureQueriesContext(connection) as queries:
        page = Client().get(path)
    return page.text, len(queries)


@pytest.mark.django_db
def test_a_banner_is_on_every_page_between_its_dates(client, made_site):
    page = ContentPage.objects.get(slug="contact")
    make_banner(text="De 20 h à 22 h.", tone="warn", link=link("En savoir plus ici", page.pk))
    texts = [client.get(path).text for path in ("/", "/annuaire/", "/rien/", "/compte/connexion/")]

    assert [text for text in texts if "Le portail ferme ce soir" not in text] == []
    assert 'href="/contact/">En savoir plus ici</a>' in texts[0]
    for at in (NOON - 2 * HOUR, NOON + HOUR):
        with clock.at(at):
            assert "Le portail ferme" not in client.get("/").text


@pytest.mark.django_db
def test_a_draft_or_a_withdrawn_banner_is_nowhere(client, made_site):
    banner = make_banner(live=False)
    assert "Le portail ferme" not in client.get("/").text
    AlertBanner.objects.update(live=True)
    assert "Le portail ferme" in client.get("/").text
    banner.refresh_from_db()
    banner.unpublish()
    assert "Le portail ferme" not in client.get("/").text


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"start": -2 * HOUR, "end": -HOUR}, "Cette date est passée"),
        ({"link": link("Le programme")}, "Choisissez la page ou le service"),
        ({"link": link("", service="/annuaire/")}, "libellé\u00a0: Champ requis."),
        ({"heading": " "}, "Renseignez «\u00a0titre\u00a0»"),
        ({"text": "Écrivez à diane.combes@example.org."}, "adresse d’une personne"),
    ],
)
def test_a_banner_that_would_not_serve_is_not_published(fields, sentence, made_site, dircom):
    banner = make_banner(live=False, **fields)
    with pytest.raises(NotReady) as refused:
        publish(banner, dircom)

    assert sentence in " ".join(refused.value.sentences)


@pytest.mark.django_db
def test_one_banner_at_a_time(made_site, dircom):
    publish(make_banner("Premier"), dircom)
    second = make_banner("Second", start=timedelta(minutes=30), end=3 * HOUR, live=False)
    with pytest.raises(NotReady) as refused:
        publish(second, dircom)
    assert "«\u00a0Premier\u00a0» paraît déjà du 24 novembre 2026" in str(refused.value)

    second.starts_at = clock.now() + HOUR
    publish(second, dircom)
    assert AlertBanner.objects.get(pk=second.pk).live


@pytest.mark.django_db
def test_many_banners_cost_what_one_costs(made_site, client):
    counts = []
    for n in range(3):
        make_banner(f"B{n}", start=(2 * n) * HOUR, end=(2 * n + 1) * HOUR)
        if n in (0, 2):
            with CaptureQueriesContext(connection) as queries:
                client.get("/contact/")
            counts.append(len(queries))

    assert counts[0] == counts[1]


@pytest.fixture
def committed(committed_site, transactional_db):
    versions.bump()
    return make_user("Diane", "Combes", roles=[Role.DIRCOM])


def test_a_kept_page_shows_the_banner_that_begins_and_loses_the_one_that_ends(committed):
    """Without any write in between, nor any job: the page is kept for the banner that it shows."""
    make_banner("Fermé", start=HOUR, end=2 * HOUR)
    told = {}
    for minutes in (0, 59, 60, 119, 120):
        with clock.at(NOON + timedelta(minutes=minutes)):
            first, _ = read()
            again, cost = read()
            told[minutes] = ("Fermé" in first, "Fermé" in again, cost)

    assert told == {
        0: (False, False, 0),
        59: (False, False, 0),
        60: (True, True, 0),
        119: (True, True, 0),
        120: (False, False, 0),
    }


def test_what_is_published_is_on_the_kept_pages_at_once(committed):
    read()
    banner = make_banner("Fermé", live=False)
    before, _ = read()
    publish(banner, committed)
    after, _ = read()
    banner.refresh_from_db()
    banner.unpublish(user=committed)

    assert ("Fermé" in before, "Fermé" in after, "Fermé" in read()[0]) == (False, True, False)
    assert read()[1] == 0


def test_the_hour_of_the_banner_is_that_of_paris(committed):
    make_banner("Fermé", start=timedelta(0), end=HOUR)

    with clock.at(datetime(2026, 11, 24, 12, 59, 59)):
        assert "Fermé" in read()[0]
    with clock.at(datetime(2026, 11, 24, 13)):
        assert "Fermé" not in read()[0]
