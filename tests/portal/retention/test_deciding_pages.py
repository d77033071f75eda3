"""Pages « Conservation »: the register as it stands, and the act « Effacer » of the data protection officer."""

import re
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal import calendar
from portal.core import clock
from portal.core.read_once import reading_once
from portal.models import Erasure, Invitation, Role, User
from portal.retention import jobs, listing
from portal.retention.registry import BY_CLOCK, BY_HAND, KEEPINGS, NEVER
from portal.web import worklist
from portal.web.submissions.once import new_key
from portal.workflow import audit_log
from tests.factories import make_user

pytestmark = pytest.mark.django_db
PAGE = "/espace/conservation/"
LINE = f"{PAGE}comptes/"
ACT = f"{LINE}effacer/"
SEEN = datetime(2024, 5, 24, 12, tzinfo=clock.PARIS)
ENDED = date(2026, 11, 24)
TODAY = datetime(2026, 11, 25, 3, tzinfo=clock.PARIS)
REASON = "Personne partie depuis deux ans, rien ne l’attend."


@pytest.fixture
def dpo(db):
    return make_user("Denis", "Poulain", roles=[Role.DPO])


@pytest.fixture(autouse=True)
def today():
    with clock.at(TODAY):
        yield


def gone(first_name="Léa", last_name="Voisin"):
    person = make_user(first_name, last_name)
    User.objects.filter(pk=person.pk).update(last_seen_at=SEEN)
    return person


def text_of(browser, address=PAGE):
    return browser.get(address).content.decode().replace("\u00a0", " ")


def rows_of(text):
    body = text.partition("<tbody>")[2].partition("</tbody>")[0]
    return [
        [" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in re.split(r"</t[hd]>", row)[:-1]]
        for row in body.split("</tr>")[:-1]
    ]  # fmt: skip


def sending(*people, **fields):
    facts = {"chosen": [one.pk for one in people], "reason": REASON, "is_known": "on"}
    return facts | {"once": new_key()} | fields


def test_each_line_is_done_by_the_clock_or_decided_or_says_that_nothing_erases_it():
    """BR-93: the page of personal data promises nothing that no code keeps."""
    kept = {
        code: (one.ending, one.over is not None, one.by_hand is not None)
        for code, one in KEEPINGS.items()
    }
    done = {
        **dict.fromkeys(BY_CLOCK, (True, False)), BY_HAND: (True, True),
        NEVER: (False, False),
    }  # fmt: skip

    assert {code: facts[1:] for code, facts in kept.items()} == {
        code: done[ending] for code, (ending, _, _) in kept.items()
    }


def test_the_page_tells_each_line_how_many_are_over_and_its_last_proof(dpo, signed_in):
    Invitation.objects.create(email="a@test.example", purpose="test", expires_at=SEEN)
    jobs.run(KEEPINGS["invitation"])
    gone(), gone("Max")
    text = text_of(signed_in(dpo))
    found = {row[0]: row[1:] for row in rows_of(text)}

    assert set(found) == {one.what for one in KEEPINGS.values()}
    assert found["Comptes"] == [
        "2 ans après la dernière visite, puis 6 mois en archive",
        "effacement décidé par le délégué à la protection des données", "2 lignes", "aucun",
    ]  # fmt: skip
    assert found["Invitations à ouvrir un compte"] == [
        "1 an après leur fin de validité", "effacement automatique", "rien",
        "1 ligne, le 25 novembre 2026",
    ]  # fmt: skip
    assert found["Relevés, décisions du comité et accusés de réception des dépôts"] == [
        "sans limite", "aucun effacement", "non compté", "aucun",
    ]  # fmt: skip
    assert "Voisin" not in text


def test_what_the_clock_should_have_ended_yesterday_is_late(dpo, signed_in):
    """What is over since this morning is for the next run; a clock that stopped shows with every job stopped."""
    limit = clock.at(TODAY - timedelta(days=365))
    with limit:
        expired = clock.now()
    Invitation.objects.create(
        email="a@test.example", purpose="test", expires_at=expired - timedelta(days=1)
    )
    today = text_of(signed_in(dpo))
    Invitation.objects.create(
        email="b@test.example", purpose="test", expires_at=expired - timedelta(days=2)
    )
    late = text_of(signed_in(dpo))

    name = "Invitations à ouvrir un compte"
    found = [{row[0]: row[3] for row in rows_of(one)}[name] for one in (today, late)]
    assert found == ["1 ligne", "En retard 1 ligne devait partir hier"]


def test_the_page_costs_the_same_with_many_rows(dpo, signed_in):
    browser = signed_in(dpo)

    def cost(address):
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(address).status_code == 200
        return len(queries)

    gone()
    Invitation.objects.create(email="a@test.example", purpose="test", expires_at=SEEN)
    jobs.run(KEEPINGS["invitation"])
    for address in (PAGE, LINE, ACT):
        cost(address)
    few = [cost(address) for address in (PAGE, LINE, ACT)]
    for number in range(5):
        gone(f"Léa{number}")
        Invitation.objects.create(email=f"{number}@test.example", purpose="test", expires_at=SEEN)
    jobs.run(KEEPINGS["invitation"])

    assert [cost(address) for address in (PAGE, LINE, ACT)] == few


def test_the_lines_are_counted_in_one_query(dpo, django_assert_num_queries):
    gone()
    assert dpo.has_role(Role.DPO)
    with reading_once(is_report=False), django_assert_num_queries(3):
        found = {one.keeping.code: one.over for one in listing.lines(dpo)}

    assert found["account"] == 1


def test_what_is_over_is_told_by_number_and_day_and_never_by_name(dpo, signed_in):
    lea = gone()
    text = text_of(signed_in(dpo), LINE)

    assert rows_of(text) == [[f"Compte n° {lea.pk}", "24 novembre 2026"]]
    assert ("Voisin" in text, "Léa" in text, lea.email in text) == (False, False, False)
    for said in (
        KEEPINGS["account"].by_hand.goes,
        KEEPINGS["account"].by_hand.stays,
        "ne peut pas être annulé",
    ):
        assert said.replace("\u00a0", " ") in text


def test_readers_see_the_page_and_the_data_protection_officer_alone_the_act(
    dpo, sonia, alice, signed_in
):
    gone()
    people = {
        "dpo": dpo, "référent": sonia, "suppléant": make_user(roles=[Role.DEPUTY]),
        "technique": make_user(roles=[Role.TECH]), "dircom": make_user(roles=[Role.DIRCOM]), "alice": alice,
    }  # fmt: skip
    found = {}
    for name, person in people.items():
        browser = signed_in(person)
        found[name] = [browser.get(address).status_code for address in (PAGE, LINE, ACT)]
        found[name].append(f'href="{ACT}"' in browser.get(LINE).content.decode())

    assert found == {
        "dpo": [200, 200, 200, True], "référent": [200, 200, 403, False],
        "suppléant": [200, 200, 403, False], "technique": [200, 200, 403, False],
        "dircom": [404, 404, 404, False], "alice": [404, 404, 404, False],
    }  # fmt: skip


def test_the_decision_erases_what_is_ticked_and_a_second_click_nothing_more(dpo, signed_in):
    lea, max_ = gone(), gone("Max")
    browser, sent = signed_in(dpo), sending(lea)
    first = browser.post(ACT, sent)
    again = browser.post(ACT, sent)
    other = browser.post(ACT, sending(lea))

    assert [(one.status_code, one.headers.get("Location")) for one in (first, again)] == [
        (302, LINE)
    ] * 2
    assert other.status_code == 422
    assert "elle l’est déjà" in other.content.decode()
    assert [str(User.objects.get(pk=one.pk)) for one in (lea, max_)] == [
        "Compte effacé",
        "Max Voisin",
    ]
    proof = Erasure.objects.get()
    assert (proof.code, proof.count) == ("account", 1)
    assert [one.reason for one in audit_log.entries_of(proof)] == [REASON]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"chosen": []}, "Cochez ce que vous effacez."),
        ({"reason": "Trop court"}, "il est gardé au journal avec votre nom"),
        ({"is_known": ""}, "rien ne sera retrouvé ensuite"),
    ],
)
def test_a_decision_without_its_reason_or_its_knowledge_is_none(fields, said, dpo, signed_in):
    lea = gone()
    answer = signed_in(dpo).post(ACT, sending(lea, **fields))

    assert (answer.status_code, said in answer.content.decode()) == (422, True)
    assert (str(User.objects.get(pk=lea.pk)), Erasure.objects.count()) == ("Léa Voisin", 0)


