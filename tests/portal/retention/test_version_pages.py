"""Pages of the durations: versions, rows, comparison, steps; « Conservation » and the public page follow (BR-93)."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.commissioning import registry
from portal.core import clock
from portal.models import RetentionVersion, Role
from portal.retention.versions import actions
from portal.web import worklist
from tests.factories import make_user
from tests.portal.account_desk.conftest import browser, post, words_of
from tests.portal.retention.version_factories import (
    approved,
    fire,
    make_deputy,
    make_dpo,
    make_referent,
    proposed,
)

pytestmark = pytest.mark.django_db
BASE = "/espace/conservation/durees/"
DEMO = "Version de démonstration"
WHY = "Cette durée est trop courte pour répondre aux recours."


@pytest.fixture
def sonia(db):
    return make_referent()


@pytest.fixture
def dpo(db):
    return make_dpo()


def row(version, code):
    return f"{version.get_absolute_url()}duree/{code}/"


def typed(active=6, unit="m", archive="", **more):
    return {
        "active_count": active, "active_unit": unit, "archive_count": archive, "archive_unit": "m",
    } | more  # fmt: skip


def test_a_version_is_prepared_changed_proposed_and_approved_by_pages_alone(sonia, dpo):
    begun = post(sonia, f"{BASE}preparer/")
    version = RetentionVersion.objects.get()
    changed = post(sonia, row(version, "mail"), **typed(2, "a", 6))
    day = clock.today().isoformat()
    sent = post(sonia, f"{version.get_absolute_url()}proposer/", starts_on=day, note="Les nôtres.")
    done = post(dpo, f"{version.get_absolute_url()}approuver/")
    version.refresh_from_db()

    answers = (begun, changed, sent, done)
    assert [one.status_code for one in answers] == [302] * 4
    assert {one.headers["Location"] for one in answers} == {version.get_absolute_url()}
    assert version.periods["mail"] == {"active": "24m", "archive": "6m"}
    assert (version.state, version.decided_by) == ("approved", dpo)
    page = words_of(browser(dpo).get("/espace/conservation/"))
    assert "2 ans après l’envoi, puis 6 mois en archive" in page
    assert ("Les nôtres." in page, DEMO in page) == (True, False)


def test_the_line_of_the_commissioning_is_done_once_approved_even_for_later(sonia, dpo):
    line = registry.LINES["retention"]
    assert (len(line.missing()), line.address(sonia)) == (1, BASE)
    version = proposed(sonia, days=10)
    assert len(line.missing()) == 1
    fire(version, "approve", dpo)

    assert line.missing() == []


@pytest.mark.parametrize(
    ("code", "fields", "said"),
    [
        ("mail", typed(""), "Donnez une durée d’usage."),
        ("mail", typed(0), "supérieure ou égale à 1"),
        ("mail", typed("six"), "nombre entier"),
        ("mail", typed("9" * 5000), "nombre entier"),
        ("mail", typed(6, "o"), "Sélectionnez un choix valide"),
        ("mail", typed(101, "a"), "Cette durée est trop longue"),
        ("mail", typed(6, "m", 1201), "Cette durée est trop longue"),
        ("decision", typed(""), "Donnez une durée, ou cochez"),
        ("decision", typed("", archive=6), "L’archive vient après une durée d’usage"),
        ("decision", typed(6, is_unlimited="on"), "pas les deux"),
    ],
)
def test_what_is_no_duration_is_said_and_what_was_typed_stays(code, fields, said, sonia):
    version = actions.begin(by=sonia)
    before = dict(version.periods)
    answer = post(sonia, row(version, code), **fields)
    version.refresh_from_db()

    assert (answer.status_code, version.periods) == (422, before)
    assert said in words_of(answer)


def test_no_limit_is_offered_where_the_portal_erases_nothing_alone(sonia):
    version = actions.begin(by=sonia)
    pages = [browser(sonia).get(row(version, code)).text for code in ("mail", "decision")]
    assert ["Sans limite" in page for page in pages] == [False, True]
    done = post(sonia, row(version, "decision"), **typed("", is_unlimited="on"))
    version.refresh_from_db()

    assert (done.status_code, version.periods["decision"]) == (302, {})


def test_a_row_changed_meanwhile_shows_both_and_the_next_sending_keeps_one_s_own(sonia):
    version = actions.begin(by=sonia)
    actions.edit(version, "mail", {"active": "9m"}, by=make_deputy())
    told = post(sonia, row(version, "mail"), **typed(6), seen="12m")
    assert told.status_code == 409
    assert "9 mois après l’envoi" in words_of(told)
    assert 'name="seen" value="9m"' in told.text
    kept = post(sonia, row(version, "mail"), **typed(6), seen="9m")
    version.refresh_from_db()

    assert (kept.status_code, version.periods["mail"]) == (302, {"active": "6m"})


@pytest.mark.parametrize("days", [-1, 5])
def test_a_day_that_is_past_or_taken_is_told(days, sonia, dpo):
    approved(sonia, dpo, days=5)
    version = actions.begin(by=sonia)
    day = clock.today() + timedelta(days=days)
    answer = post(sonia, f"{version.get_absolute_url()}proposer/", starts_on=day.isoformat())
    version.refresh_from_db()

    assert (answer.status_code, version.state) == (422, "draft")


def test_a_second_version_is_refused_and_leads_to_the_first(sonia, dpo):
    first = actions.begin(by=sonia)
    answer = post(dpo, f"{BASE}preparer/")

    assert answer.status_code == 409
    assert f'href="{first.get_absolute_url()}"' in answer.text


def test_whose_pages_they_are(sonia, dpo):
    version = proposed(sonia)
    tech, alice = make_user(roles=[Role.TECH]), make_user()
    act, mine = f"{version.get_absolute_url()}approuver/", row(version, "mail")
    asked = [(one, path) for one in (sonia, tech, alice) for path in (act, mine)]

    assert [browser(one).get(path).status_code for one, path in asked] == [
        403, 200, 403, 403, 404, 404,
    ]  # fmt: skip
    assert post(sonia, act).status_code == 403
    assert post(sonia, mine, **typed(6)).status_code == 409
    assert browser(dpo).get(row(version, "unknown")).status_code == 403
    assert browser(sonia).get(row(version, "unknown")).status_code == 404


def test_an_answer_comes_once_the_second_is_told(sonia, dpo):
    version = proposed(sonia)
    address = version.get_absolute_url()
    assert post(dpo, f"{address}refuser/", reason="Non.").status_code == 422
    assert post(dpo, f"{address}refuser/", reason=WHY).status_code == 302

    assert post(dpo, f"{address}approuver/").status_code == 409
    assert post(sonia, f"{address}abandonner/", reason=WHY).status_code == 409


def test_the_comparison_tells_each_line_under_both_and_how_many_are_over(sonia):
    version = actions.begin(by=sonia)
    version = actions.edit(version, "mail", {"active": "7m"}, by=sonia)
    page = words_of(browser(sonia).get(f"{version.get_absolute_url()}comparer/"))

    assert "1 an après l’envoi 7 mois après l’envoi" in page
    assert f"{len(version.periods) - 1} lignes inchangées" in page
    assert "non compté" in page


def tasks(person):
    found = worklist.lists(type(person).objects.get(pk=person.pk))
    return [
        (which, one.title)
        for which in (worklist.DO, worklist.WAIT)
        for one in found[which]
        if one.url.startswith(BASE)
    ]


def test_each_home_says_whose_turn_it_is(sonia, dpo):
    paul, tech = make_deputy(), make_user(roles=[Role.TECH])
    people = (sonia, paul, dpo, tech)
    drafted, asked = "Durées de conservation en préparation", "Durées de conservation à approuver"
    assert [tasks(one) for one in people] == [[], [], [("do", asked)], []]
    version = actions.begin(by=paul)
    assert [tasks(one) for one in people] == [[("do", drafted)], [("do", drafted)], [], []]
    version = fire(version, "propose", sonia, starts_on=clock.today())
    assert [tasks(one) for one in people] == [
        [("wait", asked)], [("wait", asked)], [("do", asked)], [],
    ]  # fmt: skip
    fire(version, "approve", dpo)

    assert [tasks(one) for one in people] == [[], [], [], []]


def test_versions_before_and_after_are_listed_for_the_same_queries(sonia, dpo):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as found:
            text = words_of(browser(dpo).get(BASE))
        return len(found), text

    approved(sonia, dpo)
    fire(proposed(sonia), "refuse", dpo, reason=WHY)
    few, _ = queries()
    for days in (4, 8):
        approved(sonia, dpo, days=days)
        fire(proposed(sonia), "refuse", dpo, reason=WHY)
    many, text = queries()

    assert few == many
    assert text.count("fournie avec le portail") == 1
    assert [word in text for word in ("En vigueur", "À venir", "Avant", "Refusées ou abandonnées")] == [
        True
    ] * 4  # fmt: skip
