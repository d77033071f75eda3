"""Mail delivery: grouped, re-checked (BR-96), then sent at least once, one at a time a person."""

import logging
from datetime import timedelta
from smtplib import SMTPDataError, SMTPNotSupportedError, SMTPRecipientsRefused, SMTPSenderRefused

from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q
from django.template import TemplateDoesNotExist

from portal.core import clock
from portal.notifications import rendering, unsubscribe
from portal.notifications.catalogue import line
from portal.notifications.models import Mailbox, Message, Why, held, why_not
from portal.notifications.notices import NOTICES, PORTAL
from portal.notifications.quiet_hours import Hours
from portal.notifications.schedule import form, plan_of, stood_in_for

logger = logging.getLogger("portal.notifications.outbox")
RETRIES = tuple(timedelta(seconds=s) for s in (30, 60, 300, 900, 1800, 3600, 7200, 7200, 7200))
CLOSED = (
    "state",
    "attempts",
    "sent_at",
    "subject",
    "body",
    "error",
    "not_before",
    "dropped_for",
    "sent_as",
    "text_version",
)
State = Message.State
AWAY = object()  # outcome of a try that did not reach the mail server
# Errors of a server that is away; the first five waits may be cut short once it is back.
NOT_REACHED = (
    "ConnectionRefusedError",
    "SMTPConnectError",
    "SMTPServerDisconnected",
    "TimeoutError",
    "gaierror",
)
CUT_SHORT = 5
ANY_HOUR = Hours(night=None, weekends=False)
ABOUT_ONE = (SMTPDataError, SMTPNotSupportedError, SMTPRecipientsRefused, SMTPSenderRefused)


def deliver_due(limit=200):
    """Send what is due; returns how many mails left. Called by the worker, never inside a request.

    A server that is not reached is left alone until the next turn: one that hangs costs ten seconds a try.
    """
    _open_mailboxes()
    sent, doors = 0, [_to_a_person, _to_an_address]
    for turn in range(limit):
        if not doors:
            break
        outcome = doors[turn % len(doors)](clock.now())
        if outcome is AWAY:
            break
        if outcome is None:
            doors.pop(turn % len(doors))
        sent += outcome or 0
    if sent:
        _hasten(clock.now())
    return sent


def _hasten(now):
    """The server is back: what it kept waiting is due at once, whatever its own next try.

    Not without end: a mail on which the server cuts the conversation would spend its tries on others' successes.
    """
    was_away = Q(*(("error__startswith", f"{name}:") for name in NOT_REACHED), _connector=Q.OR)
    waiting = Message.objects.filter(was_away, state=State.PENDING, not_before__gt=now)
    waiting.filter(attempts__range=(1, CUT_SHORT)).update(not_before=now)


def _open_mailboxes():
    """Each person to whom something is due has a row to be locked by."""
    due = Message.objects.filter(state=State.PENDING, not_before__lte=clock.now())
    people = due.filter(person__isnull=False, person__mailbox=None)
    keys = people.values_list("person", flat=True).distinct()
    if boxes := [Mailbox(person_id=key) for key in keys]:
        Mailbox.objects.bulk_create(boxes, ignore_conflicts=True)


@transaction.atomic
def _to_a_person(now):
    """Under the lock of their mailbox: two workers never write to one person at once, and the
    person may meanwhile mark any message as read.

    What leaves together is formed in one transaction and sent in another: a crash between the two,
    or between sending and marking, repeats the same set under the same Message-ID.
    """
    due = Message.objects.filter(
        state=State.PENDING, not_before__lte=now, person__mailbox__isnull=False
    )
    due = due.exclude(held())
    rows = due.select_related("person__mailbox").order_by("not_before", "pk")
    message = rows.select_for_update(skip_locked=True, of=("person__mailbox",)).first()
    if message is None:
        return None
    if message.carrier_id is None:
        return _tried([message], lambda: form(message, now))
    rows, identity = _set_of(message)
    return _tried(rows, lambda: _send_set(rows, identity, now)) if rows else 0


@transaction.atomic
def _to_an_address(now):
    """Mails to people without account have no preferences: they leave at once, a deadline on a day worked."""
    due = Message.objects.filter(state=State.PENDING, not_before__lte=now, person=None)
    rows = due.exclude(held()).order_by("not_before", "pk")
    message = rows.select_for_update(skip_locked=True, of=("self",)).first()
    if message is None:
        return None
    if Message.objects.filter(held(), pk=message.pk).exists():  # while its row was awaited
        return 0
    leaves = ANY_HOUR.opens(now, is_deadline=line(message.notice).deadline)
    if leaves > now:
        Message.objects.filter(pk=message.pk).update(not_before=leaves)
        return 0
    return _tried([message], lambda: _leave([message], [message], message.message_id, now))


def _tried(rows, act):
    """The outcome is written even after a broken query; a mail that breaks does not stop those after it."""
    try:
        with transaction.atomic():
            return act()
    except Exception as error:  # a condition, a text or SMTP
        keys = [row.pk for row in rows]
        for row in Message.objects.filter(pk__in=keys, state=State.PENDING):
            _fail(row, error, clock.now())
            row.save(update_fields=["error", "state", "not_before", "attempts"])
        return AWAY if isinstance(error, OSError) and not isinstance(error, ABOUT_ONE) else 0


