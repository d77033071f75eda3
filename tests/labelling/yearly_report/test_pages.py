"""Pages of the yearly report: opened, written with autosave, ordered, validated, published, corrected, read by all."""

import re
from dataclasses import replace
from datetime import date

import pytest

from labelling.parties.organisms.models import Organism
from labelling.parties.organisms.rules import instructor
from labelling.steering.yearly_report import actions
from labelling.steering.yearly_report.models import YearlyReport
from labelling.steering.yearly_report.workflow import YEARLY_REPORT
from labelling.steering.yearly_report.worklist import open_reports, to_close
from portal.core import clock
from portal.figures import dictionary
from portal.web.submissions.once import new_key
from tests.factories import make_dossier
from tests.labelling.yearly_report.conftest import FIGURES, TODAY

pytestmark = pytest.mark.django_db
LIST = "/espace/pilotage/bilans/"
ONE = f"{LIST}2026/1/"


def titles(user):
    return [(task.list, task.title) for source in (to_close, open_reports) for task in source(user)]


def test_the_year_is_to_close_from_1_january_until_its_report_is_begun(sonia, paul, organisms):
    assert titles(sonia) == []  # nothing was filed yet
    make_dossier(Organism.objects.first(), submitted_on=date(2025, 3, 3))
    assert titles(sonia) == [("do", "Clore l’année 2026")]
    assert titles(paul) == [("wait", "Clore l’année 2026")]
    with clock.at(TODAY.replace(year=2026, month=12, day=31)):
        assert titles(sonia) == [("do", "Clore l’année 2025")]


def test_a_draft_is_the_offices_then_its_publication_another_persons(draft, sonia, paul):
    assert titles(sonia) == [("do", "Bilan 2026 en préparation")]
    YearlyReport.objects.filter(pk=draft.pk).update(
        state="validated", validated_by=sonia, validated_at=clock.now()
    )
    assert titles(sonia) == [("wait", "Bilan 2026 à publier")]
    assert titles(paul) == [("do", "Bilan 2026 à publier")]


def test_the_referent_closes_the_year_from_the_list(
    organisms, sonia, signed_in, django_capture_on_commit_callbacks
):
    client = signed_in(sonia)
    assert "Clore l’année 2026" in client.get(LIST).content.decode()
    assert 'value="2026" selected' in client.get(f"{LIST}clore/?annee=2026").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(f"{LIST}clore/", {"year": 2026, "once": new_key()})
    assert (answer.status_code, answer["Location"]) == (302, ONE)
    page = client.get(ONE).content.decode()
    assert "12 janvier 2027" in page.replace("\u00a0", " ")
    assert "Comptés le" in page


def test_what_the_office_alone_reads_is_not_ticked_of_itself(organisms, sonia):
    known, homes, score = FIGURES
    dictionary._figures[homes.code] = replace(homes, is_public=False, readers=instructor)
    dictionary._figures[score.code] = replace(
        score, is_public=False
    )  # others than the office read it

    report = actions.open_year(2026, by=sonia)

    assert report.section("trial")["figures"] == [known.code, score.code]


def test_a_section_that_the_office_alone_reads_is_left_out(organisms, sonia):
    for figure in FIGURES:
        dictionary._figures[figure.code] = replace(figure, is_public=False, readers=instructor)

    section = actions.open_year(2026, by=sonia).section("trial")

    assert (section["is_kept"], section["figures"]) == (False, [])


def test_a_new_year_keeps_the_choices_and_the_order_that_were_published_without_their_texts(
    draft, sonia, paul, django_capture_on_commit_callbacks
):
    """A figure that two people have left out stays out; a family that came since is there."""
    choice = {"figures": ["trial.homes"], "text": "Deux de plus."}
    YearlyReport.objects.filter(pk=draft.pk).update(foreword="Une année d’élan.")
    report = actions.write_section(draft, "trial", choice, by=sonia)
    with django_capture_on_commit_callbacks(execute=True):
        report = YEARLY_REPORT.fire(report, "validate", by=sonia)
    YEARLY_REPORT.fire(YearlyReport.objects.get(pk=report.pk), "publish", by=paul)
    dictionary._figures["other.known"] = replace(FIGURES[0], code="other.known")

    with clock.at(TODAY.replace(year=2028)):
        after = actions.open_year(2027, by=sonia)

    assert [(one["code"], one["figures"], one["text"]) for one in after.sections] == [
        ("trial", ["trial.homes"], ""),
        ("other", ["other.known"], ""),
    ]


