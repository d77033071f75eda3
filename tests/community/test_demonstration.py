"""Demonstration content of the communities: played through the real actions, once, and only with a cast."""

from datetime import timedelta

import pytest

from community import demonstration
from community.models import (
    FaqEntry,
    Mentoring,
    MentoringFollowUp,
    SpaceDocument,
    SpacePage,
    Survey,
    Thread,
    ThreadMessage,
)
from community.personas import FEWEST, paper
from community.public import public_questions
from portal.core import clock
from portal.documents import accept
from portal.models import Role
from portal.notifications.models import Message
from tests import factories, worlds
from tests.community.conftest import NOON
from tests.community.factories import make_accredited
from tests.labelling.labels.factories import make_label

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def content_of_module(django_db_setup, django_db_blocker):
    """What making it twice says."""
    with clock.at(NOON), worlds.undone_at_the_end(django_db_blocker):
        factories.make_user("Sonia", "Vasseur", roles=[Role.REFERENT])
        _make_members()
        make_accredited()
        yield [demonstration.ensure_content(), demonstration.ensure_content()]


@pytest.fixture
def content(content_of_module, db):
    return content_of_module


def _make_members():
    """Labelled organisms of two regions: some for years, one for some months."""
    for number in range(FEWEST + 3):
        area = "69" if number % 2 else "33"
        organism = factories.make_organism(f"Organisme inventé {number}", departement=area)
        factories.make_member(organism, is_demo=True)
        is_new = number == FEWEST
        start = clock.today() - timedelta(days=150 if is_new else 900)
        make_label(organism, start_on=start, cycle=1 if is_new else 2)


def states(model):
    return sorted(model.objects.values_list("state", flat=True))


def test_nothing_is_told_without_a_referent_or_members(sonia):
    assert demonstration.ensure_content() is False
    assert Thread.objects.count() == 0


def test_the_life_of_the_communities_is_made_once_on_past_days(content):
    assert content == [True, False]
    assert (states(SpacePage), states(Survey)) == (
        ["published"] * 2,
        ["open", "published", "published", "published"],
    )
    assert (FaqEntry.objects.count(), SpaceDocument.objects.filter(asks_reading=True).count()) == (
        1,
        1,
    )
    assert Thread.objects.filter(certified__isnull=False).count() == 1
    assert [one.slug for one in public_questions()] == [
        "les-locataires-participent-ils-au-controle-de-la-proprete"
    ]
    assert states(ThreadMessage).count("hidden") == 1
    [waiting] = Thread.objects.filter(answers_count=0)
    assert waiting.age == 9
    assert set(Thread.objects.values_list("is_demo", flat=True)) == {True}


def test_a_mentoring_runs_and_another_is_asked_what_changed(content):
    assert states(Mentoring) == ["running"]
    due = MentoringFollowUp.objects.filter(due_on__lte=clock.today(), state="waiting")
    assert due.count() == 2


def test_it_sends_no_mail_of_days_long_past(content):
    late = clock.now() - timedelta(days=demonstration.OLD_MAIL)
    assert Message.objects.filter(state="pending", created_at__lt=late).count() == 0
    assert Message.objects.filter(state="kept").count() > 0


def test_its_documents_are_files_that_the_store_accepts():
    assert accept(paper("Grille (modèle)", ["Une ligne."])).content_type == "application/pdf"
