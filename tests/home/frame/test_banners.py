"""Alert banners: from a moment to another, on every page; what is refused."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from home.models import AlertBanner, ContentPage
from home.review.guards import NotReady
from portal.core import clock
from tests.home.conftest import NOON

pytestmark = pytest.mark.django_db
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


def test_a_banner_is_on_every_page_between_its_dates(client, made_site):
    page = ContentPage.objects.get(slug="contact")
    make_banner(text="De 20 h à 22 h.", tone="warn", link=link("En savoir plus ici", page.pk))
    texts = [client.get(path).text for path in ("/", "/annuaire/", "/rien/", "/compte/connexion/")]

    assert [text for text in texts if "Le portail ferme ce soir" not in text] == []
    assert 'href="/contact/">En savoir plus ici</a>' in texts[0]
    for at in (NOON - 2 * HOUR, NOON + HOUR):
        with clock.at(at):
            assert "Le portail ferme" not in client.get("/").text


def test_a_draft_or_a_withdrawn_banner_is_nowhere(client, made_site):
    banner = make_banner(live=False)
    assert "Le portail ferme" not in client.get("/").text
    AlertBanner.objects.update(live=True)
    assert "Le portail ferme" in client.get("/").text
    banner.refresh_from_db()
    banner.unpublish()
    assert "Le portail ferme" not in client.get("/").text


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


def test_one_banner_at_a_time(made_site, dircom):
    publish(make_banner("Premier"), dircom)
    second = make_banner("Second", start=timedelta(minutes=30), end=3 * HOUR, live=False)
    with pytest.raises(NotReady) as refused:
        publish(second, dircom)
    assert "«\u00a0Premier\u00a0» paraît déjà du 24\u00a0novembre 2026" in str(refused.value)

    second.starts_at = clock.now() + HOUR
    publish(second, dircom)
    assert AlertBanner.objects.get(pk=second.pk).live


def test_many_banners_cost_what_one_costs(made_site, client):
    counts = []
    for n in range(3):
        make_banner(f"B{n}", start=(2 * n) * HOUR, end=(2 * n + 1) * HOUR)
        if n in (0, 2):
            with CaptureQueriesContext(connection) as queries:
                client.get("/contact/")
            counts.append(len(queries))

    assert counts[0] == counts[1]
