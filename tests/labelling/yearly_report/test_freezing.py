"""Figures of a yearly report: counted, frozen at the validation (BR-97), small cells hidden (BR-98)."""

from dataclasses import replace

import pytest
from django.db import DatabaseError, transaction

from labelling.parties.organisms.models import Organism
from labelling.steering.yearly_report import actions, counts
from labelling.steering.yearly_report.content import reading, sentences
from labelling.steering.yearly_report.models import ReportFigure, YearlyReport
from labelling.steering.yearly_report.workflow import YEARLY_REPORT
from portal.core import clock
from portal.figures import dictionary
from portal.workflow import Refused
from tests import factories
from tests.labelling.yearly_report.conftest import FIGURES, TODAY

pytestmark = pytest.mark.django_db


def told(report):
    return [
        (line.code, line.group, line.cell, line.value, line.former_value, line.is_hidden)
        for line in reading.figures(report)
    ]


def test_a_draft_is_counted_on_31_december_and_a_year_before(draft):
    whole = [line for line in told(draft) if line[1] == "ensemble"]
    assert whole == [
        ("trial.known", "ensemble", "", 3, 2, False),
        ("trial.homes", "ensemble", "", 3500, 3000, False),
        ("trial.score", "ensemble", "", 1166.7, None, False),
    ]
    families = [line[2:5] for line in told(draft) if line[:2] == ("trial.known", "famille")]
    assert [pair for _, *pair in families] == [[1, 1], [2, 1]]


def test_br_98_a_mean_of_fewer_than_three_organisms_is_nowhere(draft):
    score = next(line for line in reading.figures(draft) if line.code == "trial.score")
    assert (score.former_value, score.former_is_hidden) == (None, True)


def test_br_98_two_days_that_differ_by_one_organism_tell_none(organisms):
    score = next(figure for figure in FIGURES if figure.code == "trial.score")
    with clock.at(TODAY.replace(year=2025, month=3)):
        factories.make_organism("Dormance Habitat", homes=800)
    dictionary._figures[score.code] = replace(score, is_stock=True)
    told = next(fact for fact in counts.count(2026) if fact["code"] == score.code)
    assert (told["value"], told["is_hidden"], told["former_value"]) == (None, True, None)
    dictionary._figures[score.code] = score
    told = next(fact for fact in counts.count(2026) if fact["code"] == score.code)
    assert (told["value"], told["former_value"]) == (1075, 1266.7)


def test_br_97_a_later_change_of_data_does_not_alter_a_published_report(published):
    before = told(published), [one.paragraphs for one in reading.read(published)]
    Organism.objects.update(homes=1)
    with clock.at(TODAY.replace(year=2026, month=6)):
        factories.make_organism("Un oubli", homes=9)
    report = YearlyReport.objects.get(pk=published.pk)
    assert (told(report), [one.paragraphs for one in reading.read(report)]) == before
    assert {line.figure_version for line in report.figures.filter(code="trial.homes")} == {2}


