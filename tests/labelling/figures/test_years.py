"""Years of a figure: each is what the figure tells of that year alone."""

from datetime import datetime

import pytest

from labelling.path.audits.models import AuditFinding
from labelling.steering.figures.reading import by_year
from portal.core import clock
from portal.figures import Period, figure
from tests.factories import make_dossier, make_user
from tests.labelling.audits.factories import make_mission
from tests.labelling.dossiers.factories import make_residences, rate
from tests.labelling.figures.conftest import began

pytestmark = pytest.mark.django_db


def test_a_residence_that_is_rated_in_two_years_counts_in_both():
    dossier, by = make_dossier(), make_user()
    one, other = make_residences(dossier.organism)
    with clock.at(datetime(2024, 5, 6, 12)):
        rate(dossier, one, by)
        rate(dossier, other, by)
    with clock.at(datetime(2025, 5, 6, 12)):
        rate(make_dossier(dossier.organism, dossier_type="mention"), one, by)

    homes = figure("situations.homes")

    assert [(year, value) for year, value, _ in by_year(homes, 2025)][-2:] == [
        (2024, 100),
        (2025, 50),
    ]
    assert [homes.value(Period.of_year(year)) for year in (2024, 2025)] == [100, 50]


def test_an_answer_that_is_accepted_in_two_years_counts_in_both():
    """What a later year accepts again takes nothing from the one before."""
    with clock.at(datetime(2023, 3, 1, 12)):
        mission = make_mission(make_dossier(state="audit"))
        finding = AuditFinding.objects.create(
            mission=mission,
            number=1,
            kind="NCm",
            evidence="x",
            criterion=mission.dossier.framework.criteria[0],
            text="x",
        )
    mission.state = "final_report"
    began(mission, at=datetime(2023, 3, 6, 12))
    finding.state = "accepted"
    for day in (datetime(2024, 3, 5, 12), datetime(2025, 3, 6, 12)):
        began(finding, source="answered", at=day)

    treatment = figure("audits.nc_treatment")
    told = [(year, value) for year, value, _ in by_year(treatment, 2025)][-2:]

    assert told == [(2024, 365), (2025, 731)]
    assert [treatment.value(Period.of_year(year)) for year in (2024, 2025)] == [365, 731]
