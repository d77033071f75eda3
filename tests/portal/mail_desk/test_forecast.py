"""Mail forecast of 30 days: equal to what leaves, in as many queries for one organism as for many."""

from collections import Counter
from dataclasses import replace
from datetime import datetime, time, timedelta
from time import perf_counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from labelling.committee.complaints.models import Complaint, Enquiry, MisuseReport
from labelling.parties.accreditation.models import AuditorAccreditation
from labelling.path.dossiers.models import LabelDossier
from labelling.title.labels.models import Label
from observatory.practices.models import GoodPractice
from portal.core import clock
from portal.core.read_once import reading_once
from portal.mail_desk import actions
from portal.mail_desk.forecast import listing
from portal.models import Message
from portal.notifications import outbox
from portal.notifications.models import Mailbox, MailChoice
from portal.notifications.notices import NOTICES
from portal.ops import worker
from tests import factories
from tests.labelling.accreditation.factories import make_accreditation
from tests.labelling.complaints.factories import make_complaint, make_enquiry, make_misuse
from tests.observatory.factories import make_practice
from tests.portal.mail_desk.factories import make_coming, queue

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 9, tzinfo=clock.PARIS)
MIDNIGHT = time(0, 5)
PAUSE = 12  # days
REPLAYED = 16  # days: up to the Monday after the pause; make test-all replays all thirty


@pytest.fixture(autouse=True)
def _one_day():
    with clock.at(NOW):
        yield


def told(days=listing.DAYS):
    """{(day, type, person): mails} of the forecast."""
    rows = listing.coming(days=days)
    return Counter((row.day, row.key, who) for row in rows for who in row.people)


def left(days=listing.DAYS):
    """The same of what the clock and the worker really do, a day after the other.

    The clock runs as soon as a day comes. The entries and ends of entries that a label brings about
    are a daily job's, not an act's: the page says that they are not there.
    """
    found, sent = Counter(), set()
    for n in range(days + 1):
        with clock.at(max(NOW, datetime.combine(NOW + timedelta(n), MIDNIGHT, tzinfo=clock.PARIS))):
            worker.run_clock()
        with clock.at(NOW + timedelta(n)):
            outbox.deliver_due(limit=5_000)
            for one in Message.objects.filter(state="sent").exclude(pk__in=sent):
                sent.add(one.pk)
                found[(clock.today(), one.notice, one.person_id)] += 1
    return Counter({key: n for key, n in found.items() if not key[1].startswith("space.")})


COMING = {"label.renewal", "label.expired", "dossier.complement_requested"}


@pytest.mark.slow
def test_what_is_told_is_what_leaves(sonia, mailoutbox):
    """Reminders, acts of the clock and the queue, against a replay of the thirty days.

    Of the people of the next test, half chose nothing: the same is said of them there, with quiet hours.
    """
    make_coming(4)
    before = told()
    really = left()

    assert before == really
    assert {key for _, key, _ in before} >= COMING


def people_of(organisms):
    return [one.user for organism in organisms for one in organism.memberships.order_by("pk")]


@pytest.fixture
def to_choose(monkeypatch):
    """The mails of a label's end as if nothing obliged anybody to receive them."""
    for key in ("label.renewal", "label.expired"):
        known = NOTICES[key]
        monkeypatch.setitem(NOTICES, key, known)  # as it was, once the test is over
        replace(known, mandatory="", deadline=False)


def test_what_is_told_follows_the_pace_the_hours_and_the_pause_of_each(sonia, settings, to_choose):
    """Weekly, daily, in the portal alone, quiet weekends, a pause: each against the replay."""
    settings.QUIET_HOURS = (time(20), time(7))
    organisms = make_coming(4)
    weekly, daily, kept, paused, *_ = people_of(organisms)
    for person, pace in ((weekly, "week"), (daily, "day"), (kept, "portal")):
        for key in ("label.renewal", "label.expired"):
            MailChoice.objects.create(person=person, notice=key, pace=pace)
    until = clock.today() + timedelta(PAUSE)
    Mailbox.objects.create(person=paused, has_chosen=True, paused_until=until)
    rows = listing.coming(days=REPLAYED)
    before = told(REPLAYED)
    grouped = {(row.key, who) for row in rows if row.is_grouped for who in row.people}
    days = {day for day, key, who in before if who == weekly.pk and key == "label.renewal"}

    assert before == left(REPLAYED)
    assert {key for _, key, _ in before} >= COMING
    assert {("label.renewal", weekly.pk), ("label.renewal", daily.pk)} <= grouped
    assert ("label.renewal", kept.pk) not in {(row.key, w) for row in rows for w in row.people}
    assert {day.weekday() for day in days} == {0}
    assert min(day for day, _, who in before if who == paused.pk) == clock.today()  # what is owed
    late = {day for day, key, who in before if who == paused.pk and key == "label.renewal"}
    assert min(late) >= until


def test_what_is_mandatory_leaves_whatever_was_chosen_once(sonia):
    """A type kept in the portal once, mandatory since: the catalogue decides."""
    [member, _] = people_of(make_coming(1))
    before = told()
    MailChoice.objects.create(person=member, notice="label.renewal", pace="portal")

    assert told() == before
    assert "label.renewal" in {key for _, key, who in before if who == member.pk}