def test_br_97_a_frozen_figure_is_neither_rewritten_nor_added_to(published):
    row = published.figures.first()
    facts = {
        name: getattr(row, name)
        for name in ("report", "code", "name", "unit", "section", "figure_version")
    }
    for act in (
        lambda: ReportFigure.objects.filter(pk=row.pk).update(value=99),
        lambda: ReportFigure.objects.create(**facts, rank=999, cell="Autre", value=1),
        lambda: YearlyReport.objects.filter(pk=published.pk).update(sections=[]),
        lambda: YearlyReport.objects.filter(pk=published.pk).update(foreword="Autre chose."),
        lambda: YearlyReport.objects.filter(pk=published.pk).update(state="draft"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


def test_br_97_a_correction_is_another_version_and_the_former_one_stays(
    published, sonia, django_capture_on_commit_callbacks
):
    former = told(published)
    Organism.objects.filter(name="Corvange Habitat").update(homes=700)
    with django_capture_on_commit_callbacks(execute=True):
        again = actions.correct(published, by=sonia, reason="Un patrimoine avait été mal saisi.")
    again.refresh_from_db()
    assert (again.number, again.foreword, again.reason) == (
        2, published.foreword, "Un patrimoine avait été mal saisi.",
    )  # fmt: skip
    homes = next(line for line in reading.figures(again) if line.code == "trial.homes")
    assert homes.value == 3700
    assert told(YearlyReport.objects.get(pk=published.pk)) == former


def test_who_validates_does_not_publish(draft, sonia, django_capture_on_commit_callbacks):
    draft.foreword = "Une année d’élan."
    draft.save(update_fields=["foreword"])
    with django_capture_on_commit_callbacks(execute=True):
        report = YEARLY_REPORT.fire(draft, "validate", by=sonia)
    report.refresh_from_db()
    with pytest.raises(Refused) as refused:
        YEARLY_REPORT.fire(report, "publish", by=sonia)
    assert "une autre personne du bureau" in str(refused.value)
    with pytest.raises(DatabaseError), transaction.atomic():
        YearlyReport.objects.filter(pk=report.pk).update(
            state="published", published_by=sonia, published_at=clock.now()
        )


def test_what_was_counted_long_ago_is_not_validated(draft, sonia):
    draft.foreword = "Une année d’élan."
    draft.save(update_fields=["foreword"])
    with clock.at(TODAY.replace(day=20)), pytest.raises(Refused) as refused:
        YEARLY_REPORT.fire(draft, "validate", by=sonia)
    assert refused.value.codes == ["old_count"]


def test_a_year_that_is_not_over_has_no_report(sonia):
    with pytest.raises(Refused) as refused:
        actions.open_year(2027, by=sonia)
    assert "n’est pas finie" in str(refused.value)


def test_a_year_has_one_open_report(draft, sonia):
    with pytest.raises(Refused) as refused:
        actions.open_year(2026, by=sonia)
    assert refused.value.codes == ["open"]


def test_the_computed_sentences_are_computed_again_in_a_correction(
    published, sonia, django_capture_on_commit_callbacks
):
    assert published.section("trial")["text"].startswith(
        "Organismes connus\u00a0: 3\u00a0organismes"
    )
    Organism.objects.filter(name="Corvange Habitat").delete()
    with django_capture_on_commit_callbacks(execute=True):
        again = actions.correct(published, by=sonia, reason="Un organisme était de trop.")
    again.refresh_from_db()
    assert again.section("trial")["text"] == ""
    assert (
        reading.read(again)[0].paragraphs[0]
        == "Organismes connus\u00a0: 2\u00a0organismes, comme en 2025."
    )


def test_what_is_nothing_in_both_years_has_no_sentence():
    line = ReportFigure(name="Refus", unit="décisions", value=0, former_value=0)
    other = ReportFigure(name="Retraits", unit="décisions", value=1, former_value=None)
    assert sentences.proposed([line, other], 2026) == ["Retraits\u00a0: 1\u00a0décision."]
    assert sentences.proposed([line], 2026) == ["Rien à compter en 2026, ni en 2025."]


@pytest.mark.parametrize(("value", "former", "said"), [
    (31, 27, "31\u00a0organismes, soit 4\u00a0organismes de plus qu’en 2025."),
    (1, 2, "1\u00a0organisme, soit 1\u00a0organisme de moins qu’en 2025."),
    (3, 3, "3\u00a0organismes, comme en 2025."),
    (12.5, 10, "12,5\u00a0organismes, soit 2,5\u00a0organismes de plus qu’en 2025."),
])  # fmt: skip
def test_a_sentence_says_the_number_and_its_difference_with_the_right_agreement(
    value, former, said
):
    line = ReportFigure(name="Labellisés", unit="organismes", value=value, former_value=former)
    assert sentences.sentence(line, 2026) == f"Labellisés\u00a0: {said}"


def test_a_share_differs_by_points():
    line = ReportFigure(name="Part", unit="%", value=64, former_value=65)
    assert (
        sentences.sentence(line, 2026)
        == "Part\u00a0: 64\u00a0%, soit 1\u00a0point de moins qu’en 2025."
    )
