"""Database triggers of the rules (BR-09, BR-10): SQL that bypasses the models is refused."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import QuerySet

from labelling.parties.framework import triggers
from labelling.parties.framework.models import Criterion, LabelRulesVersion
from portal.core import clock
from tests.labelling.framework.factories import KINDS, draft_of, published

pytestmark = pytest.mark.django_db


def refused(act, message):
    with pytest.raises(DatabaseError, match=message), transaction.atomic():
        act()
    return True


@pytest.mark.parametrize("model", [*KINDS, *triggers.PARTS])
def test_br09_what_is_published_is_not_updated_by_sql(model):
    table = model._meta.db_table

    def act():
        with connection.cursor() as cursor:
            cursor.execute(f"UPDATE {table} SET code = 'X'")

    assert refused(act, triggers.FROZEN)


def test_br09_nothing_is_added_to_it_by_sql():
    row = Criterion.objects.first()
    row.pk, row.code = None, "T01.9"

    assert refused(lambda: QuerySet(Criterion).bulk_create([row]), triggers.FROZEN)


@pytest.mark.parametrize("kind", KINDS)
def test_publishing_a_successor_passes(kind):
    for year in (2027, 2028, 2029):
        draft_of(kind, start=date(year, 1, 1), code=f"V{year}").publish()

    assert published(kind).code == "V2029"


@pytest.mark.parametrize("start", [date(2026, 12, 31), date(2027, 1, 2)])
def test_br10_an_overlap_or_a_gap_is_refused(start):
    """The first version is closed on 31 December 2026; the next one starts on 1 January."""
    draft = draft_of(LabelRulesVersion, start=start)
    closed = QuerySet(LabelRulesVersion).filter(status="published")
    closed.update(effective_to=date(2026, 12, 31))

    def act():
        rows = QuerySet(LabelRulesVersion).filter(pk=draft.pk)
        rows.update(status="published", published_at=clock.now())

    assert refused(act, triggers.PERIOD)


def test_br10_a_closed_period_is_not_moved():
    draft_of(LabelRulesVersion).publish()
    first = QuerySet(LabelRulesVersion).filter(effective_from=date(2016, 1, 1))

    assert refused(lambda: first.update(effective_to=date(2026, 6, 30)), triggers.FROZEN)


def test_drafts_stay_free():
    draft = draft_of(LabelRulesVersion)
    draft.stages.update(hint="Une autre précision")
    draft.deadline_rules.all().delete()
    draft.delete()

    assert LabelRulesVersion.objects.count() == 1