def test_paces_of_all_are_as_many_queries_as_those_of_one(sonia):
    people = people_of(make_coming(3))
    MailChoice.objects.create(person=people[0], notice="label.renewal", pace="week")
    listing.coming()
    one, _ = queries()
    for person in people[1:]:
        MailChoice.objects.create(person=person, notice="label.renewal", pace="day")
        Mailbox.objects.create(person=person, has_chosen=True, paused_until=clock.today())
    many, _ = queries()

    assert one == many


def recalled(organism):
    """The rows of its renewal."""
    return [row for row in listing.coming(key="label.renewal") if row.thing.organism == organism]


def test_a_condition_that_fell_takes_it_off_the_forecast(sonia):
    """BR-75: the renewal dossier is submitted, nothing is recalled."""
    [organism] = make_coming(1)
    before = len(recalled(organism))
    factories.make_dossier(organism, state="submitted", dossier_type="renewal")

    assert (before, recalled(organism)) == (1, [])


def test_what_was_queued_already_is_not_told_twice(sonia, alice, dossier):
    """The clock of today has passed: its reminder waits in the queue, where it is told once."""
    due = {"state": "to_complete", "due_on": clock.today(), "submitted_on": clock.today()}
    LabelDossier.objects.filter(pk=dossier.pk).update(**due)
    before = told()
    worker.run_clock()

    assert told() == before
    assert before[(clock.today(), "dossier.complement_overdue", alice.pk)] == 1


def test_a_hold_moves_a_mail_to_its_last_day_or_off_the_page(sonia, alice, dossier):
    mail = queue(dossier, alice, "dossier.submitted")
    first = [row.day for row in listing.coming()]
    actions.hold(sonia, message=mail, until_on=clock.today() + timedelta(7), reason="À relire")
    moved = [(row.day, row.hold.reason) for row in listing.coming()]
    actions.hold(
        sonia, notice=mail.notice, until_on=clock.today() + timedelta(60), reason="Plus tard"
    )

    assert first == [clock.today()]
    assert moved == [(clock.today() + timedelta(7), "À relire")]
    assert listing.coming() == []


def queries():
    with reading_once(is_report=False), CaptureQueriesContext(connection) as found:
        rows = listing.coming()
    return len(found), len(rows)


def test_one_organism_or_many_cost_the_same_queries(sonia):
    make_coming(1)
    listing.coming()
    one, few = queries()
    make_coming(11, first=1)
    many, more = queries()

    assert one == many <= 82
    assert more >= 4 * few


def make_kinds():
    """A thing of each of some kinds, all with mails to come."""
    make_enquiry()
    make_misuse()
    make_complaint()
    soon = clock.today() + timedelta(20)
    make_accreditation(state="active", ends_on=soon + timedelta(60), insured_until_on=soon)
    organism = factories.make_organism()
    factories.make_member(organism)
    make_practice(organism, state="review_due")
    GoodPractice.objects.filter(organism=organism).update(review_due_on=clock.today())


def test_one_thing_of_each_kind_or_many_cost_the_same_queries(sonia):
    make_coming(1)
    make_kinds()
    listing.coming()
    one, few = queries()
    for _ in range(2):
        make_kinds()
    many, more = queries()
    found = {type(row.thing) for row in listing.coming()}

    assert found >= {
        LabelDossier,
        Enquiry,
        MisuseReport,
        Complaint,
        AuditorAccreditation,
        GoodPractice,
    }
    assert more >= few + 8
    assert many <= one + 2  # roles are asked, and rules of recipients that no key tells


def test_the_page_costs_the_same_queries_whatever_it_tells(
    sonia, signed_in, django_assert_num_queries
):
    browser = signed_in(sonia)
    make_coming(1)
    browser.get("/espace/courriels/a-venir/")
    with CaptureQueriesContext(connection) as one:
        browser.get("/espace/courriels/a-venir/")
    make_coming(5, first=1)
    with CaptureQueriesContext(connection) as many:
        answer = browser.get("/espace/courriels/a-venir/")

    assert len(one) == len(many)
    assert "Votre label prend bientôt fin" in answer.content.decode()


def test_a_line_says_to_whom_why_and_what_stops_it(sonia, signed_in):
    [organism] = make_coming(1)
    row = recalled(organism)[0]
    page = (
        signed_in(sonia).get(f"/espace/courriels/a-venir/{row.day}/label.renewal/").content.decode()
    )

    label = Label.objects.get(organism=organism)
    person = organism.memberships.first().user
    for said in (
        str(label.organism),
        str(person),
        "jours avant le",
        "n’est plus",
        "Retenir pour cette page",
    ):
        assert said in page
    assert "le label prend fin le" in page  # the sample: the very text of that day


@pytest.mark.parametrize(
    "path", ["2026-13-40/label.renewal/", "2026-12-01/aucun.type/", "demain/x/"]
)
def test_what_is_not_to_come_is_not_found(sonia, signed_in, path):
    assert signed_in(sonia).get(f"/espace/courriels/a-venir/{path}").status_code == 404


def measure(number):
    """Seconds for `number` organisms: asked by hand, never by a test."""
    make_coming(number)
    start = perf_counter()
    rows = listing.coming()
    return perf_counter() - start, len(rows)
