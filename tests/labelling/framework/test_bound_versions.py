"""Versions that a dossier is bound to: read once a process, and as they are after a write."""

from datetime import date

import pytest
from django.db import connection, models, transaction
from django.test.utils import CaptureQueriesContext

from labelling.dossiers.models import LabelDossier
from labelling.framework.binding import current_rules, read_ahead
from labelling.framework.models import LabelRulesVersion
from portal.cache import public, versions
from portal.models import PublicVersion
from tests.factories import make_dossier

pytestmark = pytest.mark.django_db


def test_the_rules_of_a_dossier_cost_the_query_of_their_version_and_are_nobody_else_s():
    key = make_dossier().pk
    first, second = (LabelDossier.objects.get(pk=key) for _ in range(2))

    with versions.reading_one(), CaptureQueriesContext(connection) as queries:
        rules, framework, others = first.rules, first.framework, second.rules

    assert len(queries) == 1
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


@pytest.mark.django_db(transaction=True)
def test_what_is_read_ahead_is_not_read_again_in_a_long_transaction():
    public.forget()
    read_ahead()

    with transaction.atomic(), CaptureQueriesContext(connection) as queries:
        rules = current_rules()

    assert rules.code in LabelRulesVersion.objects.values_list("code", flat=True)
    asked = [one["sql"] for one in queries if "SELECT" in one["sql"]]
    assert [one for one in asked if PublicVersion._meta.db_table not in one] == []
