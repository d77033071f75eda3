"""Relevance of the members' and the site's search: no set falls under docs/relevance.md."""

from datetime import datetime

import pytest

from home.search import listing as site
from home.site.loading import ensure_site
from portal.access import affiliations
from portal.core import clock
from portal.search.registry import A_KIND, named, search
from portal.search.spelling import proposal
from tests import furniture
from tests.portal.search import grading, members_world, site_world

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 24, 12)


@pytest.fixture(scope="module")
def site_of_module(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), clock.at(NOON), furniture.with_more("site", ensure_site):
        yield


@pytest.fixture(autouse=True)
def _noon(site_of_module):
    with clock.at(NOON):
        yield


def members_page(user, text):
    """« source/title » of what the page shows, from top to bottom; of what it proposes, when it finds nothing."""
    kinds = search(user, text)
    if not kinds:
        better = proposal(user, text)
        return members_page(user, better) if better else []
    first = {one.reference for one in named(kinds, text)}
    rows = [(kind.code, one) for kind in kinds for one in kind.found[:A_KIND]]
    rows.sort(key=lambda row: row[1].reference not in first)  # stable: what was named leads
    return list(dict.fromkeys(f"{code}/{one.title}" for code, one in rows))


def site_page(text):
    """« kind/title » of the first page of results; of what it proposes, when it finds nothing."""
    found = [f"{kind}/{title}" for _score, kind, title, *_ in site.find_results(text)]
    better = "" if found else site.proposal(text)
    return site_page(better) if better else found


def measured(name, rows, ask):
    """(set, its mean)."""
    found = [(row, ask(row)) for row in rows]
    scores = [(row["q"], grading.score(page, row["grades"]), page) for row, page in found]
    poor = [one for one in scores if one[1] < 0.7]
    return name, grading.print_measure(name, [value for _, value, _ in scores], poor)


def test_no_set_of_the_members_search_falls():
    people = members_world.make()

    def ask(row):
        user = people[row.get("who", "sonia")]
        affiliations.forget(user)
        return members_page(user, row["q"])

    sets = grading.rows("members.yaml")
    means = dict(measured(f"members-{name}", rows, ask) for name, rows in sets.items())

    assert sum(map(len, sets.values())) == 60
    assert grading.sets_that_fell(means) == {}


def test_no_set_of_the_sites_search_falls():
    site_world.make()
    sets = grading.rows("site.yaml")
    means = dict(
        measured(f"site-{name}", rows, lambda row: site_page(row["q"]))
        for name, rows in sets.items()
    )

    assert sum(map(len, sets.values())) == 45
    assert grading.sets_that_fell(means) == {}
