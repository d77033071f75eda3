"""Public figures: published practices only, nothing of audits by family or region (BR-98)."""

import pytest

from observatory.figures import counts
from observatory.public import practice_figures, yearly_report
from tests import factories
from tests.labelling.labels.factories import make_label
from tests.observatory.factories import make_practice

pytestmark = pytest.mark.django_db
PAGE = "/observatoire/chiffres/"


@pytest.fixture
def told():
    oph, coop = factories.make_organism(), factories.make_organism(family="COOP", region="53")
    first = make_practice(oph, "published", with_tenants=True, reuse_count=3, themes=["T07", "T04"])
    first.indicators.create(name="Délai", after=3, unit="j", measured_on="2026-01", source="Relevé")
    first.indicators.create(
        order=2, name="Coût", after=3, unit="€", measured_on="2026-01", source="Relevé"
    )
    make_practice(coop, "published", origin="audit_strength", published_on="2025-05-01",
                  review_due_on="2027-05-01")  # fmt: skip
    make_practice(coop, "withdrawn", with_tenants=True)
    make_practice(coop, "draft", with_tenants=True)
    return oph, coop


def line(lines, code):
    one = next(row for row in lines if row.code == code)
    return one.sheets, one.organisms, one.with_tenants, one.with_figures, one.reuses, one.verified


def test_only_published_sheets_are_counted(told):
    assert line(counts.by_theme(), "T07") == (2, 2, 1, 1, 3, 1)
    assert line(counts.by_theme(), "T04") == (1, 1, 1, 1, 3, 0)
    assert line(counts.by_theme(), "T01") == (0, 0, 0, 0, 0, 0)
    assert [row.sheets for row in (counts.whole(),)] == [2]
    assert [one["value"] for one in practice_figures()] == [
        "2", "2", "3", "50\u00a0%", "50\u00a0%", "50\u00a0%",
    ]  # fmt: skip


def test_nothing_of_audits_is_told_by_family_nor_by_region(told, client):
    """BR-98: a cell would tell a finding of fewer than three organisms."""
    assert line(counts.by_family(), "COOP") == (1, 1, 0, 0, 0, None)
    assert line(counts.by_region(), "53") == (1, 1, 0, 0, 0, None)
    page = client.get(PAGE).content.decode()
    assert page.count(">Vérifiées en audit</th>") == 1


def test_a_label_taken_back_verifies_nothing(told):
    make_label(told[1], state="withdrawn")
    assert line(counts.by_theme(), "T07")[-1] == 0


def test_the_page_is_live_and_says_what_is_invented(told, client, django_assert_num_queries):
    one = client.get(PAGE).content.decode()
    with django_assert_num_queries(8):
        client.get(PAGE)
    for _ in range(5):
        make_practice(told[0], "published", is_demo=True)
    with django_assert_num_queries(8):
        many = client.get(PAGE).content.decode()

    assert ("inventés pour la démonstration" in one, "inventés pour la démonstration" in many) == (
        False,
        True,
    )
    assert line(counts.by_family(), "OPH")[0] == 6


def test_an_empty_observatory_has_figures_too(client):
    answer = client.get(PAGE)
    assert (answer.status_code, "Aucune fiche publiée." in answer.content.decode()) == (200, True)


def test_a_year_is_reported_from_what_is_still_public(told):
    report = yearly_report(2026)

    assert {name: report[name] for name in ("sheets", "organisms", "newcomers", "with_tenants")} == {
        "sheets": 1, "organisms": 1, "newcomers": 1, "with_tenants": 1,
    }  # fmt: skip
    assert [row for row in report["themes"] if row[2]] == [
        (code, title, 1) for code, title, many in report["themes"] if code in ("T04", "T07")
    ]
    assert (report["reuses"], report["most_reused"], yearly_report(2019)["sheets"]) == (0, [], 0)
