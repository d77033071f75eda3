"""Small-cell suppression (BR-98): means under three organisms are hidden, and cannot be deduced."""

import pytest

from labelling.parties.framework.binding import current_framework
from labelling.path.audits.reports import snapshots
from labelling.steering.figures.public import published
from labelling.title.labels.directory import figures, scores
from tests.factories import make_dossier, make_organism
from tests.labelling.dossiers.factories import make_mission
from tests.labelling.labels.factories import make_label


def make_scored(score, *, moment="post", audit_type="verification", state="closed", **fields):
    """A labelled organism whose last audit rated every criterion `score` (0 to 3)."""
    label = make_label(make_organism(**fields))
    add_audit(label, score, moment=moment, audit_type=audit_type, state=state)
    return label


def add_audit(label, score, *, moment="post", audit_type="verification", state="closed"):
    mission = make_mission(label.dossier, audit_type, state)
    ratings = {criterion.code: score for criterion in current_framework().criteria}
    return snapshots.freeze(mission, moment, {"auditor": ratings})


def told(group):
    return {
        line.label: (line.labelled, line.mean, line.is_hidden) for line in figures.tables()[group]
    }


@pytest.mark.django_db
def test_br98_a_mean_is_told_from_three_organisms_and_the_number_of_labels_always():
    for score in (3, 3, 0):
        make_scored(score, region="44")
    for region in ("84", "84", "53", "53"):
        make_scored(2, region=region)

    assert told("region") == {
        "Auvergne-Rhône-Alpes": (2, None, True),
        "Bretagne": (2, None, True),
        "Grand Est": (3, 67, False),
    }
    assert told("ensemble") == {"Ensemble": (7, 67, False)}


@pytest.mark.django_db
def test_br98_a_total_does_not_give_back_the_one_cell_that_is_hidden():
    """Three of Grand Est and one of Bretagne: France less Grand Est would be Bretagne."""
    for _ in range(3):
        make_scored(3, region="44")
    make_scored(0, region="53")
    regions, whole = told("region"), told("ensemble")

    assert regions["Bretagne"] == (1, None, True)
    assert sum(mean is not None for _, mean, _ in (regions["Grand Est"], whole["Ensemble"])) == 1


@pytest.mark.django_db
def test_br98_the_page_and_its_file_hide_the_same(client):
    for _ in range(3):
        make_scored(3, region="44", homes=1_000)
    make_scored(1, region="53", homes=400)
    make_label(make_organism(region="28"))
    make_dossier(make_organism(region="28", has_public_consent=True), state="audit")
    page = client.get("/annuaire/chiffres/").content.decode()
    file = client.get("/annuaire/chiffres.csv").content.decode("utf-8-sig").splitlines()

    assert file[0] == (
        "decoupage;valeur;labellises;logements;engages;score_moyen;tranche_de_logements"
    )
    assert [line for line in file if line.startswith(("region", "ensemble"))] == [
        "ensemble;Ensemble;5;12400;1;83;8 000 à 15 000",
        "region;Bretagne;1;;0;;moins de 3 000",
        "region;Grand Est;3;;0;;3 000 à 8 000",
        "region;Normandie;1;;1;;8 000 à 15 000",
    ]
    assert page.count(">masqué<") == 2
    assert [own for own in ("400", "3\u00a0000", "9\u00a0000") if f">{own}<" in page] == []
    assert [mean for mean in ("100\u00a0%", "33\u00a0%") if mean in page] == []


@pytest.mark.django_db
def test_the_score_is_the_one_of_the_last_whole_audit_that_is_done():
    label = make_scored(1)
    add_audit(label, 3)
    add_audit(label, 0, audit_type="short_notice")
    add_audit(label, 0, audit_type="hqs")
    add_audit(label, 0, state="contradictory")
    add_audit(label, 0, moment="pre")
    without = make_label()

    assert scores.latest([label.organism_id, without.organism_id]) == [
        (label.organism_id, label.organism.family, label.organism.region, 100)
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("many", [1, 3])
def test_scores_cost_one_query_whatever_the_audits(django_assert_num_queries, many):
    organisms = [make_scored(2, region="44").organism_id for _ in range(many)]
    with django_assert_num_queries(1):
        assert {row[0] for row in scores.latest(organisms)} == set(organisms)


@pytest.mark.django_db
def test_br98_no_sum_of_homes_tells_those_of_one_organism_or_of_two(client):
    """The map of the directory, whatever its filters, the page of a region and the dictionary say ranges too."""
    for _ in range(4):
        make_label(make_organism(region="44", homes=7_000))
    make_label(make_organism(region="53", homes=44_200))
    make_label(make_organism(region="28", homes=9_120))
    areas = client.get("/annuaire/").context["areas"]
    region = client.get("/partenaires/regions/bretagne/").context["figures"]
    homes = next(one for one in published() if one.code == "stock.homes_listed")

    assert {area["label"]: area["homes_told"] for area in areas if area["count"]} == {
        "Bretagne": "plus de 30\u00a0000",
        "Grand Est": "15\u00a0000 à 30\u00a0000",
        "Normandie": "8\u00a0000 à 15\u00a0000",
    }
    assert "plus de 30 000" in [row["value"] for row in region]
    assert {
        line.label: (line.value, line.is_hidden)
        for group in homes.groups
        for line in group.lines
        if group.code == "region"
    } == {"Bretagne": (None, True), "Grand Est": (None, True), "Normandie": (None, True)}
    assert homes.value == 81_320


@pytest.mark.django_db
def test_a_sum_of_homes_that_tells_nobody_is_exact(client):
    for region, homes in (("44", 7_000), ("53", 1_000)):
        for _ in range(3):
            make_label(make_organism(region=region, homes=homes))
    lines = client.get("/annuaire/chiffres.csv").content.decode("utf-8-sig").splitlines()

    assert [line for line in lines if line.startswith(("region", "ensemble"))] == [
        "ensemble;Ensemble;6;24000;0;;15 000 à 30 000",
        "region;Bretagne;3;3000;0;;3 000 à 8 000",
        "region;Grand Est;3;21000;0;;15 000 à 30 000",
    ]