def test_an_act_with_nothing_over_says_so(dpo, signed_in):
    assert "Rien à effacer aujourd’hui" in text_of(signed_in(dpo), ACT)


def test_the_home_and_the_calendar_of_the_one_who_decides_tell_the_same_day(dpo, sonia):
    """One row a line, dated by the thing that waits longest."""
    gone(), gone("Max")
    User.objects.filter(first_name="Max").update(last_seen_at=SEEN + timedelta(hours=1))
    tasks = [one for one in worklist.lists(dpo)["do"] if one.due_on]
    moments = calendar.moments(dpo, ENDED - timedelta(days=9), ENDED + timedelta(days=9))

    assert [(one.title, one.url, one.due_on, one.date_label) for one in tasks] == [
        ("Décider d’un effacement\u00a0: comptes", LINE, ENDED, "Durée échue le")
    ]
    assert [(one.title, one.url, one.day) for one in moments] == [
        ("Décider d’un effacement\u00a0: comptes", LINE, ENDED)
    ]
    assert worklist.lists(sonia)["do"] == []


def test_the_bar_of_who_reads_it_leads_there(dpo, signed_in):
    assert f'href="{PAGE}"' in text_of(signed_in(dpo), "/espace/")


def test_the_proofs_of_a_line_are_told_a_day_and_not_a_batch(dpo, signed_in, monkeypatch):
    """The clock writes one a batch; the day before last is a row of its own."""
    monkeypatch.setattr(jobs, "BATCH", 1)
    for number in range(5):
        Invitation.objects.create(email=f"{number}@test.example", purpose="test", expires_at=SEEN)
        if number == 1:
            with clock.at(TODAY - timedelta(days=1)):
                jobs.run(KEEPINGS["invitation"])
    jobs.run(KEEPINGS["invitation"])
    text = text_of(signed_in(dpo))
    register, proofs = rows_of(text), rows_of(text.partition('id="preuves"')[2])

    name, rule = (
        "Invitations à ouvrir un compte",
        "1 an après leur fin de validité, version du 01/01/2016",
    )
    assert [row[4] for row in register if row[0] == name] == ["3 lignes, le 25 novembre 2026"]
    assert proofs == [
        [name, "3 lignes", rule, "effacement automatique", "25 novembre 2026"],
        [name, "2 lignes", rule, "effacement automatique", "24 novembre 2026"],
    ]
