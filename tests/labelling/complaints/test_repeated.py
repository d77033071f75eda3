"""Complaints about the service that repeat: counted for the auditor and the office, never named."""

from datetime import timedelta

import pytest

from labelling.committee.complaints.models import repeated_of_the_service
from labelling.path.audits.models import AuditMission
from portal.core import clock
from portal.core.working_days import add_months
from tests.labelling.complaints.factories import make_complaint, make_misuse
from tests.labelling.dossiers.factories import make_mission

pytestmark = pytest.mark.django_db
SECRET = "Madame Durand attend le plombier depuis l’hiver"


@pytest.fixture
def mission(dossier):
    return make_mission(dossier, "verification", state="in_progress")


def report(organism, **fields):
    return make_misuse(reason="quality", organism=organism, text=SECRET, **fields)


def received(thing, day):
    type(thing).objects.filter(pk=thing.pk).update(received_on=day)


def test_one_alone_says_nothing_and_two_are_counted(organism):
    report(organism)
    assert repeated_of_the_service(organism) == 0
    make_complaint(about="organism", organism=organism)
    assert repeated_of_the_service(organism) == 2


@pytest.mark.parametrize(
    ("make", "fields"),
    [
        (make_misuse, {"reason": "mark"}),
        (make_misuse, {"reason": "quality", "state": "unfounded"}),
        (make_misuse, {"reason": "quality", "state": "transferred"}),
        (make_complaint, {"about": "audit"}),
        (make_complaint, {"about": "organism", "outcome": "unfounded"}),
        (make_complaint, {"about": "organism", "state": "transferred"}),
    ],
)
def test_what_is_of_another_matter_or_unfounded_is_not_counted(organism, make, fields):
    for _ in range(2):
        report(organism)
    kept = {name: fields[name] for name in ("state", "outcome") if name in fields}
    made = make(organism=organism, **{k: v for k, v in fields.items() if k not in kept})
    if kept:
        type(made).objects.filter(pk=made.pk).update(**kept)
    assert repeated_of_the_service(organism) == 2


@pytest.mark.parametrize(("days", "many"), [(0, 0), (1, 2)])
def test_a_year_is_looked_back_at_and_not_a_day_more(organism, days, many):
    report(organism)
    received(report(organism), add_months(clock.today(), -12) + timedelta(days=days))
    assert repeated_of_the_service(organism) == many


def test_of_another_organism_nothing_is_counted(organism):
    for _ in range(2):
        report(None)
    assert repeated_of_the_service(organism) == 0


def test_the_auditor_and_the_office_read_how_many_and_nobody_s_words(
    signed_in, mission, organism, alice, sonia
):
    for _ in range(3):
        report(organism)
    read = {
        user: signed_in(user).get(mission.get_absolute_url()).content.decode()
        for user in (mission.auditor.user, sonia, alice)
    }
    said = ["ce qui se répète" in page for page in read.values()]
    assert (said, any(SECRET in page for page in read.values())) == ([True, True, False], False)


def test_an_auditor_whose_mission_is_over_reads_no_more(signed_in, mission, organism):
    for _ in range(2):
        report(organism)
    AuditMission.objects.filter(pk=mission.pk).update(state="proposed")
    page = signed_in(mission.auditor.user).get(mission.get_absolute_url())
    assert "ce qui se répète" not in page.content.decode()
