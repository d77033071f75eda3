"""Table of the scheme: its filters, and an address that means nothing."""

from datetime import date, datetime, timedelta

import pytest

from labelling.steering.follow_up.exchanges import actions as exchanges
from portal.assignments import actions
from portal.core import clock
from tests.factories import make_dossier, make_organism, siren
from tests.labelling.dossiers.factories import make_auditor, make_mission
from tests.labelling.labels.factories import make_label
from tests.labelling.monitoring.test_rows import names

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today():
    with clock.at(datetime(2026, 11, 24, 12)):
        yield


@pytest.fixture
def scheme(sonia, paul):
    """Alma: late, taken by Sonia, audited by Ali. Berre: submitted, taken over. Cluny: labelled. Dole: nothing.

    To follow: Alma since yesterday, Berre today, Cluny in three weeks.
    """
    alma = make_dossier(
        make_organism("Alma", family="ESH", siren=siren(77)),
        state="diagnosis",
        due_on=date(2026, 11, 1),
    )
    actions.take(alma, by=sonia)
    ali = make_auditor()
    make_mission(alma, "hqs", auditor=ali)
    berre = make_organism("Berre", region="93", taken_over_on=date(2026, 11, 1))
    make_dossier(berre, state="registered", due_on=date(2027, 1, 1))
    label = make_label(make_organism("Cluny"), start_on=date(2024, 3, 1))
    make_organism("Dole")
    for organism, days in ((alma.organism, (-1, 40)), (berre, (0,)), (label.organism, (25,))):
        for day in days:
            told = {"kind": "phone", "on": date(2026, 11, 1), "with_name": "A", "said": "B"}
            exchanges.note(organism, by=sonia, next_on=date(2026, 11, 24) + timedelta(day), **told)
    return {
        "ali": ali.slug,
        "sonia": str(sonia.pk),
        "paul": str(paul.pk),
        "siren": alma.organism.siren,
    }


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Alma", "Berre", "Cluny", "Dole"]),
        ("q=ALM", ["Alma"]),
        ("q={siren}", ["Alma"]),
        ("q=rien", []),
        ("statut=diagnosis", ["Alma"]),
        ("statut=active", ["Cluny"]),
        ("statut=granted", []),
        ("statut=sans", ["Dole"]),
        ("main=l’auditeur", ["Alma"]),
        ("main=l’organisme", ["Berre"]),
        ("retard=oui", ["Alma"]),
        ("retard=non", ["Berre", "Cluny", "Dole"]),
        ("renouvellement=3", ["Cluny"]),
        ("famille=ESH", ["Alma"]),
        ("region=93", ["Berre"]),
        ("auditeur={ali}", ["Alma"]),
        ("auditeur=sans", ["Berre"]),
        ("charge=moi", ["Alma"]),
        ("charge=personne", ["Berre"]),
        ("charge={sonia}", ["Alma"]),
        ("charge={paul}", []),
        ("repris=oui", ["Berre"]),
        ("repris=non", ["Alma", "Cluny", "Dole"]),
        ("relance=en-retard", ["Alma"]),
        ("relance=7", ["Alma", "Berre"]),
        ("relance=30", ["Alma", "Berre", "Cluny"]),
        ("relance=sans", ["Dole"]),
        ("suivi=oui", ["Alma", "Berre", "Cluny"]),
        ("suivi=non", ["Dole"]),
        ("retard=oui&famille=OPH", []),
    ],
)
def test_each_filter_keeps_what_it_says(sonia, scheme, query, expected):
    assert names(sonia, query.format(**scheme)) == expected


@pytest.mark.parametrize(
    "query",
    [
        "statut=rien&main=rien&retard=3&renouvellement=x&famille=1&region=zz&auditeur=%00&charge=999999999999999999999",
        "tri=rien",
        "tri=--nom",
        "tri=-",
        "colonnes=,,rien,;--",
        "lignes=-1",
        "lignes=1e9",
        "page=-3",
        "page=999999999999999999999999",
        "vue=%22%3E%3Cscript%3E",
        "vue=QH-VS-1999-0001",
        "q=%00",
        f"q={'x' * 300}",
        "repris=peut-être",
        "relance=8",
    ],
)
def test_an_address_that_means_nothing_gives_the_whole_table(sonia, signed_in, scheme, query):
    answer = signed_in(sonia).get(f"/espace/suivi/?{query}")

    assert answer.status_code == 200
    assert [row["name"] for row in answer.context["page"].object_list] == [
        "Alma",
        "Berre",
        "Cluny",
        "Dole",
    ]


def test_a_chip_takes_its_filter_away_and_keeps_the_rest(sonia, signed_in, scheme):
    answer = signed_in(sonia).get("/espace/suivi/?retard=oui&famille=ESH&tri=-au&vue=en-retard")

    assert [(chip["label"], chip["url"]) for chip in answer.context["chips"]] == [
        ("Retard\u00a0: En retard", "/espace/suivi/?famille=ESH&tri=-au&vue=en-retard"),
        (
            "Famille\u00a0: Entreprise sociale pour l’habitat",
            "/espace/suivi/?retard=oui&tri=-au&vue=en-retard",
        ),
    ]
