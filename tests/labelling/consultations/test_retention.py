"""BR-93: what tenants’ representatives said leaves three years after their dossier ended, drafts included."""

from datetime import timedelta

import pytest

from labelling.path.consultations import actions
from labelling.path.consultations.models import AuditorRemark, Consultation, Reply, WordDraft
from labelling.path.consultations.retention import GONE, erase
from portal.core import clock
from portal.core.working_days import add_months
from portal.retention.registry import KEEPINGS
from tests.labelling.consultations.conftest import say

pytestmark = pytest.mark.django_db
TEXT = "Le hall est sale depuis mars."


def test_br93_nothing_of_what_was_written_stays(consultation, alice):
    actions.remark(consultation, TEXT)
    one = actions.give(consultation, say(opinion=TEXT))
    one = one.workflow.fire(one, "answer", by=alice, text="Il est lavé chaque lundi et jeudi.")
    WordDraft.objects.create(consultation=one, fields={"opinion": TEXT})

    erase(one)

    found = Consultation.objects.get()
    assert (found.word.opinion, Reply.objects.get().text) == (GONE, GONE)
    assert (found.state, found.erased_on) == ("answered", clock.today())
    assert [kind.objects.count() for kind in (WordDraft, AuditorRemark)] == [0, 0]
    assert found.keys.count() == 0


def test_br93_its_day_comes_three_years_after_the_end_of_the_dossier(dossier, consultation):
    type(dossier).objects.filter(pk=dossier.pk).update(state="discontinued")
    over = add_months(clock.today(), 36)
    keeping = KEEPINGS["consultation"]
    assert list(keeping.due(over - timedelta(days=1))) == []
    assert list(keeping.due(over + timedelta(days=1))) == [consultation]
