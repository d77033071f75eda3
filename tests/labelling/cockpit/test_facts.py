"""Numbers of the cockpit: stages with their waits and holders, what is late, silence, what is missing, months."""

from datetime import date, datetime, timedelta

import pytest

from labelling.parties.organisms.models import Organism
from labelling.path.dossiers.models import LabelDossier
from labelling.steering.cockpit import delays, months, pages, quality, silence, stages
from labelling.steering.cockpit.facts import Facts
from labelling.steering.follow_up.exchanges import actions
from portal.core import clock
from portal.workflow import acting
from tests.factories import make_dossier, make_member, make_organism
from tests.labelling.accreditation.factories import make_accreditation, make_auditor
from tests.labelling.audits.factories import make_mission
from tests.labelling.labels.factories import make_label

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def noon():
    with clock.at(datetime(2026, 11, 24, 12)):
        yield


def dossier(state, days=0, **fields):
    """An open dossier of an organism of its own, in its state for so many days."""
    since = clock.now() - timedelta(days=days)
    made = make_dossier(make_organism(), state=state)
    LabelDossier.objects.filter(pk=made.pk).update(**({"since_at": since} | fields))
    return made


def told(**asked):
    found = stages.stations(Facts().waits, **asked)
    return {one.state.value: (one.count, one.median, one.longest_days) for one in found}


def test_a_stage_tells_how_many_wait_the_median_and_the_longest():
    for days in (2, 10, 30):
        dossier("submitted", days)
    dossier("granted", 50, decided_on=TODAY)

    found = told(is_whole=True)

    assert found["submitted"] == (3, 10, 30)
    assert found["review"] == (0, None, None)
    assert "granted" not in found


def test_the_road_has_every_state_of_an_open_dossier_once():
    """A state that is added to the dossier finds its place, or this fails."""
    open_states = {
        s
        for s in LabelDossier.State
        if s not in ("granted", "refused", "discontinued", "dismissed")
    }

    assert sorted(stages.order()) == sorted(open_states)


def test_br98_others_are_told_no_number_below_three_and_no_wait_of_fewer():
    dossier("submitted", 5)
    for days in (1, 2, 9):
        dossier("review", days)

    found = told(is_whole=False)

    assert found["submitted"] == (None, None, None)
    assert found["review"] == (3, 2, None)


def test_who_holds_the_ball_is_counted_with_its_cases():
    dossier("submitted")
    dossier("review")
    dossier("audit")

    found = {word: many for word, many, _url in stages.hands(Facts().waits)}
    assert found == {"le référent label": 2, "l’auditeur": 1}
    for word, many in found.items():
        assert len(pages.list_cases(stages.hand_code(word)).rows) == many


def test_what_was_taken_over_waits_since_the_day_that_the_tracking_told():
    taken = {"taken_over_on": TODAY, "taken_facts": {"since": "2026-11-04"}}
    dossier("preparation", **taken)
    dossier("audit", taken_over_on=TODAY, taken_facts={})

    found = told(is_whole=True)

    assert found["preparation"] == (1, 20, 20)
    assert found["audit"] == (1, None, None)
    assert len(quality.list_cases(Facts(), quality.BY_CODE["sans-date"]).rows) == 1


def test_what_is_late_comes_with_its_reason_the_oldest_first():
    dossier("review", due_on=TODAY - timedelta(3))
    dossier("submitted", due_on=TODAY - timedelta(9))
    dossier("submitted", due_on=TODAY)

    rows = delays.list_cases(Facts()).rows

    assert [row.day for row in rows] == [TODAY - timedelta(9), TODAY - timedelta(3)]
    assert "la main est au référent label" in rows[0].said


