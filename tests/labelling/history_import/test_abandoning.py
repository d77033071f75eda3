"""An import that nobody confirms is abandoned, by the référent or by the clock: what its file held is erased."""

from datetime import datetime, timedelta

import pytest

from labelling.steering.history_import.matching import actions
from labelling.steering.history_import.models import TrackingImport
from portal.core import clock
from portal.models import Message, Role
from portal.retention import jobs
from portal.retention.durations import Delay, Period
from portal.retention.models import Erasure
from portal.retention.registry import KEEPINGS
from portal.workflow import Forbidden, Refused, audit_log
from tests import factories
from tests.labelling.history_import.conftest import begin, confirm, plain
from tests.labelling.history_import.lines.test_lines import CONTENT
from tests.labelling.history_import.test_sending import HERE, send

pytestmark = pytest.mark.django_db
PAGE = "abandonner-cet-import/"


def later(days):
    return clock.at(datetime(2026, 11, 24, 12) + timedelta(days=days))


def keep():
    return jobs.run(KEEPINGS["tracking_import"])


def test_its_file_its_lines_and_its_decisions_are_erased_at_once(signed_in, sonia, told):
    office = signed_in(sonia)
    send(office, "Organisme;Statut;Courriel\nCorvange;prépa;a@b.example\n".encode())
    one = TrackingImport.objects.get()
    page = plain(office.get(f"{HERE}{one.reference}/{PAGE}").content)

    answer = office.post(f"{HERE}{one.reference}/{PAGE}")

    one.refresh_from_db()
    assert (answer.status_code, one.state, one.file) == (302, "abandoned", None)
    assert [one.content, one.reading, one.choices, one.matching] == [{}] * 4
    assert "sont effacés aussitôt" in page
    assert "Cet import est abandonné" in plain(office.get(one.get_absolute_url()).content)
    assert [line.act for line in audit_log.entries_of(one)] == ["abandon", "begin"]


def test_what_is_abandoned_is_neither_decided_nor_confirmed(signed_in, sonia):
    one = begin(sonia, CONTENT)
    one = one.workflow.fire(one, "abandon", by=sonia)

    with pytest.raises(Refused):
        one.workflow.fire(one, "confirm", by=sonia)
    with pytest.raises(Refused):
        actions.may_decide(one, sonia)
    assert signed_in(sonia).get(f"{HERE}{one.reference}/lignes/").status_code == 200


def test_its_matching_serves_no_other_file(sonia):
    one = begin(sonia, CONTENT, matching={"titles": {"organisms": {"nom": "name"}}})
    one.workflow.fire(one, "abandon", by=sonia)

    assert actions.starting().titles == {}


def test_nobody_but_the_referent_abandons_it_and_only_before_its_confirmation(sonia):
    deputy = factories.make_user("Denis", roles=[Role.DEPUTY])
    one = begin(sonia, CONTENT)
    with pytest.raises(Forbidden):
        one.workflow.fire(one, "abandon", by=deputy)
    confirmed = confirm(sonia, {"organisms": []})

    with pytest.raises(Refused):
        confirmed.workflow.fire(confirmed, "abandon", by=sonia)


def test_br93_the_clock_abandons_what_waits_for_sixty_days_and_proves_it(sonia):
    one, confirmed = begin(sonia, CONTENT), confirm(sonia, {"organisms": []})
    with later(62):  # the sixtieth is a Saturday: until the Monday
        assert keep() == 0
    with later(63):
        assert (keep(), keep()) == (1, 0)

    one.refresh_from_db()
    confirmed.refresh_from_db()
    assert (one.state, one.content, confirmed.state) == ("abandoned", {}, "confirmed")
    assert audit_log.entries_of(one)[0].sentence == "Le portail a abandonné l’import du suivi."
    assert Erasure.objects.get().references == [one.reference]


def test_who_sent_it_is_told_a_week_before_and_once(sonia):
    one = begin(sonia, CONTENT)
    with later(54):
        one.workflow.run_reminders()
    before = Message.objects.count()
    with later(55):
        one.workflow.run_reminders()
        one.workflow.run_reminders()

    message = Message.objects.get()
    assert (before, message.person, message.notice) == (0, sonia, "tracking.unconfirmed")


def test_a_shorter_duration_abandons_nothing_before_the_day_that_was_told(sonia):
    begin(sonia, CONTENT)
    shorter = Period(active=Delay(1, "j"))
    due = KEEPINGS["tracking_import"].due
    with later(40):
        assert due(period=shorter).count() == 0
    with later(63):  # over today, and not since yesterday: the register does not say « En retard »
        today = clock.today()
        assert [due(day, shorter).count() for day in (today, today - timedelta(1))] == [1, 0]


def test_its_page_says_until_when_it_waits(signed_in, sonia):
    one = begin(sonia, CONTENT)

    assert "à faire avant le 25 janvier 2027" in plain(
        signed_in(sonia).get(one.get_absolute_url()).content
    )
