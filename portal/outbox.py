"""Mails written with the act, rendered and re-checked when they leave (BR-96), at least once."""

import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import models, transaction
from django.db.models import Q, Value
from django.db.models.functions import Cast, Concat
from django.template import Context, TemplateDoesNotExist
from django.template.loader import get_template

from portal import access, clock

logger = logging.getLogger("portal.outbox")
FORGOTTEN = "@oubli.invalid"  # in the place of an address: nobody's (RFC 2606)
MORNING = time(8)
RETRIES = tuple(timedelta(seconds=s) for s in (30, 60, 300, 900, 1800, 3600, 7200, 7200, 7200))


@dataclass(frozen=True)
class Notice:
    """A mail of the catalogue (label.md annex C): its key, its people, why, while what is true."""

    key: str
    to: Callable  # thing -> users
    why: str = "Vous recevez ce message parce que vous suivez ce dossier."
    still: Callable | None = None  # thing -> bool, asked again at sending
    template: str = ""
    headers: Callable | None = None  # thing -> {header: value}, such as List-Unsubscribe
    reply_to: Callable | None = None  # (thing, person) -> an address, or "" where none is
    dates: tuple = ()  # what the text tells: a mail whose date is gone has no object any more

    def __post_init__(self):
        NOTICES[self.key] = self

    def holds(self, thing):
        """Whether what it tells is still so."""
        if any(getattr(thing, name) is None for name in self.dates):
            return False
        return self.still is None or bool(self.still(thing))


NOTICES = {}


class Message(models.Model):
    """One mail to one person about one event; it stays when sent, with what was said."""

    class State(models.TextChoices):
        PENDING = "pending", "en attente"
        SENT = "sent", "envoyé"
        DROPPED = "dropped", "sans objet"
        FAILED = "failed", "abandonné"

    event_key = models.CharField("événement", max_length=160)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="mails"
    )
    address = models.EmailField("adresse sans compte", blank=True)  # a stranger who wrote to us
    notice = models.CharField(max_length=60)
    template = models.CharField(max_length=120)
    thing_type = models.CharField(max_length=60)
    thing_id = models.BigIntegerField()
    state = models.CharField("état", max_length=10, choices=State, default=State.PENDING)
    created_at = models.DateTimeField(default=clock.now)
    not_before = models.DateTimeField(default=clock.now)
    attempts = models.PositiveSmallIntegerField("essais", default=0)
    error = models.TextField("dernière erreur", blank=True)
    sent_at = models.DateTimeField("envoyé le", null=True)
    subject = models.CharField("objet", max_length=250, blank=True)
    body = models.TextField("texte", blank=True)

    objects = access.QuerySet.as_manager()
    sights = (access.Sight("la personne", "parce que le message est pour elle", path="person"),)

    class Meta:
        verbose_name = "courriel"
        verbose_name_plural = "courriels"
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("event_key", "person"), name="mail_once_a_person"),
            models.UniqueConstraint(
                fields=("event_key", "address"),
                condition=Q(person=None),
                name="mail_once_an_address",
            ),
            models.CheckConstraint(
                condition=Q(person=None) ^ Q(address=""), name="mail_person_or_address"
            ),
        )
        indexes = (
            models.Index(fields=("not_before",), condition=Q(state="pending"), name="mail_pending"),
        )

    def __str__(self):
        return f"{self.notice} à {self.person_id or 'une adresse'}"

    @property
    def thing(self):
        model = apps.get_model(self.thing_type)
        return model._base_manager.filter(pk=self.thing_id).first()

    @property
    def message_id(self):
        """The same for every try: a receiver can tell a repetition."""
        whom = self.person_id or self.address
        digest = hashlib.sha256(f"{self.event_key}:{whom}".encode()).hexdigest()[:32]
        return f"<{digest}@{urlsplit(settings.PORTAL_ADDRESS).hostname}>"


def template_of(notice, topic):
    """The file of a notice's text, under templates/."""
    return notice.template or f"{topic}/mail/{notice.key.split('.')[-1]}.txt"


def write(notice, thing, entry, *, topic):
    """Queue `notice` for its people, in the transaction of the act."""
    _queue(notice, thing, f"{notice.key}:{thing._meta.label_lower}:{thing.pk}:{entry.seq}", topic)


def write_once(notice, thing, *, key, topic):
    """Queue `notice` for its people where no journal tells the event; a repetition of `key` is one mail."""
    _queue(notice, thing, f"{notice.key}:{key}", topic)


def remind(reminder, thing, days, *, topic):
    notice = reminder.notice
    date = getattr(thing, reminder.field).isoformat()
    key = f"{notice.key}:{thing._meta.label_lower}:{thing.pk}:{date}:{days}"
    _queue(notice, thing, key, topic, not_before=max(clock.now(), _morning()))


def write_to_address(notice, thing, address, *, key, topic):
    """Queue `notice` for somebody without an account, in the transaction of the act.

    `key` names the event once (a repetition is one mail). `notice.still` is the only right asked
    again at sending: whatever the text says must be that person's own.
    """
    write_to_addresses(notice, [(thing, address, key)], topic=topic)


