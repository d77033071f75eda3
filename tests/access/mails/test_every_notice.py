"""Every type of mail (BR-96): once, to the right people, with its reason; never once it no longer holds."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from wagtail.models import PageSubscription

from home.models import EditorialEntry
from observatory.practices.models import GoodPractice
from portal import access
from portal.core import clock
from portal.mail_desk.catalogue import kinds
from portal.models import Hold, Message, Role, User
from portal.notifications import catalogue, outbox
from portal.notifications.models import Mailbox, MailChoice
from tests import factories
from tests.access.mails.notice_states import FALLEN, TRUE, put
from tests.access.mails.test_notices import furnish
from tests.access.people import LIKE

pytestmark = pytest.mark.django_db
KEYS = sorted(key for key in outbox.NOTICES if not key.startswith(("test.", "essai.")))
PUBLIC = {
    "kit.rights_end",
    "practice.published",
    "practice.review_due",
    "practice.review_still",
    "question.published",
    "trophy.results",
}


@pytest.fixture(scope="module")
def desk(world, django_db_blocker):
    """The world with what it lacks, no other mail that waits, and nobody's own hours or paces; made once."""
    with django_db_blocker.unblock(), transaction.atomic():
        _lay(world)
        yield world
        transaction.set_rollback(True)


def _lay(world):
    furnish(world)
    factories.make_user("Dora", "Dircom-Deux", roles=[Role.DIRCOM])  # who reads what Diane wrote
    for line in EditorialEntry.objects.all():
        follower = {"page_id": line.page_id, "user": world.people["sonia"]}
        PageSubscription.objects.get_or_create(**follower, defaults={"comment_notifications": True})
    for kind in (Hold, Message, Mailbox, MailChoice):  # nobody chose, nothing has left yet
        kind.objects.all().delete()


def reached(notice, thing):
    people = {person for person in notice.to(thing) if person and person.is_active}
    return {person for person in people if access.sees(person, thing)}


def is_stranger_s(notice):
    """Told to somebody without an account: `still` is then the only right."""
    return getattr(notice.to, "__name__", "") == "nobody"


TO_PEOPLE = [key for key in KEYS if not is_stranger_s(outbox.NOTICES[key]) and key not in PUBLIC]
# Who sees a thing is a rule of its model: make test asks it of one of its mails, make test-all of each.
OF_EACH_MODEL = list({kinds()[key][0]: key for key in reversed(TO_PEOPLE)}.values())
OTHERS = [
    pytest.param(key, marks=pytest.mark.slow) for key in TO_PEOPLE if key not in OF_EACH_MODEL
]


def told(key):
    """(notice, a thing of which it is true, the people whom it reaches): the world has one, or it fails."""
    notice, (model, _template) = outbox.NOTICES[key], kinds()[key]
    tried = []
    for thing in model._base_manager.order_by("pk"):
        try:
            thing = put(thing, facts) if (facts := true_facts(notice, thing)) else thing
        except IntegrityError as refused:
            tried.append(refused)
            continue
        people = reached(notice, thing)
        if notice.holds(thing) and (people or is_stranger_s(notice)):
            return notice, thing, people
        tried.append((thing, notice.holds(thing), people))
    pytest.fail(f"no thing of the world makes « {key} » true: {model.__name__}, {tried}")


def true_facts(notice, thing):
    """What makes a notice true of a thing that is at another step."""
    facts = TRUE[notice.key](thing) if notice.key in TRUE else {}
    if notice.states and facts.get("state", thing.state) not in notice.states:
        return {"state": notice.states[0]} | facts
    return facts


def queue(key, notice, thing):
    """Twice, as a repeated event: one mail."""
    topic = kinds()[key][1].partition("/mail/")[0]
    for _ in range(2):
        if is_stranger_s(notice):
            outbox.write_to_address(notice, thing, "lea@exemple.fr", key="essai", topic=topic)
        else:
            outbox.write_once(notice, thing, key="essai", topic=topic)


def deliver(key):
    """At the pace of the catalogue: at once, the next morning, the next Monday."""
    days = {"now": 0, "day": 1, "week": 7}[catalogue.line(key).grouping]
    with clock.at(clock.now() + timedelta(days=days)):
        outbox.deliver_due()
        outbox.deliver_due()


WHOM = ("person__email", "address")


def queued():
    return Message.objects.filter(event_key__endswith=":essai")


def alike(world, people):
    """Of these people, those who are told what another one is told, whom they are like (test_matrix)."""
    return {
        world.people[a] for a, b in LIKE.items() if {world.people[a], world.people[b]} <= people
    }


@pytest.mark.parametrize("key", KEYS)
def test_br96_a_mail_is_sent_once_to_the_right_people_with_its_reason(desk, mailoutbox, key):
    """It is queued for each; it leaves for one of two who are alike, and for both in make test-all."""
    notice, thing, people = told(key)
    assert_sent_once(mailoutbox, key, notice, thing, people, spared=alike(desk, people))


@pytest.mark.slow
@pytest.mark.parametrize("key", TO_PEOPLE)
def test_br96_a_mail_is_sent_once_to_each_of_the_right_people(desk, mailoutbox, key):
    notice, thing, people = told(key)
    assert_sent_once(mailoutbox, key, notice, thing, people, spared=set())


