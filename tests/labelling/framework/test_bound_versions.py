"""Versions that a dossier is bound to: read once a page, and as they are after a write."""

from datetime import date

import pytest
from django.db import connection, models
from django.test.utils import CaptureQueriesContext

from labelling.parties.framework.binding import current_rules
from labelling.parties.framework.models import LabelRulesVersion
from labelling.path.dossiers.models import LabelDossier
from portal.core.read_once import reading_once
from tests.factories import make_dossier

pytestmark = pytest.mark.django_db


def test_the_rules_of_all_dossiers_are_one_query_a_kind_and_nobody_else_s():
    key = make_dossier().pk
    first, second = (LabelDossier.objects.get(pk=key) for _ in range(2))

    with reading_once(is_report=False), CaptureQueriesContext(connection) as queries:
        rules, framework, others = first.rules, first.framework, second.rules

    assert len(queries) == 2
    assert (rules.pk, framework.pk) == (first.rules_id, first.framework_id)
    assert rules == others == current_rules()
    assert rules is not others
    assert rules is first.rules


def test_who_has_written_a_version_reads_what_it_wrote():
    dossier = LabelDossier.objects.get(pk=make_dossier().pk)
    models.QuerySet(LabelRulesVersion).filter(pk=dossier.rules_id).update(
        effective_to=date(2100, 1, 1)
    )

    assert dossier.rules.effective_to == current_rules().effective_to == date(2100, 1, 1)


def test_a_draft_to_which_a_key_leads_is_read_from_its_row():
    draft = LabelRulesVersion(code="essai", title="Essai", effective_from=date(2090, 1, 1))
    draft.save()

    assert LabelDossier(rules_id=draft.pk).rules == draft
