"""Steps of advisory support: asked by the organism alone, planned, done in quarters of an hour, declined, withdrawn."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from labelling.committee.support import actions
from labelling.committee.support.models import SupportRequest
from labelling.steering.figures.rules import office
from portal.core import clock
from portal.figures import Period, figure
from portal.models import Message, Role
from portal.workflow import Forbidden, Refused, audit_log
from tests import factories
from tests.labelling.support.factories import SUMMARY, ago, ask, done, fire, planned

pytestmark = pytest.mark.django_db
THIS_YEAR = Period.of_year(2026)
WORDS = {"subject": "Un appui", "need": "Un besoin."}


def test_an_organism_asks_the_office_plans_then_tells_what_was_done(labelled, chloe, sonia):
    support = planned(chloe, labelled, sonia)
    assert (support.state, support.adviser, support.due_on) == ("accepted", sonia, ago(-7))

    support = done(chloe, labelled, sonia)

    assert (support.state, support.quarters, support.duration) == ("done", 10, "2\u00a0h\u00a030")
    assert support.summary == SUMMARY
    assert support.due_on is None
    assert [one.act for one in audit_log.entries_of(support)] == ["complete", "accept", "request"]


def test_each_is_told_what_concerns_them(labelled, alice, chloe, sonia):
    paul = factories.make_user("Paul", "Rey", roles=[Role.DEPUTY])
    done(chloe, labelled, sonia)
    fire(ask(alice, labelled), "decline", sonia, reason="Le sujet relève de la formation.")
    fire(ask(alice, labelled), "withdraw", alice)

    told = {}
    for message in Message.objects.filter(notice__startswith="support."):
        told.setdefault(message.notice, set()).add(message.person)
    both, own = {sonia, paul}, {alice, chloe}
    assert told == {
        "support.requested": both,
        "support.accepted": own,
        "support.done": own,
        "support.declined": own,
        "support.withdrawn": both,
    }


def test_nobody_asks_for_another_organism(labelled, bob, sonia):
    for stranger in (bob, sonia):
        with pytest.raises(Forbidden):
            actions.request(labelled, by=stranger, **WORDS)
    assert SupportRequest.objects.count() == 0


def test_an_organism_asks_from_its_first_day_before_any_dossier(organism, chloe, signed_in):
    door = f"/espace/appui-conseil/demander/?organisme={organism.slug}"
    assert door in signed_in(chloe).get(organism.get_absolute_url()).text
    assert actions.request(organism, by=chloe, **WORDS).state == "requested"


def test_the_page_of_its_dossier_leads_to_the_request(organism, chloe, sonia, signed_in):
    dossier = factories.make_dossier(organism)
    door = f"/espace/appui-conseil/demander/?organisme={organism.slug}"

    assert door in signed_in(chloe).get(dossier.get_absolute_url()).text
    assert door not in signed_in(sonia).get(dossier.get_absolute_url()).text


def test_an_organism_that_is_no_more_asks_for_nothing(labelled, chloe):
    type(labelled).objects.filter(pk=labelled.pk).update(is_active=False)

    with pytest.raises(Refused) as refused:
        actions.request(labelled, by=chloe, **WORDS)

    assert refused.value.codes == ["absorbed"]


def test_the_organism_withdraws_and_the_office_alone_answers(labelled, chloe, bob, sonia):
    support = planned(chloe, labelled, sonia)
    for name, by in (("decline", chloe), ("withdraw", sonia), ("withdraw", bob)):
        with pytest.raises(Forbidden):
            fire(support, name, by, **({"reason": "x"} if name == "decline" else {}))

    assert fire(support, "withdraw", chloe).state == "withdrawn"


def test_a_planned_support_changes_its_day_and_its_person(labelled, chloe, sonia):
    paul = factories.make_user("Paul", "Rey", roles=[Role.DEPUTY])

    support = fire(
        planned(chloe, labelled, sonia), "replan", sonia, adviser=paul, planned_on=ago(-9)
    )

    assert (support.state, support.adviser, support.due_on) == ("accepted", paul, ago(-9))


@pytest.mark.parametrize(
    ("facts", "constraint"),
    [
        ({"quarters": 0}, "support_done_is_told"),
        ({"quarters": 401}, "support_done_is_told"),
        ({"summary": ""}, "support_done_is_told"),
        ({"done_on": date(2020, 1, 1)}, "support_done_is_told"),
        ({"adviser": None}, "support_planned_for_somebody"),
        ({"state": "accepted"}, "support_counted_once_done"),
        ({"state": "declined", "done_on": None, "quarters": None}, "support_declined_says_why"),
    ],
)
def test_the_database_keeps_what_a_support_says(labelled, chloe, sonia, facts, constraint):
    support = done(chloe, labelled, sonia)

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        SupportRequest.objects.filter(pk=support.pk).update(**facts)


def test_requests_supports_done_and_hours_are_counted_in_the_year_of_their_day(
    labelled, chloe, sonia
):
    done(chloe, labelled, sonia, hours="2.5")
    done(chloe, labelled, sonia, hours="0.75", on=clock.today())
    planned(chloe, labelled, sonia)
    former = ask(chloe, labelled)
    SupportRequest.objects.filter(pk=former.pk).update(requested_on="2025-12-31")

    told = {
        code: figure(f"support.{code}").value(THIS_YEAR) for code in ("requests", "done", "hours")
    }

    assert told == {"requests": 3, "done": 2, "hours": 3.25}
    assert figure("support.hours").readers is office
