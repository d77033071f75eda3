"""Mail schedule: when a message leaves, by the person's pace and hours, one mail a dossier and day."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from portal.core import clock
from portal.notifications import quiet_hours
from portal.notifications.catalogue import line
from portal.notifications.models import Mailbox, MailChoice, Message, house_hours
from portal.notifications.notices import DAY, PORTAL, WEEK

SLOTS = {DAY: quiet_hours.next_morning, WEEK: quiet_hours.next_monday}


@dataclass(frozen=True)
class Verdict:
    """What becomes of a message: kept in the portal (`at` is None), or sent at that moment."""

    at: datetime | None = None
    is_grouped: bool = False  # with all that leaves that person's morning
    is_alone: bool = False  # a deadline, a notification owed, or what was tried already


@dataclass(frozen=True)
class Plan:
    """What decides for one person, read once."""

    hours: quiet_hours.Hours
    paces: dict  # {notice: pace} chosen
    told: frozenset  # the roots of which a mail left today, or is leaving

    def pace(self, key):
        """What is mandatory follows the catalogue, whatever was chosen once."""
        kind = line(key)
        return kind.grouping if kind.mandatory else self.paces.get(key, kind.grouping)

    def is_owed(self, key):
        """Passes the pause; a deadline that somebody groups is theirs to group."""
        kind = line(key)
        return kind.leaves_alone and self.pace(key) == kind.grouping

    def verdict(self, message, now):
        pace = self.pace(message.notice)
        if pace == PORTAL:
            return Verdict()
        if self.is_owed(message.notice):
            starts = max(message.ready_at, now)
            return Verdict(self._opens(message, starts, is_owed=True), is_alone=True)
        return self._shared(message, pace, now)

    def _shared(self, message, pace, now):
        starts, is_grouped = max(message.ready_at, now), message.is_grouped or pace in SLOTS
        if pace in SLOTS:
            starts = max(starts, SLOTS[pace](message.ready_at))
        elif message.is_grouped:
            starts = max(starts, message.not_before)
        leaves = self._opens(message, starts)
        if message.root in self.told and _is_same_day(leaves, now):
            leaves, is_grouped = self._opens(message, quiet_hours.next_morning(leaves)), True
        return Verdict(leaves, is_grouped, is_alone=message.attempts > 0 and not is_grouped)

    def _opens(self, message, instant, *, is_owed=False):
        is_deadline = line(message.notice).deadline
        return self.hours.opens(instant, is_owed=is_owed, is_deadline=is_deadline)


def plan_of(person, mailbox):
    """Two queries: the choices, and what was told today."""
    rows = _sent_today().filter(person=person).only("about", "thing_type", "thing_id")
    return Plan(mailbox.hours, paces_of(person), frozenset(row.root for row in rows))


def _sent_today():
    """What left today, or is leaving, to somebody who has an account."""
    today, state = quiet_hours.start_of_day(clock.now()), Message.State
    return Message.objects.filter(
        Q(state=state.SENT, sent_at__gte=today) | Q(state=state.PENDING, carrier__isnull=False),
        person__isnull=False,
    )


def plans():
    """{person's key: Plan} of whoever differs from the rest, whose plan is at None; three queries."""
    usual = Plan(house_hours(), {}, frozenset())
    paces, roots, boxes = defaultdict(dict), defaultdict(set), {}
    for person, notice, pace in MailChoice.objects.values_list("person", "notice", "pace"):
        paces[person][notice] = pace
    chosen = Q(has_chosen=True) | Q(paused_until__gt=clock.today())
    for box in Mailbox.objects.filter(chosen):
        boxes[box.person_id] = box.hours
    for row in _sent_today().only("person", "about", "thing_type", "thing_id"):
        roots[row.person_id].add(row.root)
    return {None: usual} | {
        key: Plan(boxes.get(key, usual.hours), paces.get(key, {}), frozenset(roots.get(key, ())))
        for key in {*paces, *boxes, *roots}
    }


def paces_of(person):
    return dict(MailChoice.objects.filter(person=person).values_list("notice", "pace"))


def count_mails(messages, plan, *, now=None, until=None):
    """How many mails these messages make: what shares one counts once.

    Each is judged as at `now`, or as at its own moment (what would these choices have made of
    what is past?), whatever was decided for it before.
    """
    mails, told = set(), {}
    for message in sorted(messages, key=lambda one: (one.ready_at, one.pk)):
        message.is_grouped = False
        verdict = plan.verdict(message, now or message.ready_at)
        if verdict.at is None:
            continue
        mark = _mail_of(message, verdict, told, plan)
        if until is None or mark[0] <= until:
            mails.add(mark)
    return len(mails)


def _mail_of(message, verdict, told, plan):
    """(moment, which mail): its own, that of its dossier, or that of the morning."""
    if verdict.is_alone:
        return verdict.at, message.pk
    if verdict.is_grouped:
        return verdict.at, "morning"
    day = (message.root, verdict.at.astimezone(clock.PARIS).date())
    if told.setdefault(day, verdict.at) == verdict.at:
        return verdict.at, message.root
    return plan.hours.opens(quiet_hours.next_morning(verdict.at)), "morning"


def _is_same_day(one, other):
    return one.astimezone(clock.PARIS).date() == other.astimezone(clock.PARIS).date()
