"""Register of acts: frequency, times, hours spared and possible gains, told by hand; readers, costs, files."""

from datetime import timedelta

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from labelling.models import ActCount
from labelling.steering.act_ledger.listing import Ledger, rows
from portal.models import Role
from portal.workflow import Forbidden
from tests.factories import make_user
from tests.labelling.act_ledger.factories import DOSSIER, counted, declared

pytestmark = pytest.mark.django_db
ADDRESS = "/espace/pilotage/actes/"
DONE = ("register",) * 6 + ("note",) * 2


def ledger(user, query=""):
    return Ledger(user, QueryDict(query))


def line(user, act, query=""):
    (found,) = [one for one in ledger(user, query).lines if one.act.key == (DOSSIER, act)]
    return found


def test_hours_spared_are_what_was_declared_times_how_often(sonia):
    counted(sonia, *DONE, gap=timedelta(hours=1))
    assert line(sonia, "register").spared is None
    declared(sonia, before=25, now=5)

    told = line(sonia, "register")
    assert (told.people, told.spared) == (6, 2.0)
    assert told.formula == "6 × (25 − 5)\u00a0min"
    assert told.time_said == "5\u00a0min, déclaré pour octobre 2026"
    assert (ledger(sonia).spared, ledger(sonia).spared_since_first) == (2.0, 2.0)


def test_the_time_before_alone_spares_nothing(sonia):
    counted(sonia, *DONE)
    declared(sonia, before=None, now=5)

    told = line(sonia, "register")
    assert (told.spared, told.formula, told.hours) == (None, "", 0.5)


def test_the_median_of_what_several_declare_is_kept(sonia, paul):
    thing = counted(sonia, "register")
    counted(paul, "register", thing=thing)
    declared(sonia, before=20, now=4)
    declared(paul, before=40, now=10)

    told = line(sonia, "register").time
    assert (told.before, told.now, told.count) == (30, 7, 2)


def test_a_time_is_measured_where_the_journal_tells_it_enough(sonia):
    counted(sonia, *DONE, gap=timedelta(minutes=4))

    assert line(sonia, "register").time_said == "4\u00a0min, mesuré sur 5\u00a0fois"
    assert line(sonia, "note").time_said == "non mesuré"


def test_what_takes_the_most_hours_by_hand_comes_first(sonia):
    counted(sonia, *DONE, gap=timedelta(hours=1))
    declared(sonia, now=5)
    declared(sonia, now=60, act="note")

    assert [(one.act.act, one.hours) for one in ledger(sonia).next_gains] == [("note", 2.0)]


def test_filters_keep_what_they_say(sonia):
    counted(sonia, *DONE)
    counted(None, "close_audit")

    def acts(query):
        return [one.act.act for one in ledger(sonia, query).lines]

    assert acts("") == ["register", "note", "close_audit"]
    assert acts("facon=portail") == ["close_audit"]
    assert acts("facon=main") == ["register", "note"]
    assert acts("ensemble=community") == []
    assert acts("periode=2026") == ["register", "note", "close_audit"]
    assert acts("ordre=objet") == ["register", "note", "close_audit"]
    assert len(acts("faits=tous")) > 400


def test_readers_of_both_bodies_read_sums_alone(sonia, colette, signed_in):
    counted(sonia, *DONE)
    declared(sonia)

    page = signed_in(colette).get(ADDRESS)
    assert "dossier" in page.text
    assert "Vasseur" not in page.text
    assert "Rendre recevable" not in page.text
    assert [(one.noun, one.people) for one in rows(colette, QueryDict())] == [("dossier", 8)]


def test_nobody_else_reads_it(dircom):
    with pytest.raises(Forbidden):
        rows(dircom, QueryDict())


@pytest.mark.parametrize("role", [Role.REFERENT, Role.COMEX])
def test_the_page_costs_the_same_with_many_acts(role, sonia, signed_in):
    client = signed_in(make_user("Lou", "Lecteur", roles=[role]))
    counted(sonia, "register")
    alone = queries(client)
    ActCount.objects.bulk_create(
        ActCount(month="2026-10-01", kind=DOSSIER, act=f"act_{n}", by_people=n, by_portal=0, seconds=[60] * 9)
        for n in range(60)
    )  # fmt: skip
    declared(sonia)

    assert queries(client) == alone


def queries(client):
    client.get(ADDRESS)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(ADDRESS).status_code == 200
    return len(asked)


def test_the_page_says_where_its_numbers_come_from(sonia, signed_in):
    client = signed_in(sonia)
    assert "Aucun compte à ce jour" in client.get(ADDRESS).text
    counted(sonia, *DONE, gap=timedelta(hours=1))
    declared(sonia)

    page = client.get(ADDRESS).text
    assert "6 × (25 − 5)" in page
    assert "octobre 2026\u00a0: déclaré par Sonia Vasseur" in page.replace(" :", "\u00a0:")
    assert "Actes" in client.get("/espace/pilotage/").text


def test_what_a_demonstration_loads_is_no_act_of_the_portal(sonia):
    counted(sonia, *DONE)

    assert [one for one in ledger(sonia, "faits=on").every if one.act.act == "load"] == []
