"""Dates to come: what the dated rules give, version by version, state by state."""

from datetime import date

import pytest

from labelling.parties.framework.models import LabelRulesVersion, Stage
from labelling.steering.timeline.dates import ever, next_dates
from labelling.steering.timeline.facts import read
from labelling.steering.timeline.steps.walk import Slip
from labelling.title.labels.models import Label
from tests.factories import make_dossier, make_organism
from tests.labelling.framework.factories import draft_of
from tests.labelling.labels.factories import make_label
from tests.labelling.mergers.factories import merge
from tests.labelling.timeline.factories import announce, dates, end_of, line, lines, plain

pytestmark = pytest.mark.django_db


def publish(start, **offsets):
    """A version whose audit of a renewal has another window."""
    draft = draft_of(LabelRulesVersion, start)
    rows = Stage.objects.filter(rules=draft, dossier_type="renewal", anchor="label_end")
    for stage in rows:
        for name, value in offsets.items():
            setattr(stage, name, value)
        stage.save()
    draft.publish()
    return draft


@pytest.mark.parametrize(
    ("end_on", "filing", "window"),
    [
        (date(2027, 12, 31), date(2027, 6, 30), (date(2027, 6, 30), date(2027, 9, 30))),
        (date(2028, 8, 31), date(2028, 2, 29), (date(2028, 2, 29), date(2028, 5, 31))),
        (date(2029, 8, 31), date(2029, 2, 28), (date(2029, 2, 28), date(2029, 5, 31))),
        (date(2028, 2, 29), date(2027, 8, 29), (date(2027, 8, 29), date(2027, 11, 29))),
    ],
)
def test_br17_a_label_gives_the_dates_of_its_renewal_leap_years_and_month_ends_included(
    organism, sonia, end_on, filing, window
):
    end_of(organism, end_on)

    found = dates(organism, sonia)

    assert (found["depot"][1], found["audit"], found["fin"][1]) == (filing, window, end_on)


def test_each_date_says_its_rule_the_version_and_whose_turn_it_will_be(organism, sonia):
    end_of(organism, date(2027, 12, 31))

    filing, end = line(organism, sonia, "depot"), line(organism, sonia, "fin")

    assert plain(filing.source.sentence) == (
        "Dépôt du dossier de renouvellement : 6 mois avant la fin du label (31 décembre 2027)"
    )
    assert (filing.source.version.code, filing.source.version.is_demonstration) == (
        "REG-DEMO-2025.1",
        True,
    )
    assert filing.hand == "une personne signataire de l’organisme"
    assert (filing.sureness, end.sureness) == ("computed", "fixed")


def test_br08_the_rules_in_force_when_it_would_be_registered_date_the_audit(organism, sonia):
    """Filed by 30 June 2027, the dossier is bound by the version of that summer; sooner, by the one of today."""
    end_of(organism, date(2027, 12, 31))
    publish(date(2027, 5, 1), offset_min_months=-8, offset_max_months=-2)

    usual = dates(organism, sonia)["audit"]
    label = Label.objects.get()
    sooner = dates(organism, sonia, Slip(f"{label.reference}.depot", date(2027, 1, 11)))["audit"]

    assert usual == (date(2027, 4, 30), date(2027, 10, 31))
    assert sooner == (date(2027, 6, 30), date(2027, 9, 30))


def test_br08_a_registered_dossier_keeps_its_own(organism, sonia):
    end_of(organism, date(2027, 12, 31))
    make_dossier(organism, dossier_type="renewal", state="preparation")
    publish(date(2026, 12, 1), offset_min_months=-8, offset_max_months=-2)

    assert dates(organism, sonia)["audit"] == (date(2027, 6, 30), date(2027, 9, 30))


@pytest.mark.parametrize("state", ["expired", "withdrawn", "renounced", "annulled"])
def test_a_title_that_is_over_gives_no_date(organism, sonia, state):
    make_label(organism, state=state, ended_on=date(2026, 11, 1))

    assert dates(organism, sonia) == {"depot": (None, None)}


def test_br73_a_suspended_label_has_the_end_of_its_suspension_and_its_own(organism, sonia):
    make_label(organism, state="suspended", suspended_on=date(2026, 11, 1), due_on=date(2027, 5, 1))

    found = dates(organism, sonia)

    assert (found["suspension"][1], found["fin"][1]) == (date(2027, 5, 1), date(2027, 12, 31))


