"""Mail schedule: when a message leaves, by the person's pace and hours, one mail a dossier and day."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from portal.absences.models import away, office_of
from portal.access import sees
from portal.access.models import User
from portal.core import clock
from portal.notifications import quiet_hours
from portal.notifications.catalogue import line
from portal.notifications.models import Mailbox, MailChoice, Message, held, house_hours
from portal.notifications.notices import DAY, NOTICES, PORTAL, WEEK

GONE = (Message.State.DROPPED, Message.State.FAILED)


def stood_in_for(person, rows):
    """Of these messages of one person, those that somebody present of the same office receives in their place.

    Asked when the mail leaves: an absence may have begun, or ended, since it was written. One query
    while the person is present, or where no office is written to.
    """
    asked = [(row, offices) for row in rows if (offices := _offices_written_to(row, person))]
    if not asked or not User.objects.filter(pk=person.pk, pk__in=away()).exists():
        return []
    return [row for row, offices in asked if all(_is_received(row, one) for one in offices)]


def _offices_written_to(row, person):
    """Of a notice to the holders of roles, the offices through which this person receives it."""
    notice = NOTICES.get(row.notice)
    roles = getattr(notice.to, "roles", ()) if notice else ()
    held = person.roles.intersection(roles) if roles else ()
    return {tuple(one for one in office_of(role) if one in roles) for role in held}


def _is_received(row, office):
    """Whether somebody else of these roles, present today, was told the same, and reads what it is about."""
    people = User.objects.filter(is_active=True, groups__name__in=office).exclude(pk__in=away())
    told = Message.objects.filter(event_key=row.event_key, person__in=people.values("pk"))
    told = told.exclude(pk=row.pk).exclude(state__in=GONE).select_related("person")
    thing = row.thing
    return thing is not None and any(sees(one.person, thing) for one in told)


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


MOST = 200  # messages of one person looked at in one go


def form(message, now):
    """Decide for all that is due to the person of `message`, whose mailbox is locked; sends nothing."""
    due = Message.objects.filter(
        person=message.person_id,
        state=Message.State.PENDING,
        carrier__isnull=True,
        not_before__lte=now,
    )
    due = due.exclude(held())
    rows = list(due.select_for_update(of=("self",)).order_by("pk")[:MOST])
    plan = plan_of(message.person, message.person.mailbox)
    leaving = [(row, verdict) for row in rows if (verdict := _decide(row, plan, now))]
    for members in _sets(leaving):
        for row in members:
            row.carrier = members[0]
    Message.objects.bulk_update(rows, ["carrier", "state", "not_before", "is_grouped"])
    return 0


def _decide(row, plan, now):
    """The verdict of what leaves now; what stays in the portal or waits is marked so."""
    verdict = plan.verdict(row, now)
    if verdict.at is None:
        row.state = Message.State.KEPT
        return None
    row.is_grouped = verdict.is_grouped
    if verdict.at > now:
        row.not_before = verdict.at
        return None
    return verdict


def _sets(leaving):
    """One set a dossier, one for the morning (with all of its dossiers), one for each that leaves alone."""
    morning = [row for row, verdict in leaving if verdict.is_grouped]
    roots, sets = {row.root for row in morning}, {}
    for row, verdict in leaving:
        if verdict.is_alone:
            sets[row.pk] = [row]
        elif verdict.is_grouped or row.root in roots:
            sets.setdefault("morning", []).append(row)
        else:
            sets.setdefault(row.root, []).append(row)
    return sets.values()
