"""Retention of threads (BR-93): erased whole by a decision, but those that the FAQ tells again."""

from datetime import datetime

import pytest

from community.faq import actions as faq
from community.models import MessageFile, Thread, ThreadMessage
from community.threads.models import Follow, Thanks, ThreadWord
from portal.core import clock
from portal.documents.storage import private_storage
from portal.models import Message, Role, StoredFile
from portal.retention import actions
from portal.retention.registry import KEEPINGS
from portal.scenario.files import document
from portal.workflow import Refused, audit_log
from portal.workflow.audit_log import broken
from tests.community.factories import (
    certified,
    fresh,
    make_alice,
    make_answer,
    make_thread,
    make_writer,
)
from tests.factories import make_user

pytestmark = pytest.mark.django_db
CAST = {"zoe": make_writer, "alice": make_alice}
LAST = datetime(2021, 11, 23, 12, tzinfo=clock.PARIS)
KEEPING = KEEPINGS["thread"]
REASON = "Cinq ans sans réponse, personne ne s’en sert plus."


@pytest.fixture
def alice(of_cast):
    return of_cast("alice")


@pytest.fixture
def dpo(db):
    return make_user("Denis", "Poulain", roles=[Role.DPO])


@pytest.fixture
def thread(alice, zoe, sonia):
    """A question with a file, its answer certified and thanked, last written five years ago."""
    upload = document("Plan", "Un plan")
    made = make_thread(alice, pieces=[(upload, "")])
    answer = make_answer(made, zoe)
    Thanks.objects.create(message=answer, person=alice)
    certified(answer, sonia)
    Thread.objects.update(active_at=LAST)
    return fresh(made)


def due(day):
    with clock.at(datetime(2026, 11, day, 3)):
        return list(KEEPING.due())


def erase(thread, by):
    with clock.at(datetime(2026, 11, 24, 3)):
        return actions.erase(KEEPING, [thread.pk], by=by, reason=REASON)


def test_br_93_thread_is_over_five_years_after_its_last_answer(thread):
    assert [due(23), due(24)] == [[], [thread]]


def test_br_93_thread_is_erased_whole_and_its_journal_stays(
    thread, dpo, django_capture_on_commit_callbacks
):
    """BR-93: with its answers, their files and the mails that tell of it."""
    name = StoredFile.objects.get().file.name
    sent = Message.objects.filter(thing_type__startswith="community.thread").count()
    with django_capture_on_commit_callbacks(execute=True):
        proof = erase(thread, dpo)

    left = (Thread, ThreadMessage, MessageFile, Thanks, Follow, ThreadWord, StoredFile)
    assert [model.objects.count() for model in left] == [0] * len(left)
    assert (
        sent > 0,
        Message.objects.filter(thing_type__startswith="community.thread").count(),
    ) == (True, 0)
    assert private_storage().exists(name) is False
    assert (proof.count, proof.references) == (1, [thread.reference])
    acts = [(line.act, line.actor_name) for line in audit_log.entries_of(thread)]
    assert acts[0] == ("erase", "Denis Poulain")
    assert ("ask", "Alice Arnaud") in acts
    assert broken() == []


def test_a_thread_that_the_faq_tells_again_stays(thread, sonia, dpo):
    faq.publish(thread, by=sonia, title="Quand nettoyer ?", source="Le dimanche soir.")
    with pytest.raises(Refused) as told:
        erase(thread, dpo)

    assert (due(24), told.value.codes, Thread.objects.count()) == ([], ["not_due"], 1)
