"""Accreditations on screen, from the point of an agenda to the missions that it stops (BR-41 to BR-44)."""

from datetime import date, datetime, timedelta

import pytest

from labelling.committee.models import AgendaItem
from portal.core import clock
from portal.core.working_days import next_working_day
from portal.web.submissions.once import new_key
from tests import factories
from tests.labelling.accreditation.factories import make_accreditation, make_auditor
from tests.labelling.audits.factories import make_mission
from tests.labelling.committee.factories import HELD, attend, declare, fire, fresh, make_session

pytestmark = pytest.mark.django_db
TRAINED = date(2026, 9, 1)
VOTERS = ("PRES", "VICE", "S3", "S4", "S5")


@pytest.fixture
def candidate(before):
    """Trained; waits for the committee."""
    auditor = make_auditor("Ali", "Haddad", is_public=True)
    return make_accreditation(auditor, state="committee_pending", trained_on=TRAINED)


@pytest.fixture
def sends(signed_in):
    """`sends(sonia, thing, "ouvrir-linstruction", …)`: the form of a step, as its page sends it."""

    def sent(user, thing, address, **data):
        facts = {"once": new_key(), "version": getattr(fresh(thing), "version", "")}
        return signed_in(user).post(f"{thing.get_absolute_url()}{address}/", facts | data)

    return sent


def listed(sends, session, accreditation, by):
    return sends(by, session, "ordre-du-jour", accreditation=accreditation.reference)


def meet(session, carla, nora):
    """The session is open and everybody has declared; what is tried follows."""
    fire(session, "convene", nora)
    fire(session, "send_pack", nora)
    with clock.at(HELD):
        attend(session, nora)
        declare(session, nora)
        fire(session, "open", carla)


def decide(sends, session, people, carla, option):
    """The vote on its first point, by the pages of its président and of each voter."""
    point = session.items.get()
    with clock.at(HELD):
        answers = [
            sends(carla, point, "ouvrir-le-vote"),
            *(sends(people[code], point, "voter", option=option) for code in VOTERS),
            sends(carla, point, "clore-le-vote"),
            sends(carla, point, "valider-la-decision"),
        ]
    assert {answer.status_code for answer in answers} == {302}


def test_br41_on_screen_the_committee_alone_grants(
    candidate, session, people, sonia, carla, nora, sends
):
    """No step of the office before the vote; after it, what the présidence validates."""
    early = [sends(person, candidate, "accorder-lagrement") for person in (sonia, nora)]
    assert [answer.status_code for answer in early] == [403, 409]
    assert fresh(candidate).state == "committee_pending"
    assert listed(sends, session, candidate, sonia).status_code == 302
    meet(session, carla, nora)
    decide(sends, session, people, carla, "validate")

    one = fresh(candidate)
    assert (one.state, one.starts_on, one.decision.option) == ("active", HELD.date(), "validate")


def test_br42_on_screen_no_training_no_point(session, sonia, sends, signed_in):
    one = make_accreditation(state="training")
    too_soon = listed(sends, session, one, sonia)
    undated = sends(sonia, one, "presenter-au-comite")
    states = [fresh(one).state, AgendaItem.objects.count()]
    told = sends(sonia, one, "presenter-au-comite", trained_on=TRAINED.isoformat())

    assert (too_soon.status_code, undated.status_code, states) == (422, 422, ["training", 0])
    assert list(undated.context["form"].errors) == ["trained_on"]
    assert told.status_code == 302
    assert listed(sends, session, one, sonia).status_code == 302


def test_br43_on_screen_it_lasts_three_years_and_is_renewed_in_its_last_six_months(
    candidate, session, people, sonia, carla, nora, sends, signed_in
):
    listed(sends, session, candidate, sonia)
    meet(session, carla, nora)
    decide(sends, session, people, carla, "validate")
    page = signed_in(candidate.auditor.user).get(candidate.get_absolute_url()).text
    assert "16\u00a0décembre 2029" in page  # D18, of the règlement in force
    is_offered = []
    for day in (datetime(2029, 6, 15, 10), datetime(2029, 6, 18, 10)):
        with clock.at(day):
            later = make_session(sonia, days=60)
            agenda = signed_in(sonia).get(f"{later.get_absolute_url()}ordre-du-jour/").text
            is_offered.append(candidate.reference in agenda)

    assert is_offered == [False, True]


@pytest.mark.parametrize("state", ["suspended", "expired"])
def test_br44_on_screen_running_missions_are_listed_and_no_new_one_is_taken(
    state, sonia, organism, signed_in
):
    held = make_accreditation(state="active", ends_on=date(2028, 12, 31))
    running = make_mission(
        factories.make_dossier(organism, state="audit"), auditor=held.auditor, state="accepted"
    )
    type(held).objects.filter(pk=held.pk).update(state=state)
    member = factories.make_member(factories.make_organism("Corvange"), "contact")
    dossier = factories.make_dossier(member.memberships.get().organism, state="audit")
    proposed = make_mission(dossier, "implementation")
    first = next_working_day(clock.today() + timedelta(days=30))
    answer = signed_in(member).post(
        f"{proposed.get_absolute_url()}proposer/",
        {"auditor": held.auditor.pk, "starts_on": first, "ends_on": first, "once": new_key()},
    )
    page = signed_in(sonia).get(held.get_absolute_url()).text

    assert (answer.status_code, fresh(proposed).auditor) == (422, None)
    assert list(answer.context["form"].errors) == ["auditor"]
    assert "Décider des missions en cours" in page
    assert running.reference in page