def test_an_organism_that_gives_no_sign_for_long_is_silent_until_somebody_calls(sonia):
    quiet, recent = dossier("preparation", 120), dossier("preparation", 20)
    LabelDossier.objects.filter(pk=quiet.pk).update(since_at=clock.now() - timedelta(days=120))
    assert [key for key, _day in silence.silent(Facts())] == [quiet.organism_id]

    actions.note(
        quiet.organism, by=sonia, kind="phone", on=TODAY, with_name="Lou", said="Tout va bien."
    )

    assert silence.silent(Facts()) == []
    assert recent.organism_id in Facts().organisms


def test_whatever_their_people_do_is_a_sign_and_what_others_do_elsewhere_is_none(sonia):
    """A support that is asked, an appeal, a proof: none of them is written on the dossier."""
    quiet, other = dossier("preparation", 120).organism, dossier("preparation", 120).organism
    there, left = make_member(quiet, "contact"), make_member(other, "contact")
    other.memberships.update(since_on=TODAY - timedelta(400), until_on=TODAY - timedelta(300))
    before = {key for key, _day in silence.silent(Facts())}
    for person in (there, left):
        with acting(dossier("preparation"), by=person, act="note", sentence="a écrit"):
            pass

    assert before == {quiet.pk, other.pk}
    assert silence.silent(Facts()) == [(other.pk, TODAY - timedelta(120))]


def test_a_renewal_that_was_decided_is_a_sign(sonia):
    label = make_label(make_organism(), start_on=TODAY - timedelta(900))
    before = len(silence.silent(Facts()))
    with acting(label.dossier, by=sonia, act="note", sentence="a accordé le renouvellement"):
        pass

    assert (before, silence.silent(Facts())) == (1, [])


def test_a_label_without_open_dossier_is_silent_after_a_year():
    make_label(make_organism(), start_on=TODAY - timedelta(400))
    make_label(make_organism(), start_on=TODAY - timedelta(200))

    assert len(silence.silent(Facts())) == 1


def test_what_is_missing_is_counted_by_kind():
    lone = dossier("preparation").organism
    make_member(dossier("preparation").organism)
    Organism.objects.filter(pk=lone.pk).update(homes=0)

    found = {one.code: len(quality.list_cases(Facts(), one).rows) for one in quality.LACKS}

    assert (found["sans-signataire"], found["sans-membre"], found["sans-logements"]) == (1, 1, 1)
    assert found["sans-siren"] == 0


def month(code, **asked):
    return next(
        one for one in months.months(Facts(), **({"is_whole": True} | asked)) if one.code == code
    )


def test_a_month_holds_the_ends_of_label_the_filings_and_the_audits_to_plan():
    """A label until 14 June 2027: filed six months before (D12), verified three months before (D06v)."""
    make_label(make_organism(), start_on=date(2024, 6, 15))

    assert len(month("2027-06").ends) == 1
    assert [one[2] for one in month("2026-12").filings] == [date(2026, 12, 14)]
    assert [one[2] for one in month("2027-03").audits] == [date(2027, 3, 14)]


def test_a_planned_audit_stands_on_its_day_and_more_audits_than_auditors_are_told():
    audited = dossier("audit")
    make_mission(audited, state="planned", starts_on=date(2027, 1, 12), ends_on=date(2027, 1, 14))
    found = month("2027-01")
    assert (len(found.audits), found.auditors, found.lacks_auditors) == (1, 0, True)

    make_accreditation(
        make_auditor(), state="active", starts_on=date(2026, 1, 1), ends_on=date(2028, 1, 1)
    )

    assert (month("2027-01").auditors, month("2027-01").lacks_auditors) == (1, False)


def test_what_is_late_to_decide_stands_in_the_present_month():
    dossier("review", due_on=TODAY - timedelta(40))

    found = month("2026-11")

    assert (len(found.to_decide), found.lacks_sessions) == (1, True)
    assert [row.day for row in pages.list_cases("mois-2026-11").rows] == [TODAY - timedelta(40)]


def test_an_unknown_number_has_no_cases():
    assert [pages.list_cases(code) for code in ("mois-1999-01", "main-personne", "rien")] == [
        None
    ] * 3