def _send_set(rows, identity, now):
    """Send what was formed together, as their person wants it and as it stands now."""
    person = rows[0].person
    plan = plan_of(person, person.mailbox)
    leaves = plan.hours.opens(
        now,
        is_owed=all(plan.is_owed(row.notice) for row in rows),
        is_deadline=any(line(row.notice).deadline for row in rows),
    )
    if leaves > now:
        Message.objects.filter(pk__in=[row.pk for row in rows]).update(not_before=leaves)
        return 0
    absent = stood_in_for(person, rows)
    kept = [row for row in rows if row in absent or plan.pace(row.notice) == PORTAL]
    for row in kept:
        row.state, row.dropped_for = State.KEPT, Why.AWAY if row in absent else ""
    return _leave(rows, [row for row in rows if row not in kept], identity, now)


def _set_of(message):
    """(the rows that leave together, newest first; their Message-ID), read anew under the lock.

    Once a part of the set has left under its identity, the rest leaves one by one under its own:
    a receiver would take it for a repetition.
    """
    sets = Message.objects.filter(carrier=message.carrier_id, person=message.person_id)
    rows = list(sets.order_by("-ready_at", "-pk"))
    kept_back = set(sets.filter(held()).values_list("pk", flat=True))
    waiting = [row for row in rows if row.state == State.PENDING and row.pk not in kept_back]
    for row in waiting:
        row.person = message.person
    if len(rows) == 1 or any(row.state == State.SENT for row in rows):
        return waiting[:1], (waiting or [message])[0].message_id
    return waiting, message.carrier.group_id


def _lines(rows, now):
    """What each may still say; a row that breaks waits for its own next try, the others leave."""
    found = []
    for row in rows:
        try:
            with transaction.atomic():
                one = _told_if_right(row)
        except Exception as error:
            if len(rows) == 1:
                raise
            _fail(row, error, now)
            continue
        if row.dropped_for:
            row.state, row.attempts = State.DROPPED, row.attempts + 1
        else:
            found.append(one)
    return found


def _told_if_right(message):
    """None when it has no object any more: right lost, condition fallen, thing gone; `dropped_for` says which."""
    thing = message.thing
    message.dropped_for = why_not(message, thing, NOTICES.get(message.notice))
    return None if message.dropped_for else rendering.prepare_message(message, thing)


def _leave(rows, wanted, identity, now):
    """One mail for what is `wanted` of these rows, none without a line; then the marks, in the same transaction."""
    lines = _lines(wanted, now)
    if lines:
        send(lines, identity)
    for one in lines:
        _mark(one, identity, is_one=len(lines) == 1, now=now)
    Message.objects.bulk_update(rows, CLOSED)
    return int(bool(lines))


def _mark(one, identity, *, is_one, now):
    """What was said of it stays: the whole mail, or its line in a grouped one."""
    message = one.message
    message.state, message.sent_at = State.SENT, now
    message.attempts += 1
    message.sent_as, message.text_version = identity, one.version
    message.subject = one.subject
    message.body = rendering.alone(one)[1] if is_one else f"{one.subject}\n{one.url}\n"


def send(lines, identity):
    """Hand one mail to the server: that of one message, or a grouped one."""
    message = lines[0].message
    person = message.person
    subject, body = (
        rendering.alone(lines[0]) if len(lines) == 1 else rendering.grouped(lines, person)
    )
    headers = _headers(lines) | {"Message-ID": identity}
    to = person.email if person else message.address
    mail = EmailMessage(subject, body, to=[to], headers=headers, reply_to=_reply_to(lines))
    for attachment in _attachments(lines):
        mail.attach(*attachment)
    mail.send()


def _attachments(lines):
    """The files that its notices send along, made as the mail leaves."""
    for one in lines:
        notice = NOTICES.get(one.message.notice)
        if notice and notice.attached and (made := notice.attached(one.thing, one.message.person)):
            yield made


def _reply_to(lines):
    """Where an answer is read; a grouped mail is about several things, and answered on the page."""
    one = lines[0]
    notice = NOTICES.get(one.message.notice)
    if len(lines) > 1 or notice is None or notice.reply_to is None:
        return None
    address = notice.reply_to(one.thing, one.message.person)
    return [address] if address else None


def _headers(lines):
    """The notice's own way out where it has one; else ours, unless all is mandatory."""
    message = lines[0].message
    notice = NOTICES.get(message.notice)
    if len(lines) == 1 and notice and notice.headers:
        return notice.headers(lines[0].thing)
    if message.person_id is None or all(line(one.message.notice).mandatory for one in lines):
        return {}
    return unsubscribe.headers(message)


def _fail(row, error, now):
    row.error = f"{type(error).__name__}: {error}"[:2000]
    logger.warning("mail %s not sent: %s", row.pk, type(error).__name__)
    if isinstance(error, TemplateDoesNotExist) or row.attempts >= len(RETRIES):
        row.state = State.FAILED
    else:
        row.not_before = now + RETRIES[row.attempts]
    row.attempts += 1
