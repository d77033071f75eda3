"""Figures of performance counted by hand: by theme, around the label, criteria, findings that come back, renewals."""

from datetime import date

import pytest

from labelling.parties.framework.binding import current_framework
from labelling.path.audits.models import AuditFinding
from labelling.steering.figures.reading import Reading
from labelling.steering.yearly_report import counts
from portal.figures import Period, figure, rounded
from tests.factories import make_dossier, make_organism
from tests.labelling.dossiers.factories import make_mission
from tests.labelling.labels.factories import make_label
from tests.labelling.performance.conftest import rated
from tests.labelling.satisfaction.factories import make_result, make_survey

pytestmark = pytest.mark.django_db
YEAR = Period.of_year(2025)


def value(code, period=YEAR):
    return rounded(figure(code).value(period))


def of_theme(code):
    return {one.code: 3 if one.theme.code == code else 0 for one in current_framework().criteria}


def test_scores_are_told_theme_by_theme(labelled, sonia):
    label = labelled(1)
    rated(label.dossier, date(2025, 5, 6), of_theme("T05"), audit_type="verification")
    codes = {one.theme.code for one in current_framework().criteria}

    reading = Reading(sonia, figure("audits.theme_score"), {"du": "2025-01-01", "au": "2025-12-31"})
    [themes] = [group for group in reading.groups if group.code == "theme"]

    assert {line.label[:3]: line.value for line in themes.lines} == {
        code: 100 if code == "T05" else 0 for code in codes
    }
    assert reading.value == rounded(100 / len(codes))


def test_around_the_label_are_the_same_organisms(labelled):
    gained, lost, alone = labelled(1), labelled(3), labelled(0)
    rated(gained.dossier, date(2025, 5, 6), 3, audit_type="verification")
    rated(lost.dossier, date(2025, 5, 6), 2, audit_type="verification")
    assert alone

    told = [value(f"audits.score_{side}") for side in ("before", "after", "gain")]

    assert [float(one) for one in told] == [66.7, 83.4, 16.7] or told[0] == rounded(
        (33.3 + 100) / 2
    )
    assert len(figure("audits.score_gain").cases(YEAR)) == 2
    assert value("audits.score_gain", Period.of_year(2024)) is None


@pytest.mark.parametrize(("organisms", "never", "always"), [(4, 0, 0), (5, 1, 1)])
def test_a_criterion_that_nobody_or_everybody_fails_is_told_of_five_organisms(
    labelled, organisms, never, always
):
    good, bad, mixed = (one.code for one in current_framework().criteria[:3])
    for n in range(organisms):
        label = labelled(1)
        ratings = {good: 2 + n % 2, bad: n % 2, mixed: n % 3}
        rated(label.dossier, date(2025, 5, 6), ratings, audit_type="verification")

    period = Period.at(date(2026, 12, 1))  # the audits of 2023 are more than three years old

    assert value("audits.criteria_never_failed", period) == never
    assert value("audits.criteria_always_failed", period) == always


def test_a_finding_comes_back_in_another_dossier_of_the_same_organism():
    organism = make_organism()
    criteria = current_framework().criteria
    for dossier, day, found in (
        (make_dossier(organism, state="granted"), date(2022, 3, 1), [(0, "PS"), (1, "PF")]),
        (
            make_dossier(organism, dossier_type="renewal"),
            date(2025, 3, 1),
            [(0, "PP"), (1, "PP"), (2, "PS")],
        ),
        (make_dossier(), date(2025, 4, 1), [(0, "PP")]),
    ):
        mission = make_mission(dossier, "implementation", "closed", validated_on=day)
        for number, (rank, kind) in enumerate(found, 1):
            AuditFinding.objects.create(
                mission=mission, number=number, kind=kind, criterion=criteria[rank], text="x"
            )

    [case] = figure("audits.findings_back").cases(YEAR)

    assert (case.organism, case.day) == (organism.pk, date(2025, 3, 1))


def test_labels_renewed_at_their_term_are_told_out_of_those_that_ended():
    for state, follows in (
        ("expired", True),
        ("superseded", False),
        ("expired", False),
        ("withdrawn", False),
    ):
        organism = make_organism()
        make_label(organism, state=state, start_on=date(2022, 5, 1), end_on=date(2025, 4, 30))
        if follows:
            make_label(organism, start_on=date(2025, 5, 1))

    assert value("flows.renewed") == rounded(200 / 3)


def test_satisfaction_is_the_mean_of_the_organisms_of_the_survey():
    survey = make_survey(2025)
    make_result(survey, overall="80.5", respondents=100)
    make_result(survey, overall="70", respondents=900)
    make_result(make_survey(2022), overall="10")

    assert [value(f"satisfaction.{one}") for one in ("tenants", "organisms", "respondents")] == [
        rounded(75.25), 2, 1000,
    ]  # fmt: skip


@pytest.mark.parametrize(("organisms", "is_hidden"), [(4, True), (5, False)])
def test_a_yearly_report_tells_the_satisfaction_of_five_organisms_at_least(organisms, is_hidden):
    survey = make_survey(2025)
    for _ in range(organisms):
        make_result(survey)

    [fact] = [one for one in counts.count(2025) if one["code"] == "satisfaction.tenants"]

    assert (fact["is_hidden"], fact["value"]) == (is_hidden, None if is_hidden else 80)
