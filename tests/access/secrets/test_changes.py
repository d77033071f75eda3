"""Law of the changes page: no sentence of the audit log, ballot, decision to come or note to who may not read it."""

import re
from datetime import timedelta

import pytest
from django.db import transaction

from portal.changes.actions import note
from portal.changes.registry import TOPICS
from portal.core import clock
from portal.workflow import WORKFLOWS, audit_log
from tests.access.people import LIKE, UNLIKE
from tests.access.secrets import canaries
from tests.markup import tidy

pytestmark = pytest.mark.django_db
SECRET = (
    "ballot",
    "vote",
    "decide",
    "note",
    "waive",
    "waiver",
    "rate",
    "finding",
    "report",
    "declare",
)
BLOCK = re.compile(rb'<details class="fold changes".*?</details>', re.DOTALL)


@pytest.fixture(scope="module")
def word(world, django_db_blocker):
    """What is written once for all the readings, and is gone after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield tell_everything(world)
        transaction.set_rollback(True)


def tell_everything(world):
    """Each act of each table, and the secret ones, about each thing of the world; and everybody came before."""
    word = world.canary("phrase")  # nobody may read it in a feed
    for model, table in WORKFLOWS.items():
        for thing in model._base_manager.all():
            for act in (*table.transitions, *SECRET):
                audit_log.write(
                    thing, by=None, act=act, sentence=f"Une phrase, {word}.", reason=word
                )
    with clock.at(clock.now() - timedelta(days=10)):
        for person in world.people.values():
            for topic in TOPICS.values():
                note(person, topic.model._base_manager.all())
    return word


def feeds(world, who):
    """(path, what the feed says there) of every feed that this person may open."""
    answer = world.ask(who, "/espace/nouveautes/")
    yield "/espace/nouveautes/", answer.body, answer
    for topic in TOPICS.values():
        for thing in topic.model.objects.visible_to(world.people[who]):
            answer = world.ask(who, thing.get_absolute_url())
            yield thing.get_absolute_url(), b"".join(BLOCK.findall(answer.body)), answer


def allowed(topics):
    """Every sentence that a feed may say, without its number."""
    acts = [a for t in topics for b in t.branches for a in (b.acts, *b.inner.values())]
    return {form for words in acts for text in words.values() for form in text.split("|")}


def test_no_feed_says_a_sentence_of_a_journal_nor_a_thing_that_its_reader_does_not_see(
    world, word, found
):
    """Who sees what another sees (LIKE: test_matrix) is asked too in make test-all."""
    assert_feeds_are_kept(world, word, found, UNLIKE)


@pytest.mark.slow
def test_no_feed_of_who_is_like_another_says_more(world, word, found):
    assert_feeds_are_kept(world, word, found, LIKE)


def assert_feeds_are_kept(world, word, found, readers):
    patterns = [re.escape(form).replace(r"\{n\}", r"\d+") for form in allowed(TOPICS.values())]
    link = '(?:\u00a0: <a href="/espace/[^"]+">[^<]+</a>)?'
    known = re.compile(f"(?:{'|'.join(patterns)})(?:, \\d+ fois)?{link}", re.IGNORECASE)
    told = 0
    for who in readers:
        for path, said, answer in feeds(world, who):
            found.tell([path] if word.encode() in said else [])
            if path.startswith("/espace/nouveautes/"):
                found.tell(canaries.leaks(world, who, answer))
            lines = re.findall(r"<li>(.*?)</li>", "".join(BLOCK_TEXT.findall(tidy(said.decode()))))
            found.tell(line for line in lines if not known.fullmatch(line))
            told += len(lines)

    found.end()
    assert told > 50


BLOCK_TEXT = re.compile(r'<details class="fold changes".*?</details>', re.DOTALL)


def test_committees_ballots_and_complaints_have_no_feed():
    """What is not followed has no words at all; a topic that comes here shows why it may."""
    told = {branch.label for topic in TOPICS.values() for branch in topic.branches}

    assert {model._meta.label_lower for model in TOPICS} == {
        "labelling.labeldossier",
        "community.space",
    }
    assert told == {
        "labelling.labeldossier",
        "labelling.auditmission",
        "community.space",
        "community.spacedocument",
        "community.spacepage",
        "community.survey",
        "community.thread",
    }


@pytest.mark.parametrize("act", SECRET)
def test_a_secret_act_has_no_words(act):
    acts = [
        acts for t in TOPICS.values() for b in t.branches for acts in (b.acts, *b.inner.values())
    ]

    assert [words for words in acts if act in words] == []


def test_control_the_journal_of_the_dossier_does_hold_the_word(world, word):
    assert word.encode() in world.ask("alice", world.dossier.get_absolute_url()).body
