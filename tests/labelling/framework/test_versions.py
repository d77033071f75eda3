"""Versions of the rules (BR-08, BR-09, BR-10): dated, published for ever, contiguous."""

from datetime import date, datetime

import pytest
from django.db import DatabaseError, transaction
from django.db.models import F, QuerySet

from labelling.parties.framework.binding import (
    current_committee_rules,
    current_framework,
    current_rules,
)
from labelling.parties.framework.models import (
    Criterion,
    DeadlineRule,
    EvaluationFrameworkVersion,
    LabelRulesVersion,
    RequiredPiece,
    Stage,
    Theme,
)
from labelling.parties.framework.versions import Immutable
from portal.core import clock
from portal.workflow import Refused
from tests.factories import make_dossier
from tests.labelling.framework.factories import KINDS, draft_of, published

pytestmark = pytest.mark.django_db
PARTS = (Stage, RequiredPiece, DeadlineRule, Theme, Criterion)
every_kind = pytest.mark.parametrize("kind", KINDS)
every_part = pytest.mark.parametrize("model", PARTS)


def test_br08_a_dossier_keeps_its_rules_whatever_is_published_later():
    dossier = make_dossier()
    second = draft_of(LabelRulesVersion, start=date(2026, 6, 1))
    second.deadline_rules.filter(code="D02").update(delay="45j")
    second.publish()
    dossier.refresh_from_db()

    assert dossier.rules.due("D02", date(2026, 7, 1)) == date(2026, 7, 31)
    assert current_rules(date(2026, 7, 1)).due("D02", date(2026, 7, 1)) == date(2026, 8, 17)
    assert current_rules(date(2026, 5, 31)) == dossier.rules


@every_kind
def test_publishing_closes_the_period_before_on_the_eve(kind):
    first, second = published(kind), draft_of(kind)
    second.publish()
    first.refresh_from_db()

    assert (first.effective_to, second.effective_to) == (date(2026, 12, 31), None)
    assert second.supersedes == first
    with clock.at(datetime(2026, 12, 31, 12)):
        told = [one.period.replace("\u00a0", " ") for one in (first, second)]
    assert told == ["du 1er janvier 2016 au 31 décembre 2026", "à partir du 1er janvier 2027"]
    assert first.successor == second
    days = (date(2015, 12, 31), date(2016, 1, 1), date(2026, 12, 31), date(2027, 1, 1))
    assert [kind.objects.in_force(day).first() for day in days] == [None, first, first, second]


@every_kind
def test_br10_a_period_cannot_cover_another(kind):
    for start in (date(2016, 1, 1), date(2015, 6, 1)):
        with pytest.raises(Refused) as refused:
            draft_of(kind, start=start, code=f"V{start.year}").publish()

        assert refused.value.codes == ["overlap"]
    assert published(kind).effective_to is None


@every_kind
def test_br10_the_database_holds_one_open_period(kind):
    second = draft_of(kind)

    with pytest.raises(DatabaseError), transaction.atomic():
        QuerySet(kind).filter(pk=second.pk).update(status="published", published_at=clock.now())


@every_kind
def test_br09_a_published_version_refuses_every_change(kind):
    version = published(kind)
    version.title = "Autre titre"
    changes = (
        version.save,
        version.delete,
        version.publish,
        lambda: kind.objects.filter(pk=version.pk).update(title="Autre titre"),
        lambda: kind.objects.update(title=F("code")),
        lambda: kind.objects.all().delete(),
        lambda: kind.objects.bulk_update([version], ["title"]),
        lambda: kind._base_manager.filter(pk=version.pk).update(title="Autre titre"),
    )
    for change in changes:
        with pytest.raises(Immutable), transaction.atomic():
            change()

    assert kind.objects.get(pk=version.pk).title != "Autre titre"


@every_part
def test_br09_so_does_what_belongs_to_it(model):
    row = model.objects.first()
    changes = (
        row.save,
        row.delete,
        lambda: model.objects.update(code="X"),
        lambda: model.objects.filter(pk=row.pk).delete(),
        lambda: model.objects.bulk_update([row], ["code"]),
    )
    for change in changes:
        with pytest.raises(Immutable), transaction.atomic():
            change()

    assert model.objects.get(pk=row.pk).code == row.code


@every_part
def test_br09_nothing_enters_a_published_version(model):
    row = model.objects.first()
    row.pk, row._state.adding, row.code = None, True, "NEW"

    with pytest.raises(Immutable):
        row.save()
    with pytest.raises(Immutable):
        model.objects.bulk_create([row])


def test_br09_a_part_does_not_move_between_versions():
    draft = draft_of(LabelRulesVersion)
    inside, outside = published(LabelRulesVersion).stages.first(), draft.stages.first()

    for change in (
        lambda: draft.stages.add(inside),
        lambda: published(LabelRulesVersion).stages.add(outside),
        lambda: draft.stages.update(rules=inside.rules_id),
    ):
        with pytest.raises(Immutable), transaction.atomic():
            change()


def test_br09_publishing_has_one_door():
    draft = draft_of(LabelRulesVersion)

    with pytest.raises(Immutable):
        LabelRulesVersion.objects.filter(pk=draft.pk).update(status="published")
    draft.status = "published"
    with pytest.raises(Immutable):
        draft.save()


def test_a_draft_changes_freely_and_goes_with_its_parts():
    draft = draft_of(EvaluationFrameworkVersion)
    draft.title = "Deuxième version"
    draft.save()
    criteria = Criterion.objects.filter(theme__framework=draft)
    criteria.update(weight=2)

    assert {c.weight for c in criteria} == {2}
    draft.delete()
    assert criteria.all().count() == 0


def test_incomplete_rules_are_not_published():
    draft = draft_of(LabelRulesVersion)
    draft.deadline_rules.filter(code__in=("D01", "D23")).delete()

    with pytest.raises(Refused) as refused:
        draft.publish()

    assert str(refused.value) == "Le délai D01 manque. Le délai D23 manque."


def test_no_rules_before_the_first_ones():
    for current in (current_rules, current_framework, current_committee_rules):
        with pytest.raises(Refused) as refused:
            current(date(2015, 12, 31))

        assert refused.value.codes == ["no_rules"]


@every_kind
def test_drafts_are_the_referents_and_published_rules_are_everybodys(kind, sonia, alice):
    draft_of(kind)

    assert kind.objects.visible_to(alice).count() == 1
    assert kind.objects.visible_to(sonia).count() == 2