def test_an_organism_without_anything_waits_for_its_filing(organism, alice):
    (only,) = lines(organism, alice)

    assert (only.title, only.is_dated) == ("Dépôt du dossier", False)
    assert only.hand == "une personne signataire de l’organisme"


def test_br76_a_refusal_dates_the_next_application(organism, sonia):
    make_dossier(organism, state="refused", decided_on=date(2026, 10, 31))

    assert dates(organism, sonia) == {"candidature": (None, date(2027, 4, 30))}


def test_br05_an_absorbed_organism_has_nothing_to_come(organism, alice, sonia):
    other = make_organism("Corvange")
    end_of(organism, date(2027, 12, 31))
    merge(organism, other, sonia)
    organism.refresh_from_db()

    assert dates(organism, sonia) == {}


def test_a_submitted_dossier_goes_on_as_far_as_its_rules_tell(organism, sonia):
    make_dossier(organism, state="submitted", due_on=date(2026, 12, 15))

    found = dates(organism, sonia)

    assert found["recevabilite"] == (None, date(2026, 12, 15))
    assert found["diagnostic"] == (None, None)
    assert "audit" not in found


def test_br47_the_first_session_whose_agenda_is_still_open_could_take_it(organism, sonia):
    make_dossier(organism, state="review", due_on=date(2026, 12, 20))
    announce(date(2026, 12, 17))
    announce(date(2027, 1, 20))
    announce(date(2027, 2, 17))

    session = line(organism, sonia, "seance")

    assert session.last == date(2027, 1, 20)
    assert "puis 17 février 2027" in plain(session.note)


def test_a_session_in_preparation_is_known_to_who_prepares_it_alone(organism, alice, sonia):
    make_dossier(organism, state="review", due_on=date(2026, 12, 1))
    announce(date(2027, 1, 20), state="draft")

    seen = [line(organism, user, "seance").title for user in (sonia, alice)]

    assert seen == ["Séance du comité qui pourrait l’examiner", "Séance du comité, au plus tôt"]


def test_br63_the_decision_dates_the_label_and_the_next_filing(organism, sonia):
    make_dossier(organism, state="scheduled", due_on=date(2026, 12, 17))

    found = dates(organism, sonia)

    assert found["seance"][1] == found["label"][1] == date(2026, 12, 17)
    assert found["suivant"][1] == date(2029, 6, 16)


def test_br65_a_renewal_begins_the_day_after_the_title_before(organism, sonia):
    end_of(organism, date(2027, 1, 31))
    make_dossier(organism, dossier_type="renewal", state="scheduled", due_on=date(2026, 12, 17))

    assert dates(organism, sonia)["label"][1] == date(2027, 2, 1)


def test_what_is_late_comes_first_and_says_so(organism, sonia):
    make_dossier(organism, state="review", due_on=date(2026, 11, 2))

    first = lines(organism, sonia)[0]

    assert (first.is_overdue, plain(first.trouble.sentence)) == (
        True,
        "Attendu depuis le 2 novembre 2026.",
    )


def test_nothing_is_told_beyond_three_years(organism, sonia):
    end_of(organism, date(2031, 12, 31))

    assert dates(organism, sonia) == {}


def test_several_dossiers_have_each_their_dates(organism, sonia):
    end_of(organism, date(2027, 12, 31))
    mention = make_dossier(
        organism, dossier_type="mention", state="review", due_on=date(2026, 12, 1)
    )

    codes = {one.code.rpartition(".")[0] for one in lines(organism, sonia)}

    assert codes == {Label.objects.get().reference, mention.reference}


def test_no_two_dates_have_one_code(organism, sonia):
    end_of(organism, date(2027, 12, 31))
    make_dossier(organism, dossier_type="renewal", state="scheduled", due_on=date(2026, 12, 17))

    codes = [one.code for one in ever(read(sonia, organism))]

    assert len(codes) == len(set(codes))


def test_the_next_dates_of_many_organisms_are_those_of_each(organism, sonia):
    other, empty = make_organism(), make_organism()
    end_of(organism, date(2027, 12, 31))
    make_dossier(other, state="review", due_on=date(2026, 12, 1))

    found = next_dates(sonia, [organism, other, empty])

    assert [found[one.pk] and found[one.pk].last for one in (organism, other, empty)] == [
        date(2027, 6, 30),
        date(2026, 12, 1),
        None,
    ]