def write_to_addresses(notice, rows, *, topic):
    """The same for many at once: `rows` are (thing, address, key); as many queries for one as for all."""
    messages = [
        Message(
            event_key=f"{notice.key}:{key}",
            address=address.lower(),
            notice=notice.key,
            template=template_of(notice, topic),
            thing_type=thing._meta.label_lower,
            thing_id=thing.pk,
        )
        for thing, address, key in rows
    ]
    Message.objects.bulk_create(messages, ignore_conflicts=True, batch_size=500)


def _morning():
    """Reminders leave at 8 in Paris, whatever the season (reliability §3.7)."""
    return datetime.combine(clock.today(), MORNING, tzinfo=clock.PARIS)


def _queue(notice, thing, key, topic, not_before=None):
    people = {person.pk: person for person in notice.to(thing) if person and person.is_active}
    Message.objects.bulk_create(
        [
            Message(
                event_key=key,
                person=person,
                notice=notice.key,
                template=template_of(notice, topic),
                thing_type=thing._meta.label_lower,
                thing_id=thing.pk,
                not_before=not_before or clock.now(),
                created_at=clock.now(),
            )
            for person in people.values()
        ],
        ignore_conflicts=True,
    )


def deliver_due(limit=200):
    """Send what is due; returns how many left. Called by the worker, never inside a request."""
    sent = 0
    for _ in range(limit):
        outcome = _deliver_one()
        if outcome is None:
            break
        sent += outcome
    return sent


@transaction.atomic
def _deliver_one():
    """Send then mark: a crash between the two repeats the mail under the same Message-ID."""
    due = Message.objects.filter(state=Message.State.PENDING, not_before__lte=clock.now())
    message = due.select_for_update(skip_locked=True).order_by("not_before", "pk").first()
    if message is None:
        return None
    try:
        with transaction.atomic():  # a savepoint: the outcome is written even after a broken query
            is_sent = _send_if_right(message)
    except Exception as error:  # a condition, a text or SMTP: none may stop the mails after it
        return _postpone(message, error)
    message.sent_at = clock.now() if is_sent else None
    return _close(message, Message.State.SENT if is_sent else Message.State.DROPPED)


def _send_if_right(message):
    """False when the mail has no object any more: right lost, condition fallen, thing gone."""
    thing = message.thing
    if thing is None or not _still_right(message, thing):
        return False
    _send(message, thing)
    return True


def _still_right(message, thing):
    notice = NOTICES.get(message.notice)
    person = message.person
    if person is not None and not (person.is_active and access.sees(person, thing)):
        return False
    return notice is None or notice.holds(thing)


def written(template, thing, *, person=None, why=""):
    """(subject, text) of a mail about `thing`, as it stands."""
    context = {
        "person": person,
        "thing": thing,
        "url": settings.PORTAL_ADDRESS + thing.get_absolute_url(),
        "site": settings.PORTAL_ADDRESS,
        "why": why,
    }
    # Plain text: « & » must stay « & » (escaping is for HTML).
    text = get_template(template).template.render(Context(context, autoescape=False))
    subject, _, body = text.partition("\n")
    return " ".join(subject.split())[:250], body.strip() + "\n"


def _send(message, thing):
    notice = NOTICES.get(message.notice)
    message.subject, message.body = written(
        message.template, thing, person=message.person, why=notice.why if notice else ""
    )
    headers = notice.headers(thing) if notice and notice.headers else {}
    answered_at = notice.reply_to(thing, message.person) if notice and notice.reply_to else ""
    EmailMessage(
        message.subject,
        message.body,
        to=[message.person.email if message.person else message.address],
        reply_to=[answered_at] if answered_at else None,
        headers=headers | {"Message-ID": message.message_id},
    ).send()


def _close(message, state):
    message.state = state
    message.attempts += 1
    message.save(update_fields=["state", "attempts", "sent_at", "subject", "body"])
    return int(state == Message.State.SENT)


def _postpone(message, error):
    message.error = f"{type(error).__name__}: {error}"[:2000]
    logger.warning("mail %s not sent: %s", message.pk, type(error).__name__)
    if isinstance(error, TemplateDoesNotExist) or message.attempts >= len(RETRIES):
        message.state = Message.State.FAILED
    else:
        message.not_before = clock.now() + RETRIES[message.attempts]
    message.attempts += 1
    message.save(update_fields=["error", "state", "not_before", "attempts"])
    return 0


def forget(messages):
    """Take from mails what they said and the addresses of strangers; their rows stay, for the counts.

    One that has not left will not.
    """
    messages.filter(state=Message.State.PENDING).update(state=Message.State.DROPPED)
    masked = Concat(Cast("pk", models.CharField()), Value(FORGOTTEN))
    messages.filter(person=None).update(address=masked)
    messages.update(subject="", body="", error="")


def settle_replayed(before):
    """A replay must not send years of mail: what is older is kept, as replayed."""
    old = Message.objects.filter(state=Message.State.PENDING, created_at__lt=before)
    old.update(state=Message.State.DROPPED, error="rejoué par un scénario")
