"""Steps of the table of the scheme: of the current cycle, of a file that alone told them; a label that is no more."""

from datetime import date

import pytest
from django.http import QueryDict

from labelling.steering.monitoring import titles
from labelling.steering.monitoring.listing import Asked
from labelling.steering.monitoring.registry import COLUMNS
from labelling.title.labels.models import Label
from tests.factories import make_dossier, make_organism
from tests.labelling.audits.factories import make_mission as make_bare_mission
from tests.labelling.dossiers.factories import make_auditor, make_mission
from tests.labelling.labels.factories import make_label
from tests.labelling.monitoring.test_rows import TODAY, names, told

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def test_the_steps_of_a_renewal_are_not_those_of_the_cycle_before(sonia):
    label = make_label(make_organism("Alma"), start_on=date(2024, 1, 1))
    first, ali = label.dossier, make_auditor()
    make_mission(
        first,
        "hqs",
        state="closed",
        auditor=ali,
        starts_on=date(2022, 9, 5),
        ends_on=date(2022, 9, 6),
    )
    named = "candidature", "hqs", "audit", "comite", "verification"

    def steps():
        (row,) = told(sonia, f"colonnes={','.join(named)}")
        return [row[COLUMNS[name].title] for name in named]

    assert steps() == [TODAY, date(2022, 9, 5), None, date(2024, 1, 1), None]
    assert told(sonia, "colonnes=cycle")[0]["Cycle"] == 1
    check = make_dossier(first.organism, dossier_type="verification", submitted_on=date(2026, 3, 1))
    make_mission(check, "verification", state="closed", auditor=ali, starts_on=date(2026, 5, 4),
                 ends_on=date(2026, 5, 5))  # fmt: skip
    assert steps() == [TODAY, date(2022, 9, 5), None, date(2024, 1, 1), date(2026, 5, 4)]

    make_dossier(first.organism, dossier_type="renewal", submitted_on=date(2026, 10, 1))

    assert steps() == [date(2026, 10, 1), None, None, None, None]
    assert told(sonia, "colonnes=cycle")[0]["Cycle"] == 2


TOLD = {
    "Candidature": "2023-T4",
    "Diagnostic HQS": "2024-02",
    "Audit de mise en œuvre": "2024-05-13",
    "Comité": "2024-06-27",
    "Audit de vérification": "2025",
}


STEPS = "colonnes=candidature,hqs,audit,comite,verification"


def take_over(name, told_by_file=None):
    """An organism whose dossier came from the tracking file, which told these days."""
    marks = {"known": list((told_by_file or TOLD).items())}
    organism = make_organism(name)
    return make_dossier(
        organism, state="granted", submitted_on=None, taken_over_on=TODAY, taken_facts=marks
    )


def test_the_steps_that_the_file_alone_told_fill_the_columns_as_precise_as_they_are_known(sonia):
    dossier = take_over("Alma")

    assert list(told(sonia, STEPS)[0].values())[1:] == [
        "4e trimestre 2023", "février 2024", date(2024, 5, 13), date(2024, 6, 27), "2025",
    ]  # fmt: skip

    make_bare_mission(
        dossier,
        "hqs",
        state="closed",
        taken_over_on=TODAY,
        taken_facts={"known": [["Fin", "2024-03"]]},
    )
    assert told(sonia, STEPS)[0]["Diagnostic HQS"] == "mars 2024"
    make_dossier(dossier.organism, dossier_type="renewal", submitted_on=TODAY)
    assert list(told(sonia, STEPS)[0].values())[1:] == [TODAY, None, None, None, None]


@pytest.mark.parametrize("code", ["candidature", "hqs", "audit", "comite", "verification"])
def test_a_day_of_the_file_is_sorted_among_the_others(sonia, code):
    take_over("Berre")
    take_over("Alma", dict.fromkeys(TOLD, "2025-T2"))
    take_over("Cluny", dict.fromkeys(TOLD, "vers Noël"))
    make_organism("Dole")

    assert names(sonia, f"tri={code}") == ["Berre", "Alma", "Cluny", "Dole"]
    assert names(sonia, f"tri=-{code}") == ["Alma", "Berre", "Cluny", "Dole"]


@pytest.mark.parametrize(
    ("state", "ended_on", "dates", "note"),
    [
        ("active", None, (date(2024, 1, 1), date(2026, 12, 31)), ""),
        ("superseded", date(2026, 11, 9), (date(2024, 1, 1), date(2026, 11, 9)), "Remplacé"),
        ("withdrawn", date(2025, 6, 1), (date(2024, 1, 1), date(2025, 6, 1)), "Retiré"),
        ("annulled", date(2024, 9, 17), (None, None), "Annulé"),
    ],
)
def test_a_label_that_is_no_more_says_so_beside_its_dates(sonia, state, ended_on, dates, note):
    make_label(make_organism("Alma"), state=state, start_on=date(2024, 1, 1), ended_on=ended_on)
    asked = Asked(sonia, QueryDict("colonnes=du,au"))
    (row,) = asked.page().object_list

    assert tuple(one.value(row) for one in asked.columns) == dates
    assert {one.note(row) for one in asked.columns} == {note}


def test_no_code_is_both_a_dossiers_and_a_labels():
    assert len(titles.STATUSES) == len([*titles.LabelDossier.State, *Label.State])
