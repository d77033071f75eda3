"""Changes of a dossier since the last visit: by others, by day and act, never a secret one."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from labelling.path.audits.models import AuditMission
from portal.changes.actions import note
from portal.changes.listing import changes, counted_words, followed, news
from portal.changes.models import Visit
from portal.changes.registry import TOPICS
from portal.core import clock
from portal.workflow import WORKFLOWS, audit_log
from tests.factories import make_dossier, make_organism

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 24, 12)
SECRET = "Un mot du délibéré"


@pytest.fixture(autouse=True)
def _today():
    with clock.at(NOON):
        yield


def tell(thing, by, *acts, days=0):
    with clock.at(NOON - timedelta(days=days)):
        for act in acts:
            audit_log.write(thing, by=by, act=act, sentence=SECRET, reason=SECRET)


def visited(user, *things, days=10):
    with clock.at(NOON - timedelta(days=days)):
        note(user, things)


def lines(found):
    return [(day.day, [line.words for line in rows]) for day, rows in found.days]


def test_changes_are_grouped_by_day_and_act_in_our_words(alice, sonia, dossier):
    tell(dossier, sonia, "register", days=20)
    tell(dossier, sonia, "piece.add", "piece.add", "edit", days=2)
    tell(dossier, sonia, "start_audit", days=1)
    found = changes(alice, dossier, clock.aware(NOON - timedelta(days=10)))

    assert found.count == 4
    assert lines(found) == [
        (23, ["l’audit est ouvert"]),
        (22, ["la présentation est modifiée", "2 pièces sont versées"]),
    ]


def test_what_one_did_oneself_is_no_news(alice, sonia, dossier):
    tell(dossier, alice, "piece.add")
    tell(dossier, None, "close_audit")

    assert lines(changes(alice, dossier, clock.aware(NOON - timedelta(days=1)))) == [
        (24, ["le traitement des constats commence"])
    ]


def test_nothing_is_told_of_before_the_first_visit(alice, sonia, dossier):
    tell(dossier, sonia, "piece.add")

    assert not changes(alice, dossier, None)


def test_an_act_without_words_is_never_told(alice, sonia, dossier):
    """The note of instruction, a waiver, what nobody declared: the journal has them, the feed has not."""
    tell(dossier, sonia, "note", "waive", "waiver", "ballot", "propose_dismissal")

    assert not changes(alice, dossier, clock.aware(NOON - timedelta(days=1)))


def test_a_mission_tells_its_steps_but_no_rating_nor_finding_before_it_is_sent(
    alice, sonia, bob, dossier
):
    mission = AuditMission.objects.create(
        reference="QH-A-2026-0001", dossier=dossier, audit_type="implementation", state="accepted"
    )
    tell(mission, sonia, "plan", "rate", "finding", "report", "send_draft", "send_back")
    since = clock.aware(NOON - timedelta(days=1))

    assert lines(changes(alice, dossier, since)) == [(24, ["le plan d’audit est envoyé"])]
    assert not changes(bob, dossier, since)


def test_every_act_that_has_words_exists():
    """A renamed transition would be silently forgotten."""
    known = {act for table in WORKFLOWS.values() for act in table.transitions}
    known |= {"open", "edit", "engage", "tenants", "piece.add", "piece.replace", "answer"}
    known |= {
        "stock_import",
        "stock_scope",
        "stock_correct",
        "stock_towns",
        "stock_rate",
        "plan_add",
        "plan_change",
    }
    known |= {"plan_validate", "assess", "evidence", "mission", "observe", "correct"}
    told = {
        act
        for topic in TOPICS.values()
        if topic.model._meta.app_label == "labelling"
        for branch in topic.branches
        for acts in (branch.acts, *branch.inner.values())
        for act in acts
    }

    assert told - known == set()


def test_the_page_says_once_what_changed(alice, sonia, dossier, signed_in):
    visited(alice, dossier)
    tell(dossier, sonia, "piece.add", days=2)
    client = signed_in(alice)
    text = client.get(dossier.get_absolute_url()).text
    later = []
    for minutes in (4, 10):
        with clock.at(NOON + timedelta(minutes=minutes)):
            later.append("Depuis votre visite" in client.get(dossier.get_absolute_url()).text)

    assert "Depuis votre visite du 14\u00a0novembre 2026\u00a0: 1\u00a0changement" in text
    assert "Une pièce est versée" in text
    assert SECRET not in text.split("Depuis votre visite", 1)[1].split("</details>", 1)[0]
    assert later == [False, False]


def test_the_feed_costs_the_page_three_queries_at_most(alice, sonia, dossier, signed_in):
    """Its visit comes with the dossier: the changes in two queries, and one to note the visit."""
    client = signed_in(alice)

    def cost(minutes):
        with (
            clock.at(NOON + timedelta(minutes=minutes)),
            CaptureQueriesContext(connection) as captured,
        ):
            client.get(dossier.get_absolute_url())
        sql = [row["sql"] for row in captured if "SELECT" in row["sql"] or "INSERT" in row["sql"]]
        return sum('INTO "portal_visit"' in one or '"portal_entry"."at" >' in one for one in sql)

    first, soon, later = cost(0), cost(1), cost(10)
    tell(dossier, sonia, *["piece.add"] * 20)

    assert (first, soon, later, cost(20)) == (1, 2, 3, 3)


def test_all_news_are_of_what_one_follows_and_cost_the_same_for_one_and_many(
    alice, bob, sonia, dossier, signed_in
):
    tell(dossier, sonia, "piece.add", days=2)
    client = signed_in(sonia)

    def cost():
        with CaptureQueriesContext(connection) as captured:
            client.get("/espace/nouveautes/")
        return len(captured)

    tell(dossier, alice, "piece.add", days=2)
    cost()
    one = cost()
    for _ in range(30):
        tell(make_dossier(make_organism()), alice, "edit", "piece.add", days=1)

    assert cost() == one
    assert [row.thing for row in news(alice)] == [dossier]
    assert news(bob) == []


def test_all_marked_as_seen_leaves_nothing_new(alice, sonia, dossier, signed_in):
    tell(dossier, sonia, "piece.add", days=2)
    client = signed_in(alice)
    before = client.get("/espace/nouveautes/").text
    answer = client.post("/espace/nouveautes/vu/")
    after = client.get("/espace/nouveautes/").text

    assert "Depuis un mois\u00a0: 1\u00a0changement" in before
    assert (answer.status_code, "Rien de nouveau" in after) == (302, True)
    assert followed(alice) == [dossier]
    assert Visit.objects.filter(person=alice).count() == 1


def test_pages_of_news_are_numbered(alice, sonia, signed_in):
    for _ in range(21):
        tell(make_dossier(make_organism()), alice, "edit", days=1)
    pages = [signed_in(sonia).get(f"/espace/nouveautes/?page={n}").context["page"] for n in (1, 2)]

    assert [len(page.object_list) for page in pages] == [20, 1]


@pytest.mark.parametrize(
    ("words", "n", "expected"),
    [
        ("une pièce|{n} pièces", 1, "une pièce"),
        ("une pièce|{n} pièces", 3, "3 pièces"),
        ("le plan est modifié", 2, "le plan est modifié, 2 fois"),
    ],
)
def test_words_say_how_many(words, n, expected):
    assert counted_words(words, n) == expected
