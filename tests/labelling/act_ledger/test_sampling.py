"""Sample of times: which acts are asked, what is kept, once a month, put off, on the home of the office."""

from datetime import date, datetime

import pytest
from django.db import IntegrityError, transaction

from labelling.models import ActTime, ActTimeSample
from labelling.steering.act_ledger import samples
from portal.core import clock
from portal.retention.registry import KEEPINGS
from portal.web import worklist
from portal.workflow import Forbidden, Refused
from portal.workflow.audit_log import Entry
from tests.labelling.act_ledger.factories import DOSSIER, declared, lines

pytestmark = pytest.mark.django_db
ADDRESS = "/espace/pilotage/actes/temps/"
OCTOBER = date(2026, 10, 1)


def watched(user):
    return [task for task in worklist.lists(user)["watch"] if task.url == ADDRESS]


def test_the_acts_of_last_month_are_asked_the_most_frequent_first(sonia, paul):
    thing = lines(sonia, "note", "register", "register")
    lines(sonia, "submit", thing=thing, start=datetime(2026, 9, 30, 9))
    lines(paul, "open", thing=thing)

    told = [(act.act, many) for act, many in samples.offered(sonia, OCTOBER)]
    assert told == [("register", 2), ("note", 1)]


def test_ten_acts_are_asked_at_most(sonia):
    lines(sonia, *(f"act_{rank}" for rank in range(14)))

    assert len(samples.offered(sonia, OCTOBER)) == samples.MOST


def test_what_is_declared_again_replaces_what_was_said_that_month(sonia):
    lines(sonia, "register")
    declared(sonia, 25, 5)
    declared(sonia, 30, 6)

    (sample,) = ActTimeSample.objects.visible_to(sonia)
    assert [(one.minutes_before, one.minutes_now) for one in sample.times.all()] == [(30, 6)]
    assert (sample.month, sample.person) == (OCTOBER, sonia)
    said = Entry.objects.filter(act="declare_times").values_list("sentence", flat=True)
    assert set(said) == {"Sonia Vasseur a déclaré le temps de 1\u00a0acte, octobre 2026."}


@pytest.mark.parametrize(
    ("times", "code"),
    [
        ({}, "empty"),
        ({(DOSSIER, "submit"): (5, 5)}, "not_done"),
        ({(DOSSIER, "register"): (5, 601)}, "too_long"),
    ],
)
def test_what_nobody_can_mean_is_refused_with_a_sentence(times, code, sonia):
    lines(sonia, "register")

    with pytest.raises(Refused) as refused:
        samples.declare(OCTOBER, times, by=sonia)
    assert refused.value.codes == [code]


def test_the_office_alone_declares_and_reads(sonia, dircom, colette):
    lines(sonia, "register")
    declared(sonia)
    with pytest.raises(Forbidden):
        samples.declare(OCTOBER, {}, by=dircom)
    with pytest.raises(Forbidden):
        samples.put_off(OCTOBER, by=dircom)

    assert not ActTimeSample.objects.visible_to(colette).exists()
    assert not ActTime.objects.visible_to(dircom).exists()


def test_the_database_keeps_one_sample_a_month_and_minutes_of_a_day(sonia):
    lines(sonia, "register")
    sample = declared(sonia)
    for write in (
        lambda: ActTimeSample.objects.create(person=sonia, month=OCTOBER, declared_at=clock.now()),
        lambda: ActTimeSample.objects.create(person=sonia, month=date(2026, 9, 1)),
        lambda: sample.times.create(kind=DOSSIER, act="note", minutes_now=601),
        lambda: sample.times.create(kind=DOSSIER, act="register", minutes_now=1),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            write()


def test_the_home_of_the_office_asks_quietly_at_the_start_of_a_month(sonia, dircom):
    assert watched(sonia) == []
    lines(sonia, "register")
    lines(dircom, "register")

    (task,) = watched(sonia)
    assert task.title == "Dire le temps de vos actes d’octobre 2026"
    assert watched(dircom) == []
    with clock.at(datetime(2026, 11, 21, 9)):
        assert watched(sonia) == []
    declared(sonia)
    assert watched(sonia) == []


def test_what_is_put_off_comes_back_in_a_week(sonia):
    lines(sonia, "register")
    samples.put_off(OCTOBER, by=sonia)

    assert watched(sonia) == []
    with clock.at(datetime(2026, 11, 11, 12)):
        assert len(watched(sonia)) == 1
    declared(sonia)
    with pytest.raises(Refused):
        samples.put_off(OCTOBER, by=sonia)


def test_the_form_keeps_what_was_typed_and_asks_for_both_numbers(sonia, signed_in):
    lines(sonia, "register", "note", "note")
    client = signed_in(sonia)
    page = client.get(ADDRESS).text
    assert "data-drafts" in page
    assert page.count("<fieldset") == 2

    answer = client.post(ADDRESS, {"avant_0": "25", "maintenant_0": ""})
    assert answer.status_code == 422
    assert 'value="25"' in answer.text
    assert ": donnez aussi les minutes d’aujourd’hui." in answer.text
    assert client.post(ADDRESS, {}).status_code == 422
    answer = client.post(ADDRESS, {"maintenant_0": "9999999"})
    assert answer.status_code == 422
    assert "écrivez un nombre de minutes, de 0 à 600." in answer.text

    answer = client.post(ADDRESS, {"avant_0": "25", "maintenant_0": "5", "maintenant_1": "0"})
    assert (answer.status_code, answer.url) == (302, "/espace/pilotage/actes/")
    told = ActTime.objects.values_list("act", "minutes_before", "minutes_now")
    assert list(told) == [("note", 25, 5), ("register", None, 0)]


def test_what_was_said_last_is_there_already(sonia, signed_in):
    with clock.at(datetime(2026, 10, 3, 9)):
        lines(sonia, "register", start=datetime(2026, 9, 5, 9))
        declared(sonia, 33, 7)
    lines(sonia, "register")

    page = signed_in(sonia).get(ADDRESS).text
    assert 'value="33"' in page
    assert 'value="7"' in page


def test_later_is_a_button(sonia, signed_in):
    lines(sonia, "register")
    client = signed_in(sonia)
    assert client.get(f"{ADDRESS}plus-tard/").status_code == 405

    answer = client.post(f"{ADDRESS}plus-tard/")
    assert (answer.status_code, answer.url) == (302, "/espace/")
    assert ActTimeSample.objects.get().put_off_until == date(2026, 11, 11)


def test_br93_declarations_are_erased_after_their_time(sonia):
    lines(sonia, "register")
    declared(sonia)
    keeping = KEEPINGS["act_times"]

    assert not keeping.due(date(2029, 9, 30)).exists()
    (sample,) = keeping.due(date(2029, 11, 4))
    keeping.deed(sample)
    assert (ActTimeSample.objects.count(), ActTime.objects.count()) == (0, 0)
