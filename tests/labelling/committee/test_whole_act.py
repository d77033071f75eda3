"""Whole act of a grant, from the agenda to the archive, and what each person may not do in it."""

import pytest

from labelling.title.labels.models import Label
from portal.models import Message
from portal.workflow import audit_log
from tests.labelling.committee.factories import fire, fresh, vote

pytestmark = pytest.mark.django_db


def test_a_grant_creates_the_label_its_attestation_and_archives_the_session(
    voting, carla, nora, alice
):
    """BR-62: everything the decision does is in its own transaction; BR-60: the mail follows the minutes."""
    vote(voting.item, "grant")
    fire(voting.item, "close_vote", carla)
    fire(voting.item, "validate", carla)
    fire(voting.session, "close", carla)
    fire(voting.session, "draft_minutes")
    fire(voting.session, "approve_minutes", carla)
    fire(voting.session, "notify", nora)

    label = Label.objects.get()
    item = fresh(voting.item)
    assert (item.state, item.decision.option, item.decision.counts) == (
        "validated",
        "grant",
        {"grant": 5},
    )
    assert (label.decision, label.dossier.state, label.state) == (
        item.decision,
        "granted",
        "active",
    )
    assert (label.start_on.isoformat(), label.end_on.isoformat()) == ("2026-12-17", "2029-12-16")
    assert label.attestations.get().number == "QH-2026-0001"
    assert fresh(voting.session).state == "archived"
    assert item.decision.notified_on.isoformat() == "2026-12-17"
    assert list(
        Message.objects.filter(notice="dossier.decided").values_list("person", flat=True)
    ) == [alice.pk]
    assert audit_log.broken() == []
