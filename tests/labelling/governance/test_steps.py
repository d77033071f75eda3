"""Steps of an evolution of the label: proposed, endorsed, decided with its minutes, published as a version."""

import pytest
from django.db import IntegrityError, transaction

from labelling.committee.governance import actions
from labelling.committee.governance.models import Evolution
from portal.models import Message, Role
from portal.workflow import Forbidden, Refused, audit_log
from tests import factories
from tests.labelling.framework.drafts import factories as drafts
from tests.labelling.governance.factories import (
    TEXT,
    WHY,
    ago,
    decided,
    endorsed,
    fire,
    linked,
    make_reader,
    minutes,
    propose,
)

pytestmark = [pytest.mark.django_db, pytest.mark.dated]


@pytest.fixture
def paul(db):
    return drafts.make_deputy()


def test_a_version_published_by_two_people_publishes_the_evolution_that_it_says(sonia, paul):
    draft = drafts.decided(sonia)
    evolution = linked(sonia, draft)

    drafts.fire(draft, "publish", paul, effective_from=drafts.FIRST_DAY)
    evolution.refresh_from_db()

    assert (evolution.state, evolution.draft) == ("published", draft)
    assert [entry.act for entry in audit_log.entries_of(evolution)] == [
        "publish", "link", "decide", "endorse", "propose",
    ]  # fmt: skip


def test_an_evolution_that_the_version_does_not_say_stays_as_it_is(sonia, paul):
    """The control of the follower: publishing moves what is linked alone."""
    evolution = decided(sonia)

    drafts.published(sonia, paul)
    evolution.refresh_from_db()

    assert (evolution.state, evolution.draft) == ("decided", None)


def test_it_may_be_linked_to_a_version_that_is_already_published(sonia, paul):
    draft = drafts.published(sonia, paul)

    evolution = fire(decided(sonia), "publish", sonia, draft=draft)

    assert (evolution.state, evolution.draft) == ("published", draft)


def test_it_is_not_linked_to_a_draft_given_up_since_the_page_was_shown(sonia, paul):
    draft, evolution = drafts.proposed(sonia), decided(sonia)
    drafts.fire(draft, "withdraw", sonia, reason="Le COMEX ne suit pas.")

    with pytest.raises(Refused) as refused:
        fire(evolution, "link", sonia, draft=draft)

    assert refused.value.codes == ["no_draft"]


def test_the_presidency_proposes_for_itself_today(carla):
    evolution = propose(carla, origin="referent", proposed_on=ago(60), due_on=ago(-10))

    assert (evolution.origin, evolution.proposed_on, evolution.due_on) == (
        "committee",
        ago(0),
        None,
    )


@pytest.mark.parametrize("role", [Role.COMEX, Role.COMMISSION, Role.SECRETARY, Role.DIRCOM])
def test_who_reads_proposes_nothing(db, role):
    person = factories.make_user("Lou", "Lecteur", roles=[role])
    with pytest.raises(Forbidden):
        actions.propose(person, title="Autre", change=TEXT, reason=WHY)
    assert Evolution.objects.count() == 0


def test_the_decision_is_recorded_by_the_referent_alone(sonia, paul):
    evolution = endorsed(sonia)
    facts = {"decided_on": ago(3), "reference": "CX-1", "file": minutes()}

    with pytest.raises(Forbidden):
        fire(evolution, "decide", paul, **facts)

    assert fire(evolution, "decide", sonia, **facts).state == "decided"


@pytest.mark.parametrize(
    ("facts", "constraint"),
    [
        ({"decided_file": None}, "evolution_decided_with_minutes"),
        ({"decided_on": 50}, "evolution_decided_with_minutes"),  # days ago
        ({"endorsed_on": 61}, "evolution_endorsed_after_proposal"),
        ({"state": "published"}, "evolution_published_is_a_version"),
        ({"state": "set_aside"}, "evolution_set_aside_on_a_day"),
    ],
)
def test_the_database_keeps_the_order_of_the_steps_and_their_proofs(sonia, facts, constraint):
    evolution = decided(sonia)
    values = {name: ago(one) if isinstance(one, int) else one for name, one in facts.items()}

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Evolution.objects.filter(pk=evolution.pk).update(**values)


def test_what_is_set_aside_keeps_who_when_and_why(sonia):
    evolution = endorsed(sonia)
    facts = {"body": "comex", "set_aside_on": ago(1), "reason": "À revoir après le congrès."}

    evolution = fire(evolution, "set_aside", sonia, **facts)

    assert (evolution.state, evolution.set_aside_by, evolution.set_aside_on) == (
        "set_aside",
        "comex",
        ago(1),
    )
    assert evolution.set_aside_reason == "À revoir après le congrès."


def test_the_office_the_presidency_and_both_readers_are_told_of_each_step(sonia, paul, carla):
    readers = {make_reader(), make_reader(Role.COMMISSION)}
    factories.make_user("Nora", "Perrin", roles=[Role.SECRETARY])

    decided(sonia)

    told = {}
    for message in Message.objects.filter(notice__startswith="evolution."):
        told.setdefault(message.notice, set()).add(message.person)
    everybody = {sonia, paul, carla, *readers}
    assert told == {
        "evolution.proposed": everybody,
        "evolution.endorsed": everybody,
        "evolution.decided": everybody,
    }
