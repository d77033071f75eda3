"""Fixtures: three figures of organisms in the dictionary, a report of 2026 in January 2027."""

from datetime import date, datetime

import pytest

from labelling.parties.organisms.models import Organism
from labelling.steering.yearly_report import actions
from labelling.steering.yearly_report.workflow import YEARLY_REPORT
from portal.core import clock
from portal.figures import Case, Figure, Measure, dictionary, register_figure
from portal.models import Role
from tests import factories

TODAY = datetime(2027, 1, 12, 10)


def anybody(_user, _thing=None):
    return True


def known(period, measured=lambda organism: 1):
    """Organisms created by the end of the period."""
    rows = Organism.objects.filter(created_at__date__lte=period.end).order_by("pk")
    return [Case(one.pk, one.pk, date(2026, 1, 1), measured(one)) for one in rows]


def homes(period):
    return known(period, lambda organism: organism.homes)


FACTS = {
    "formula": "Nombre de lignes du registre.",
    "source": "le registre des organismes",
    "model": "labelling.organism",
    "readers": anybody,
    "is_public": True,
}
FIGURES = (
    Figure(
        code="trial.known", name="Organismes connus", definition="Organismes du registre.",
        unit="organismes", cases=known, is_stock=True, **FACTS,
    ),
    Figure(
        code="trial.homes", name="Logements gérés", definition="Logements des organismes connus.",
        unit="logements", cases=homes, measure=Measure.SUM, is_stock=True, version=2, **FACTS,
    ),
    Figure(
        code="trial.score", name="Score moyen", definition="Moyenne des scores.", unit="%",
        cases=homes, measure=Measure.MEAN, hides_small_cells=True, **FACTS,
    ),
)  # fmt: skip


@pytest.fixture(autouse=True)
def _figures():
    """The dictionary of these tests: their three figures, whatever the topics have said."""
    said = dict(dictionary._figures)
    dictionary._figures.clear()
    for figure in FIGURES:
        register_figure(figure)
    yield
    dictionary._figures.clear()
    dictionary._figures.update(said)


@pytest.fixture(autouse=True)
def _today():
    with clock.at(TODAY):
        yield


@pytest.fixture
def paul(db):
    """The deputy, who publishes what the référent has validated."""
    return factories.make_user("Paul", "Rey", roles=[Role.DEPUTY])


@pytest.fixture
def organisms(db):
    """Two in 2025, a third in 2026, of two families."""
    made = []
    for name, year, homes_of, family in (
        ("Armoril Habitat", 2025, 1000, "OPH"),
        ("Belcastel Logis", 2025, 2000, "ESH"),
        ("Corvange Habitat", 2026, 500, "OPH"),
    ):
        with clock.at(datetime(year, 3, 1, 12)):
            made.append(factories.make_organism(name, homes=homes_of, family=family))
    return made


@pytest.fixture
def draft(organisms, sonia, paul, django_capture_on_commit_callbacks):
    """Of 2026, its figures counted by the worker."""
    with django_capture_on_commit_callbacks(execute=True):
        report = actions.open_year(2026, by=sonia)
    report.refresh_from_db()
    return report


@pytest.fixture
def published(draft, sonia, paul, django_capture_on_commit_callbacks):
    """Validated by the référent, printed by the worker, published by the deputy."""
    draft.foreword = "Une année d’élan."
    draft.save(update_fields=["foreword"])
    with django_capture_on_commit_callbacks(execute=True):
        report = YEARLY_REPORT.fire(draft, "validate", by=sonia)
    report.refresh_from_db()
    return YEARLY_REPORT.fire(report, "publish", by=paul)
