"""Concurrent steps on a public question; without the lock, they go wrong."""

import threading

import pytest
from django.db import transaction

from community.faq import actions as faq
from community.faq.workflow import FAQ
from community.models import FaqEntry, PublicQuestion
from community.questions import actions, workflow
from portal.models import Role
from portal.workflow import Refused
from tests.community.factories import certified, fresh, make_answer, make_thread, make_writer
from tests.community.test_races import together
from tests.factories import make_user

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
TURNS = 6


def make_entry(zoe, sonia, title="Une question"):
    answer = certified(make_answer(make_thread(zoe, title), zoe), sonia)
    return faq.publish(answer.thread, by=sonia, title=title, source="Oui")


@pytest.fixture
def zoe(transactional_db):
    return make_writer()


@pytest.fixture
def sonia(transactional_db):
    return make_user("Sonia", "Vasseur", roles=[Role.REFERENT])


def attempt(act):
    def tried():
        try:
            return bool(act())
        except Refused:
            return "refused"

    return tried


def test_an_entry_withdrawn_while_its_text_is_published_is_public_no_more(zoe, sonia):
    for turn in range(TURNS):
        entry = make_entry(zoe, sonia, f"Une question {turn}")
        question = actions.prepare(entry, by=sonia, title=f"Publique {turn}", source="Oui")
        together(
            attempt(lambda q=question: q.workflow.fire(q, "publish", by=sonia)),
            attempt(lambda e=entry: FAQ.fire(e, "withdraw", by=sonia, reason="plus vrai")),
        )
        assert (fresh(entry).state, fresh(question).state) == ("withdrawn", "reserved")


def test_control_without_the_lock_of_the_entry_it_stays_public(zoe, sonia):
    entry = make_entry(zoe, sonia)
    question = actions.prepare(entry, by=sonia, title="Publique", source="Oui")
    gate = threading.Barrier(2)

    def publish():
        with transaction.atomic():
            row = PublicQuestion.objects.select_related("entry").get(pk=question.pk)
            assert workflow.entry_is_published(row) is None
            gate.wait()
            gate.wait()
            facts = {"state": "public", "slug": "publique", "published_on": "2026-11-24"}
            PublicQuestion.objects.filter(pk=row.pk).update(**facts)

    def withdraw():
        gate.wait()
        FAQ.fire(FaqEntry.objects.get(pk=entry.pk), "withdraw", by=sonia, reason="plus vrai")
        gate.wait()

    together(publish, withdraw)
    assert (fresh(entry).state, fresh(question).state) == ("withdrawn", "public")


def test_an_entry_prepared_by_two_clicks_at_once_has_one_text(zoe, sonia):
    entry = make_entry(zoe, sonia)
    act = attempt(lambda: actions.prepare(entry, by=sonia, title="Publique", source="Oui"))
    given = together(*[act] * TURNS)
    assert (given.count("refused"), PublicQuestion.objects.count()) == (TURNS - 1, 1)


def test_questions_of_one_name_published_at_once_have_each_their_address(zoe, sonia):
    made = [
        actions.prepare(make_entry(zoe, sonia, f"Une {n}"), by=sonia, title="Même", source="Oui")
        for n in range(TURNS)
    ]
    acts = [attempt(lambda q=q: q.workflow.fire(q, "publish", by=sonia)) for q in made]
    assert together(*acts) == [True] * TURNS
    slugs = sorted(PublicQuestion.objects.values_list("slug", flat=True))
    assert slugs == ["meme", *(f"meme-{n}" for n in range(2, TURNS + 1))]


def test_control_without_the_lock_of_the_first_the_database_refuses(zoe, sonia):
    made = [
        actions.prepare(make_entry(zoe, sonia, f"Une {n}"), by=sonia, title="Même", source="Oui")
        for n in range(2)
    ]
    gate = threading.Barrier(2)

    def publish(question):
        with transaction.atomic():
            taken = PublicQuestion.objects.filter(slug__startswith="meme").exists()
            gate.wait()
            facts = {"state": "public", "slug": "meme-2" if taken else "meme"}
            PublicQuestion.objects.filter(pk=question.pk).update(published_on="2026-11-24", **facts)

    given = together(*(lambda q=q: publish(q) for q in made))
    assert given.count("refused") == 1
