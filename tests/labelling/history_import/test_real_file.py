"""The tracking of ten years enters the portal: each thing is counted, a second time writes nothing."""

from collections import Counter

import pytest

from labelling.committee.models import AgendaItem, Decision
from labelling.parties.organisms.models import Organism
from labelling.path.audits.models import AuditMission
from labelling.path.dossiers.models import LabelDossier
from labelling.steering.history_import.lines import comparing
from labelling.steering.history_import.lines.base import Tracking
from labelling.title.labels.models import Label
from portal.models import Message
from portal.workflow import Refused, audit_log
from tests.labelling.history_import.conftest import begin, confirm, corrections

pytestmark = pytest.mark.django_db


def statuses():
    return Counter(facts["status"] for facts in comparing.facts_of(Organism.objects.all()).values())


def test_every_organism_audit_and_decision_of_the_file_is_in_the_portal(sonia, told):
    made = confirm(sonia, told, corrections(told))

    assert made.state == "confirmed"
    assert Organism.objects.count() == told["counts"]["organisms"]
    assert AuditMission.objects.count() == told["counts"]["audits"]
    assert AgendaItem.objects.count() == told["counts"]["decisions"]
    assert Decision.objects.count() == told["counts"]["decisions"] - 5  # five are announced
    assert statuses() == Counter(told["counts"]["by_status"])
    assert Label.objects.in_force().count() == 45
    assert Label.objects.held().count() == 46
    assert Message.objects.count() == 0
    assert audit_log.broken() == []


def test_lines_that_cannot_be_true_are_named_and_nothing_is_written(sonia, told):
    made = begin(sonia, told)

    with pytest.raises(Refused) as refused:
        made.workflow.fire(made, "confirm", by=sonia)

    assert refused.value.codes == ["no_end"] * 4
    assert str(refused.value.problems[0]).startswith("Organismes, ligne 47")
    assert Organism.objects.count() == 0


def test_the_same_file_again_changes_nothing(sonia, told):
    choices = corrections(told)
    confirm(sonia, told, choices)
    lines = audit_log.Entry.objects.count()

    again = begin(sonia, told, choices)
    kinds = {one.kind for one in comparing.compare(Tracking(again.content, again.choices))}
    again = again.workflow.fire(again, "confirm", by=sonia)

    assert kinds == {comparing.SAME}
    assert audit_log.Entry.objects.count() == lines + 2  # of the import itself
    assert audit_log.entries_of(again).first().data["counts"] == {}
    assert LabelDossier.objects.filter(taken_from=again).count() == 0
