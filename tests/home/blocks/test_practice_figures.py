"""The figures of the observatory on any page: read when it is shown, chosen by whoever writes it."""

import re

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from observatory.practices.models import GoodPractice
from portal.cache import public
from tests import factories
from tests.home.blocks.making import make_page
from tests.observatory.making import make_practice

pytestmark = pytest.mark.django_db
BLOCK = {"title": "", "chosen": ["reuses", "sheets"], "note": "Chaque jour."}


def told(client, address):
    text = client.get(address).content.decode()
    return re.findall(r"<d[dt][^>]*>([^<]+)</d[dt]>", text), text


def cost(client, address):
    caches["pages"].clear()
    public.forget()
    with CaptureQueriesContext(connection) as seen:
        client.get(address)
    return len(seen)


def test_a_page_tells_the_figures_that_were_chosen(
    client, made_site, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        make_practice(factories.make_organism(), "published", reuse_count=3)
        make_page(made_site, "un", [("practice_figures", BLOCK)])
    figures, text = told(client, "/un/")
    with django_capture_on_commit_callbacks(execute=True):
        make_practice(factories.make_organism(), "published", is_demo=True)
        make_practice(factories.make_organism(), "draft")
    later, later_text = told(client, "/un/")

    assert sorted(figures) == sorted(["1", "fiche publiée", "3", "reprises connues"])
    assert sorted(later) == sorted(["2", "fiches publiées", "3", "reprises connues"])
    assert "Chaque jour." in text
    assert 'href="/observatoire/chiffres/"' in text
    assert ["inventés" in one for one in (text, later_text)] == [False, True]


def test_without_a_practice_it_says_zero(client, made_site, django_capture_on_commit_callbacks):
    assert not GoodPractice.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        make_page(made_site, "un", [("practice_figures", BLOCK)])

    assert told(client, "/un/")[0].count("0") == 2


def test_four_blocks_read_the_figures_once(client, made_site, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        make_practice(factories.make_organism(), "published")
        make_page(made_site, "un", [("practice_figures", BLOCK)])
        make_page(made_site, "deux", [("practice_figures", BLOCK)] * 4)
    client.get("/un/")

    assert cost(client, "/un/") == cost(client, "/deux/")
