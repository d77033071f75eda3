"""Practices of an organism that loses its label: they stay, the badge goes (docs/decisions/label)."""

import re
from datetime import date
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from home.site.loading import ensure_site
from labelling.title.labels.models import Label
from observatory.practices.models import GoodPractice
from observatory.public import published_practices
from tests import worlds
from tests.factories import make_organism
from tests.home.blocks.factories import make_page
from tests.labelling.labels.factories import make_label
from tests.observatory.factories import make_practice

pytestmark = pytest.mark.django_db
LIST = reverse("observatory:list")
BADGE, DIRECTORY = "Vérifiée en audit", "/annuaire/valmeyre-habitat/"
BLOCK = [("practices", {"title": "À reprendre", "limit": 3})]


def main(path):
    answer = Client().get(path)
    return answer.content.decode().partition("<main")[2].partition("</main>")[0]


def words(path):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main(path))).split())


@pytest.fixture(scope="module")
def practice_of_module(django_db_setup, django_db_blocker):
    """The site, a page of blocks, an organism with its label and the key of its practice."""
    with worlds.undone_at_the_end(django_db_blocker):
        make_page(ensure_site(), slug="en-blocs", body=BLOCK)
        organism = make_organism("Valmeyre Habitat", slug="valmeyre-habitat")
        make_label(organism)
        yield make_practice(organism, "published", origin="audit_strength").pk


@pytest.fixture
def practice(practice_of_module, db):
    return GoodPractice.objects.get(pk=practice_of_module)


@pytest.fixture
def organism(practice):
    return practice.organism


def places(practice):
    return (LIST, practice.get_public_url(), "/en-blocs/", "/recherche/?q=halls")


def shown(practice):
    return [practice.title in words(path) for path in places(practice)]


def vouched(practice):
    return [BADGE in words(path) for path in (LIST, practice.get_public_url())]


@pytest.mark.parametrize("state", ["withdrawn", "annulled", "suspended"])
def test_the_sheet_stays_and_neither_badge_nor_directory_vouches_for_it(practice, state):
    before = shown(practice), vouched(practice), DIRECTORY in main(practice.get_public_url())
    Label.objects.update(state=state, suspended_on=date(2026, 11, 1), ended_on=date(2026, 11, 20))

    assert before == ([True] * 4, [True, True], True)
    assert (shown(practice), vouched(practice)) == ([True] * 4, [False, False])
    assert DIRECTORY not in main(practice.get_public_url())
    assert [practice] == list(published_practices())
    assert "1er\u00a0février 2026" in main(practice.get_public_url())


def test_the_sheet_says_by_itself_whether_its_organism_holds_the_label_today(practice):
    """Losing the label does not unpublish, a flag is shown; no other place speaks of it."""
    said = [words(path) for path in places(practice)[:3]]
    Label.objects.update(state="withdrawn", ended_on=date(2026, 11, 20))
    after = [words(path) for path in places(practice)[:3]]

    flags = ("labellisé aujourd’hui", "pas de label aujourd’hui")
    assert [[flag in text for flag in flags] for text in said] == [
        [False, False], [True, False], [False, False],
    ]  # fmt: skip
    assert [[flag in text for flag in flags] for text in after] == [
        [False, False], [False, True], [False, False],
    ]  # fmt: skip


def test_the_badge_comes_back_with_another_label(practice, organism):
    Label.objects.update(
        state="withdrawn",
        start_on=date(2020, 1, 1),
        end_on=date(2022, 12, 31),
        ended_on=date(2021, 1, 1),
    )
    before = vouched(practice)
    make_label(organism, cycle=2)

    assert (before, vouched(practice)) == ([False, False], [True, True])


def test_a_label_that_came_to_its_end_takes_nothing_back(practice):
    Label.objects.update(state="expired", ended_on=date(2026, 11, 20))

    assert vouched(practice) == [True, True]


def test_an_organism_without_a_label_is_told_by_its_auditor_too():
    practice = make_practice(make_organism(), "published", origin="audit_strength")

    assert vouched(practice) == [True, True]


def test_the_list_costs_the_same_with_one_and_twenty(practice, django_assert_num_queries):
    """One statement more than without any practice noted in an audit, however many they are."""
    with django_assert_num_queries(9) as first:
        Client().get(LIST)
    for _ in range(19):
        make_practice(make_organism(), "published", origin="audit_strength")
    with django_assert_num_queries(len(first)):
        Client().get(LIST)
