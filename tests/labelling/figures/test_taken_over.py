"""Stock before the portal: what the tracking tells of a past day, and what it cannot tell."""

from datetime import date, datetime

import pytest

from labelling.path.dossiers.models import LabelDossier
from labelling.title.labels.models import Label
from portal.core import clock
from portal.figures import Period, figure
from portal.models import Role
from portal.workflow import taking_over
from tests.factories import make_dossier, make_organism, make_user

pytestmark = pytest.mark.django_db
IMPORTED = date(2026, 3, 2)


def stocks(day):
    codes = ("candidates", "engaged", "labelled", "suspended")
    return tuple(figure(f"stock.{code}").value(Period.at(day)) for code in codes)


@pytest.fixture
def take():
    """Takes a dossier over on the day of the import, and its label with `of_label`."""
    referent = make_user("Claire", "Vasseur", roles=[Role.REFERENT])
    bound = make_dossier(make_organism())
    marks = {"rules": bound.rules, "framework": bound.framework, "taken_over_on": IMPORTED}

    def made(state, of_label=None, since="", **fields):
        number = LabelDossier.objects.count()
        facts = {"since": since}
        dossier = LabelDossier(
            reference=f"QH-D-2020-{number}", organism=make_organism(), state=state,
            taken_facts=facts, **marks, **fields,
        )  # fmt: skip
        with clock.at(datetime(2026, 3, 2, 12)):
            taking_over.take_over(
                [taking_over.Past(dossier, "le dossier", state, since)], by=referent
            )
            if of_label:
                state, label = of_label
                label = Label(
                    reference=f"QH-L-2020-{number}", organism=dossier.organism, dossier=dossier,
                    taken_over_on=IMPORTED, **label,
                )  # fmt: skip
                taking_over.take_over([taking_over.Past(label, "le label", state)], by=referent)

    return made


def test_a_label_taken_over_was_held_from_its_first_day(take):
    dates = {"start_on": date(2021, 6, 30), "end_on": date(2024, 6, 29)}
    take(
        "granted",
        ("expired", dates | {"ended_on": date(2024, 6, 29)}),
        submitted_on=date(2020, 5, 4),
        decided_on=date(2021, 6, 30),
    )

    assert stocks(date(2020, 5, 3)) == (0, 0, 0, 0)
    assert stocks(date(2020, 5, 4)) == (0, 1, 0, 0)  # engaged since its candidature
    assert stocks(date(2021, 6, 29)) == (0, 1, 0, 0)
    assert stocks(date(2021, 6, 30)) == (0, 0, 1, 0)
    assert stocks(date(2024, 6, 29)) == (0, 0, 1, 0)
    assert stocks(date(2024, 6, 30)) == (0, 0, 0, 0)
    assert stocks(IMPORTED) == (0, 0, 0, 0)


def test_a_label_cut_on_an_unknown_day_is_told_of_no_past_day(take):
    dates = {"start_on": date(2021, 6, 30), "end_on": date(2024, 6, 29)}
    take("granted", ("withdrawn", dates), decided_on=date(2021, 6, 30))

    assert stocks(date(2022, 1, 1)) == (0, 0, 0, 0)


def test_a_suspension_of_an_unknown_day_is_told_from_the_import_on(take):
    dates = {"start_on": date(2024, 6, 30), "end_on": date(2027, 6, 29)}
    take("granted", ("suspended", dates), decided_on=date(2024, 6, 30))

    assert stocks(date(2025, 1, 1)) == (0, 0, 1, 0)
    assert stocks(date(2026, 3, 1)) == (0, 0, 1, 0)
    assert stocks(IMPORTED) == (0, 0, 0, 1)


def test_a_dossier_taken_over_is_told_from_its_candidature_or_the_day_of_its_state(take):
    take("submitted", submitted_on=date(2025, 9, 1))
    take("audit", since="2025-T4")  # its candidature is not known
    take("audit")  # nothing is
    take("dismissed", since="2025-11-03", submitted_on=date(2025, 9, 1))

    assert stocks(date(2025, 8, 31)) == (0, 0, 0, 0)
    assert stocks(date(2025, 9, 30)) == (1, 1, 0, 0)
    assert stocks(date(2025, 10, 1)) == (1, 2, 0, 0)
    assert stocks(date(2025, 11, 3)) == (1, 1, 0, 0)
    assert stocks(IMPORTED) == (1, 2, 0, 0)