def test_a_section_is_written_by_itself_beside_the_computed_sentences(draft, sonia, signed_in):
    client = signed_in(sonia)
    address = f"{ONE}rubriques/trial/"
    page = client.get(address).content.decode().replace("\u00a0", " ")
    assert "Organismes connus : 3 organismes, soit 1 organisme de plus qu’en 2025." in page
    assert "Score moyen : 1 166,7 %." in page
    seen = re.search(r'name="seen" value="([^"]*)"', page)[1].replace("&#x27;", "'")
    typed = {"is_kept": "on", "text": "Trois de plus.", "figures": ["trial.known"], "seen": seen}
    answer = client.post(address, typed, headers={"X-Autosave": "1"})
    assert answer.status_code == 200, answer.content.decode()
    draft.refresh_from_db()
    assert draft.section("trial") == {
        "code": "trial", "is_kept": True, "text": "Trois de plus.", "is_computed": False,
        "figures": ["trial.known"],
    }  # fmt: skip
    again = client.post(address, typed | {"once": new_key()})
    assert again.status_code == 409
    assert "Trois de plus." in again.content.decode()


def test_a_section_goes_up_by_one_place(draft, sonia, signed_in):
    draft.sections = [
        *draft.sections,
        {"code": "autre", "is_kept": False, "text": "", "figures": []},
    ]
    draft.save(update_fields=["sections"])
    signed_in(sonia).post(f"{ONE}rubriques/autre/monter/")
    draft.refresh_from_db()
    assert [one["code"] for one in draft.sections] == ["autre", "trial"]


def test_what_is_validated_is_not_written_any_more(published, sonia, signed_in):
    client = signed_in(sonia)
    assert client.get(f"{ONE}ouverture/").status_code == 409
    assert client.get(f"{ONE}rubriques/trial/").status_code == 409
    assert client.post(f"{ONE}recompter/").status_code == 409


def test_everybody_reads_the_version_in_force_and_the_former_ones(
    published, sonia, paul, signed_in, client, django_capture_on_commit_callbacks
):
    assert "3\u00a0500\u00a0logements" in client.get("/bilans/2026/").content.decode()
    office = signed_in(sonia)
    with django_capture_on_commit_callbacks(execute=True):
        office.post(
            f"{ONE}corriger/", {"reason": "Un patrimoine mal saisi en 2026.", "once": new_key()}
        )
    with django_capture_on_commit_callbacks(execute=True):
        office.post(f"{LIST}2026/2/valider/", {"once": new_key()})
    with django_capture_on_commit_callbacks(execute=True):
        signed_in(paul).post(f"{LIST}2026/2/publier/", {"once": new_key()})
    client.logout()
    assert "Version 2, corrigée" in client.get("/bilans/2026/").content.decode()
    former = client.get("/bilans/2026/1/").content.decode()
    assert "Une version corrigée de ce bilan est publiée" in former


def test_the_list_costs_the_same_for_one_and_for_many(
    published, sonia, signed_in, django_assert_max_num_queries
):
    client = signed_in(sonia)

    def cost(address):
        with django_assert_max_num_queries(60) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    addresses = (LIST, "/bilans/")
    for address in addresses:
        cost(address)
    before = [cost(address) for address in addresses]
    facts = {"state": "published", "validated_by": sonia, "validated_at": clock.now()}
    for year in (2021, 2022, 2023):
        YearlyReport.objects.create(
            year=year,
            number=1,
            published_by=published.published_by,
            published_at=clock.now(),
            **facts,
        )
    assert [cost(address) for address in addresses] == before
