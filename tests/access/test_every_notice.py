"""BR-96, for each type of mail: once, to the right people, with its reason; never once what it tells is over."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from wagtail.models import PageSubscription

from community.models import Mention
from home.models import EditorialEntry
from observatory.models import GoodPractice
from portal import access, clock, outbox
from portal.models import Hold, Message, Role, User
from portal.notices import catalogue
from portal.notices.models import Mailbox, MailChoice
from portal.posting.catalogue import kinds
from tests import factories
from tests.access.test_notices import furnish

pytestmark = pytest.mark.django_db
KEYS = sorted(key for key in outbox.NOTICES if not key.startswith(("test.", "essai.")))
PUBLIC = {
    "kit.rights_end",
    "practice.published",
    "practice.review_still",
    "question.published",
    "trophy.results",
}
SOON = timedelta(days=20)


def today():
    return clock.today()


def renewed(label):
    """Its renewal dossier is of before it began: none is open for what follows."""
    return {"start_on": today() + SOON}


def going_on(follow_up):
    """A mentoring is asked about while it goes on."""
    agreed = {"mentor_agreed_at": clock.now(), "mentee_agreed_at": clock.now()}
    put(follow_up.mentoring, {"state": "running"} | agreed)
    return "waiting"


def naming(message):
    """Who animates the club is named in it."""
    named = {"message": message, "person": message.thread.space.people.first().person}
    Mention.objects.get_or_create(**named)
    return {"state": "shown"}


# What the step that tells a notice has just written, where the world's thing is at another step.
TRUE = {
    "contact.answered": lambda _: {
        "state": "answered",
        "answer": "Oui.",
        "answered_at": clock.now(),
    },
    "document.expires": lambda _: {"expires_on": today() + SOON},
    "event.opinion": lambda _: {"attended_at": clock.now(), "answered_at": None},
    "mentoring.asked": lambda one: {"state": going_on(one)},
    "appeal.notified": lambda _: {"closed_on": today()},
    "appeal.to_relist": lambda _: {"outcome": "upheld"},
    "dossier.complement_overdue": lambda _: {"state": "to_complete", "due_on": today()},
    "dossier.dismiss_proposed": lambda _: {"due_on": today()},
    "finding.due": lambda _: {"due_on": today()},
    "kit.rights_end": lambda _: {"rights_expire_on": today() + SOON},
    "label.annulled": lambda _: {"ended_on": today()},
    "label.contradictory": lambda _: {"notice_sent_on": today()},
    "label.renewal": renewed,
    "label.renounced": lambda _: {"ended_on": today()},
    "label.suspended": lambda _: {"suspended_on": today()},
    "label.suspension_over": lambda _: {"due_on": today()},
    "label.withdrawn": lambda _: {"ended_on": today()},
    "letter.confirm": lambda _: {"confirmed_at": None, "ended_at": None},
    "licence.hearing_due": lambda _: {"grievance": "Un mot", "observations": ""},
    "licence.opened": lambda _: {"state": "eligible"},
    "mission.plan_to_approve": lambda _: {"plan_tenants_on": today()},
    "mission.proposed": lambda _: {"state": "proposed"},
    "question.published": lambda _: {
        "state": "published",
        "asker_agrees": True,
        "author_agrees": True,
        "answer": "Oui.",
        "answered_at": clock.now(),
    },
    "request.answered": lambda _: {"answered_on": today()},
    "reuse.reused": lambda _: {"state": "accepted", "accepted_on": today()},
    "session.declaration_missing": lambda _: {"state": "convened"},
    "session.pack_available": lambda _: {"state": "pack_sent"},
    "thread.mentioned": naming,
    "trademark.lapsed": lambda _: {"renewal_on": today()},
    "trademark.renewal": lambda _: {"renewal_on": today() + SOON},
    "trophy.invited": lambda _: {"state": "invited"},
    "usage_rules.review": lambda _: {
        "state": "published",
        "published_at": clock.now(),
        "effective_from": "2026-10-01",
        "review_on": today() + SOON,
    },
}
ANSWERED = {"state": "answered", "answer": "Oui.", "answered_at": clock.now()}
# What makes a condition fall; a type that has a condition and is not here fails.
FALLEN = {
    "contact.answered": {"state": "sent", "answer": ""},
    "contact.sent": {"state": "declined"},
    "document.expires": {"state": "retired"},
    "document.to_read": {"read_at": clock.now()},
    "event.materials": {"cancelled_at": clock.now()},
    "event.opinion": {"answered_at": clock.now()},
    "event.reminded": {"cancelled_at": clock.now()},
    "mentoring.asked": {"state": "answered", "useful": "yes"},
    "mentoring.proposed": {"state": "declined"},
    "practice.begun": {"state": "submitted"},
    "survey.closing": {"state": "closed"},
    "survey.opened": {"state": "closed"},
    "survey.results": {"state": "closed"},
    "thread.answered": {"state": "hidden", "hidden_for": "tone"},
    "thread.asked": {"state": "hidden", "hidden_for": "tone"},
    "thread.certified": {"state": "hidden", "hidden_for": "tone"},
    "thread.digest": {"until_at": "2020-01-02T00:00Z", "since_at": "2020-01-01T00:00Z"},
    "thread.hidden": {"state": "shown"},
    "thread.mentioned": {"state": "hidden", "hidden_for": "tone"},
    "thread.reported": {"state": "hidden", "hidden_for": "tone"},
    "thread.restored": {"state": "hidden", "hidden_for": "tone"},
    "accreditation.renewal": {"state": "suspended"},
    "appeal.notified": {"closed_on": None},
    "appeal.to_relist": {"outcome": "rejected"},
    "dossier.complement_overdue": {"state": "registered"},
    "event.promoted": {"cancelled_at": clock.now()},
    "event.registered": {"cancelled_at": clock.now()},
    "label.renewal": {"start_on": "2020-01-01"},
    "letter.confirm": {"ended_at": clock.now(), "address": ""},
    "licence.cessation_due": {"digital_removed_on": "2026-11-20"},
    "licence.cessation_due_print": {"print_removed_on": "2026-11-20"},
    "licence.hearing_due": {"observations": "Voici."},
    "licence.opened": {"state": "requested"},
    "mission.proposed": {"state": "accepted"},
    "page.submitted": {"status": "cancelled"},
    "practice.invited": {"state": "declined"},
    "proof.overdue": {"state": "withdrawn"},
    "proof.submitted": {"state": "withdrawn"},
    "question.asked": ANSWERED,
    "question.due": ANSWERED,
    "question.overdue": ANSWERED,
    "question.published": ANSWERED,
    "request.answered": {"answered_on": None},
    "reuse.declared": {"state": "rejected"},
    "reuse.reused": {"state": "rejected"},
    "session.declaration_missing": {"state": "open"},
    "session.pack_available": {"state": "open"},
    "trademark.renewal": {"state": "lapsed"},
    "trophy.invited": {"state": "declined"},
    "trophy.vote_ends": {"state": "counted"},
    "trophy.vote_open": {"state": "counted"},
}


@pytest.fixture
def desk(world, mailoutbox):
    """The world with what it lacks, no other mail that waits, and nobody's own hours or paces."""
    furnish(world)
    factories.make_user("Dora", "Dircom-Deux", roles=[Role.DIRCOM])  # who reads what Diane wrote
    for line in EditorialEntry.objects.all():
        follower = {"page_id": line.page_id, "user": world.people["sonia"]}
        PageSubscription.objects.get_or_create(**follower, defaults={"comment_notifications": True})
    for kind in (Hold, Message, Mailbox, MailChoice):  # nobody chose, nothing has left yet
        kind.objects.all().delete()
    return world


