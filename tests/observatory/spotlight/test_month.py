"""Practice of the month: chosen in advance, one a month, while published; else the most reused."""

from datetime import date, datetime

import pytest
from django.db import IntegrityError, transaction

from home.site.loading import ensure_site
from observatory.public import practice_of_the_month
from observatory.spotlight import actions
from observatory.spotlight.models import MonthlyPractice
from observatory.spotlight.workflow import MONTH
from portal.core import clock
from portal.web.submissions.once import new_key
from portal.workflow import Forbidden, Refused
from tests.observatory.factories import make_practice

pytestmark = pytest.mark.django_db
HERE = "/espace/pratique-du-mois/"
DECEMBER = date(2026, 12, 1)


@pytest.fixture
def practice(organism):
    return make_practice(organism, "published", title="Celle de décembre")


def today():
    found = practice_of_the_month()
    return found and found["practice"].title


def test_without_a_choice_the_most_reused_of_the_last_year_then_of_all(organism):
    assert today() is None
    old = {"published_on": "2024-01-02", "review_due_on": "2027-01-02"}
    make_practice(organism, "published", title="Vieille et reprise", reuse_count=90, **old)
    assert today() == "Vieille et reprise"
    make_practice(organism, "published", title="Récente", reuse_count=2)
    make_practice(organism, "published", title="Récente et reprise", reuse_count=5)
    make_practice(organism, "draft", title="Brouillon", reuse_count=99)

    assert today() == "Récente et reprise"


def test_chosen_ahead_it_comes_with_its_month_and_leaves_with_its_practice(
    organism, practice, dircom, alice
):
    make_practice(organism, "published", title="La plus reprise", reuse_count=9)
    actions.choose(practice, DECEMBER, by=dircom, words="Pour l’hiver")
    found = [today()]
    with clock.at(datetime(2026, 12, 24, 9)):
        found.append(today())
        practice.workflow.fire(practice, "withdraw", by=alice)
        found.append(today())

    assert found == ["La plus reprise", "Celle de décembre", "La plus reprise"]


def test_one_a_month_by_the_office_or_the_dircom(practice, organism, alice, sonia, dircom):
    with pytest.raises(Forbidden):
        actions.choose(practice, DECEMBER, by=alice)
    with pytest.raises(Refused):
        actions.choose(make_practice(organism), DECEMBER, by=sonia)
    first = actions.choose(practice, DECEMBER, by=sonia)
    with pytest.raises(Refused):
        actions.choose(practice, DECEMBER, by=dircom)
    MONTH.fire(first, "cancel", by=dircom)
    actions.choose(practice, DECEMBER, by=dircom)
    with pytest.raises(IntegrityError), transaction.atomic():
        MonthlyPractice.objects.create(practice=practice, month=DECEMBER, chosen_by=sonia)


def test_in_the_browser_by_its_address_or_its_reference(signed_in, practice, dircom):
    client, add = signed_in(dircom), f"{HERE}choisir/"
    wrong = client.post(add, {"practice": "rien", "month": "2026-12", "once": new_key()})
    past = client.post(add, {"practice": practice.slug, "month": "2026-10", "once": new_key()})
    for text, month in ((practice.get_public_url(), "2026-12"), (practice.reference, "2027-01")):
        made = client.post(add, {"practice": text, "month": month, "once": new_key()})
        assert made["Location"] == f"{HERE}{month}/"
    again = client.post(add, {"practice": practice.slug, "month": "2026-12", "once": new_key()})
    listed = client.get(HERE).content.decode()

    assert [r.status_code for r in (wrong, past, again)] == [422, 422, 409]
    assert "Aucune pratique publiée" in wrong.content.decode()
    assert ("décembre 2026" in listed, "janvier 2027" in listed) == (True, True)
    assert client.get(f"{HERE}2026-12/").status_code == 200
    assert [client.get(f"{HERE}{m}/").status_code for m in ("2026-11", "hier")] == [404, 404]


def test_the_home_shows_it_and_forgets_it_with_its_practice(client, practice, sonia, alice):
    ensure_site()
    actions.choose(practice, date(2026, 11, 1), by=sonia, words="Pour la rentrée des halls")
    before = client.get("/").content.decode()
    practice.workflow.fire(practice, "withdraw", by=alice)
    after = client.get("/").content.decode()

    assert ("Pour la rentrée des halls" in before, practice.get_public_url() in before) == (
        True,
        True,
    )
    assert ("La pratique du mois" in after, practice.get_public_url() in after) == (False, False)


def test_others_find_nothing(signed_in, practice, alice, sonia):
    actions.choose(practice, DECEMBER, by=sonia)
    client = signed_in(alice)

    codes = [client.get(a).status_code for a in (HERE, f"{HERE}choisir/", f"{HERE}2026-12/")]
    assert codes == [404, 404, 404]


def test_the_list_costs_the_same_with_many(signed_in, practice, sonia, django_assert_num_queries):
    client = signed_in(sonia)
    assert "Aucun choix" in client.get(HERE).content.decode()
    for many in (1, 4):
        for month in actions.months()[many : many + 3]:
            actions.choose(practice, month, by=sonia)
        with django_assert_num_queries(8):
            client.get(HERE)
