"""Insurance of an auditor (BR-26): renewed by its certificate."""

from datetime import date, datetime, time

import pytest

from labelling.accreditation import actions
from labelling.audits import eligibility
from portal.core import clock
from portal.scenario.sample_files import document
from portal.ui import words
from portal.web import worklist
from tests import factories
from tests.labelling.accreditation.factories import make_accreditation, make_auditor
from tests.labelling.audits.factories import make_mission

pytestmark = pytest.mark.django_db
ENDS = date(2027, 4, 30)


def certificate():
    return document("Attestation", "Assurance professionnelle")


def noon(day):
    return clock.at(datetime.combine(day, time(12)))


def held(**fields):
    return make_accreditation(state="active", insured_until_on=ENDS, **fields)


def test_an_auditor_renews_the_insurance_and_may_be_proposed_again(signed_in):
    """BR-26: the certificate is kept, and the former one with it."""
    one, mission = held(), make_mission(factories.make_dossier())
    days = (date(2027, 5, 11), date(2027, 5, 13))
    assert eligibility.problem(mission, one.auditor, *days) == (
        f"son assurance professionnelle s’arrête le {words.day(ENDS)}."
    )
    client, url = signed_in(one.auditor.user), f"{one.get_absolute_url()}assurance/"
    for year in (2028, 2029):
        data = {"insured_until_on": f"{year}-04-30", "certificate": certificate()}
        assert client.post(url, data).status_code == 302

    one.refresh_from_db()
    assert one.insured_until_on == date(2029, 4, 30)
    assert actions.certificates(one).count() == 2
    assert actions.certificates(one).current().get().effective_to == date(2029, 4, 30)
    assert eligibility.problem(mission, one.auditor, *days) == ""
    assert (
        f"Assurance enregistrée jusqu’au {words.day(date(2029, 4, 30))}."
        in client.get(one.get_absolute_url()).text
    )


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-01-02", "Choisissez une date à venir."),
        ("2027-04-30", f"L’assurance connue va jusqu’au {words.day(ENDS)}"),
        ("2036-04-30", "Cette date est à plus de trois ans"),
    ],
)
def test_an_insurance_that_ends_no_later_or_too_far_is_refused(signed_in, day, said):
    one = held()
    data = {"insured_until_on": day, "certificate": certificate()}
    answer = signed_in(one.auditor.user).post(f"{one.get_absolute_url()}assurance/", data)

    one.refresh_from_db()
    assert (answer.status_code, said in answer.text, one.insured_until_on) == (422, True, ENDS)


def test_the_auditor_is_asked_for_it_two_months_before_its_end():
    one = held()
    auditor = one.auditor.user
    for day, tasks in ((date(2027, 2, 27), 0), (date(2027, 3, 1), 1), (date(2027, 5, 4), 1)):
        with noon(day):
            titles = [task.title for task in worklist.lists(auditor)["do"]]
            assert titles.count("Renouveler votre assurance") == tasks


def test_nobody_else_writes_for_the_auditor_and_not_once_it_has_ended(signed_in, sonia):
    one, over = held(), make_accreditation(make_auditor("Ana", "Roy"), state="expired")
    for user, thing in ((sonia, one), (over.auditor.user, over)):
        assert signed_in(user).get(f"{thing.get_absolute_url()}assurance/").status_code == 403