def put(thing, facts):
    """Written as the step writes it, without its guards; what the database refuses is refused here."""
    with transaction.atomic():
        QuerySet(type(thing)).filter(pk=thing.pk).update(**facts)
    return type(thing)._base_manager.get(pk=thing.pk)


def reached(notice, thing):
    people = {person for person in notice.to(thing) if person and person.is_active}
    return {person for person in people if access.sees(person, thing)}


def is_stranger_s(notice):
    """Told to somebody without an account: `still` is then the only right."""
    return getattr(notice.to, "__name__", "") == "nobody"


TO_PEOPLE = [key for key in KEYS if not is_stranger_s(outbox.NOTICES[key]) and key not in PUBLIC]


def told(key):
    """(notice, a thing of which it is true, the people whom it reaches): the world has one, or it fails."""
    notice, (model, _template) = outbox.NOTICES[key], kinds()[key]
    tried = []
    for thing in model._base_manager.order_by("pk"):
        try:
            thing = put(thing, TRUE[key](thing)) if key in TRUE else thing
        except IntegrityError as refused:
            tried.append(refused)
            continue
        people = reached(notice, thing)
        if notice.holds(thing) and (people or is_stranger_s(notice)):
            return notice, thing, people
        tried.append((thing, notice.holds(thing), people))
    pytest.fail(f"no thing of the world makes « {key} » true: {model.__name__}, {tried}")


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


def queued():
    return Message.objects.filter(event_key__endswith=":essai")


@pytest.mark.parametrize("key", KEYS)
def test_br96_a_mail_is_sent_once_to_the_right_people_with_its_reason(desk, mailoutbox, key):
    notice, thing, people = told(key)
    queue(key, notice, thing)

    deliver(key)

    wanted = ["lea@exemple.fr"] if is_stranger_s(notice) else sorted(one.email for one in people)
    assert sorted(mail.to[0] for mail in mailoutbox) == wanted
    assert set(queued().values_list("error", flat=True)) == {""}
    for mail in mailoutbox:
        assert mail.subject
        assert key.startswith("request.") or notice.why in mail.body  # strangers know theirs


@pytest.mark.parametrize("key", TO_PEOPLE)
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
    if key not in KEPT and (outbox.NOTICES[key].still or outbox.NOTICES[key].dates)
]


def fall(key, notice, thing):
    if key == "letter.letter":
        put(thing.subscription, {"ended_at": clock.now(), "address": ""})
    elif key == "practice.digest":
        thing.practices.clear()
    elif key == "practice.called":
        sheet = GoodPractice.objects.published().filter(organism=thing.organism_id).first()
        sheet.terms.create(kind="theme", code=thing.theme)
    elif key.startswith("space."):
        thing.person.memberships.update(is_active=False)
    elif notice.still and key in FALLEN:
        put(thing, FALLEN[key])
    elif notice.dates:
        lose_date(notice, thing)
    else:
        pytest.fail(f"« {key} » has a condition and nothing here makes it fall")


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
    notice, thing, _people = told(key)
    queue(key, notice, thing)
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
