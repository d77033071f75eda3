"""Small-cell suppression (BR-98): means under three organisms are hidden, and cannot be deduced."""

import pytest

from labelling.audits.models import Snapshot
from labelling.framework.binding import current_framework
from labelling.labels import figures, scores
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
    return Snapshot.objects.create(
        mission=mission, moment=moment, content={"auditor": ratings}, digest=f"{score:064d}"
    )


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

    assert file[0] == "decoupage;valeur;labellises;logements;engages;score_moyen"
    assert [line for line in file if line.startswith(("region", "ensemble"))] == [
        "ensemble;Ensemble;5;12400;1;83",
        "region;Bretagne;1;400;0;",
        "region;Grand Est;3;3000;0;",
        "region;Normandie;1;9000;1;",
    ]
    assert page.count(">masqué<") == 2
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
def test_photographs_of_audits_are_read_once(django_assert_num_queries):
    organisms = [make_scored(2, region="44").organism_id for _ in range(3)]
    scores.latest(organisms)
    with django_assert_num_queries(1):
        assert {row[0] for row in scores.latest(organisms)} == set(organisms)