def assert_sent_once(mailoutbox, key, notice, thing, people, spared):
    queue(key, notice, thing)
    waiting = sorted(person or address for person, address in queued().values_list(*WHOM))
    queued().filter(person__in=spared).delete()

    deliver(key)

    wanted = ["lea@exemple.fr"] if is_stranger_s(notice) else sorted(one.email for one in people)
    assert len(set(waiting)) == len(waiting)
    assert set(wanted) <= set(waiting)  # who does not see the thing is left out at the delivery
    left = {one.email for one in spared}
    assert sorted(mail.to[0] for mail in mailoutbox) == [one for one in wanted if one not in left]
    assert set(queued().values_list("error", flat=True)) == {""}
    for mail in mailoutbox:
        assert mail.subject
        assert key.startswith("request.") or notice.why in mail.body  # strangers know theirs


@pytest.mark.parametrize("key", [*OF_EACH_MODEL, *OTHERS])
def test_br96_a_mail_is_not_sent_to_who_lost_the_right(desk, mailoutbox, key):
    """Somebody who sees nothing more, and somebody whose account is closed."""
    notice, thing, _people = told(key)
    queue(key, notice, thing)
    closed = queued().select_related("person").first()
    queued().exclude(pk=closed.pk).delete()
    closed.person.is_active = False
    closed.person.save()
    stranger = factories.make_user("Inès", "Ailleurs")
    lost = {"pk": None, "person": stranger, "event_key": f"{key}:perdu:essai", "uid": uuid4()}
    for name, value in lost.items():
        setattr(closed, name, value)
    closed.save(force_insert=True)

    deliver(key)

    why = set(queued().values_list("state", "dropped_for"))
    assert mailoutbox == []
    assert why == {("dropped", "closed"), ("dropped", "right")}


@pytest.mark.parametrize("key", sorted(PUBLIC))
def test_br96_about_a_public_page_only_an_open_account_is_asked(desk, mailoutbox, key):
    notice, thing, people = told(key)
    queue(key, notice, thing)
    User.objects.filter(pk__in=[person.pk for person in people]).update(is_active=False)

    deliver(key)

    assert mailoutbox == []
    assert set(queued().values_list("dropped_for", flat=True)) == {"closed"}
    assert access.sees(AnonymousUser(), thing)


KEPT = {"usage_rules.review"}  # a published version never changes (a trigger): only a day ends it
CONDITIONAL = [
    key
    for key in KEYS
    if key not in KEPT
    and (outbox.NOTICES[key].states or outbox.NOTICES[key].still or outbox.NOTICES[key].dates)
]


def fall(key, notice, thing):
    if key == "letter.letter":
        put(thing.subscription, {"ended_at": clock.now(), "address": ""})
    elif key == "alert.changed":
        put(thing.alert, {"ended_at": clock.now(), "address": ""})
    elif key == "practice.digest":
        thing.practices.clear()
    elif key == "practice.called":
        sheet = GoodPractice.objects.published().filter(organism=thing.organism_id).first()
        sheet.terms.create(kind="theme", code=thing.theme)
    elif key.startswith("space."):
        thing.person.memberships.update(is_active=False)
    elif key == "page.rejected":
        put(thing.workflow_state, {"status": thing.workflow_state.STATUS_IN_PROGRESS})
    elif key == "session.addendum_to_approve":
        thing.addenda.filter(approved_on=None).delete()
    elif key in FALLEN:
        put(thing, FALLEN[key])
    elif notice.states:
        go_on(notice, thing)
    elif notice.dates:
        lose_date(notice, thing)
    else:
        pytest.fail(f"« {key} » has a condition and nothing here makes it fall")


def go_on(notice, thing):
    """To the first state that the database takes among those in which nothing is asked any more."""
    for state in thing.State.values:
        if state not in notice.states:
            try:
                return put(thing, {"state": state})
            except IntegrityError:
                continue
    pytest.fail(f"« {notice.key} »: {thing} cannot leave {notice.states}")


def lose_date(notice, thing):
    """Gone in the database; where a constraint keeps it there, such a mail cannot be left alone."""
    try:
        put(thing, {notice.dates[0]: None})
    except IntegrityError:
        setattr(thing, notice.dates[0], None)
        assert not notice.holds(thing)
        queued().update(thing_id=0)


@pytest.mark.parametrize("key", CONDITIONAL)
def test_br96_a_mail_is_not_sent_once_what_it_tells_is_over(desk, mailoutbox, key):
    """To one of two who are alike, and to both in make test-all."""
    notice, thing, people = told(key)
    assert_not_sent(mailoutbox, key, notice, thing, spared=alike(desk, people))


@pytest.mark.slow
@pytest.mark.parametrize("key", CONDITIONAL)
def test_br96_a_mail_is_sent_to_nobody_once_what_it_tells_is_over(desk, mailoutbox, key):
    notice, thing, _people = told(key)
    assert_not_sent(mailoutbox, key, notice, thing, spared=())


def assert_not_sent(mailoutbox, key, notice, thing, spared):
    queue(key, notice, thing)
    queued().filter(person__in=spared).delete()
    fall(key, notice, thing)

    deliver(key)

    assert mailoutbox == []
    why = set(queued().values_list("dropped_for", flat=True))
    assert set(queued().values_list("state", flat=True)) == {"dropped"}
    assert why <= ({"right"} if key == "reuse.reused" else {"fallen", "gone", "right"})
    assert why != {"right"} or key == "reuse.reused"  # rejected, it is no longer to be seen either


def test_every_type_is_tried():
    """The list is that of the portal: a type that is added is tried, or fails."""
    assert set(KEYS) == {key for key in outbox.NOTICES if not key.startswith(("test.", "essai."))}
    assert len(KEYS) > 140
