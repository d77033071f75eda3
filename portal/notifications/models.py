"""Message, mailbox and choices of a person: what is queued, at what pace, at which hours."""

from functools import reduce
from operator import or_
from uuid import uuid4

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Count, F, Q
from django.urls import reverse

from portal import access
from portal.access import affiliations
from portal.core import clock
from portal.notifications import backends
from portal.notifications.notices import PACES
from portal.notifications.quiet_hours import NIGHT, Hours
from portal.notifications.texts import TextVersion

HOLDS = []  # functions () -> the Q of the mails that somebody holds (portal.mail_desk.actions)


class Why(models.TextChoices):
    """Why a mail is without object, or stays in the portal."""

    GONE = "gone", "ce dont il parlait n’existe plus"
    CLOSED = "closed", "le compte de la personne est fermé"
    RIGHT = "right", "la personne n’a plus le droit de voir cette page"
    FALLEN = "fallen", "ce qu’il annonçait n’est plus vrai"
    ERASED = "erased", "effacé au terme de sa durée de conservation"
    REPLAYED = "replayed", "rejoué par un scénario"
    AWAY = "away", "la personne s’absente\u00a0: une autre de sa fonction le reçoit"


class Bounce(models.TextChoices):
    HARD = "hard", "refusé pour de bon"
    SOFT = "soft", "refusé pour l’instant"


class Followed(models.Model):
    """`sent_as` is its Message-ID once it left, by which what comes back is known."""

    uid = models.UUIDField("adresse", default=uuid4, unique=True, editable=False)
    dropped_for = models.CharField("motif", max_length=10, choices=Why, blank=True)
    sent_as = models.CharField(max_length=120, blank=True, db_index=True)
    text_version = models.ForeignKey(TextVersion, models.SET_NULL, null=True, related_name="+")
    bounced_at = models.DateTimeField("revenu le", null=True)
    bounce = models.CharField("retour", max_length=4, choices=Bounce, blank=True)
    again_of = models.ForeignKey("self", models.SET_NULL, null=True, related_name="again")

    class Meta:
        abstract = True

    @property
    def delivery_url(self):
        """Its page in the delivery log."""
        return reverse("posting:delivery", args=[self.uid])


def held():
    """The Q of the mails that somebody holds now."""
    return reduce(or_, (hold() for hold in HOLDS), Q(pk__in=()))


def why_not(message, thing, notice):
    """Why a mail about `thing` would not leave now (Why), or "" (BR-96)."""
    person = message.person
    if thing is None:
        return Why.GONE
    if person is not None and not person.is_active:
        return Why.CLOSED
    if person is not None and not access.sees(person, thing):
        return Why.RIGHT
    if notice is None:
        return ""
    asked = person is not None and notice.still_for is not None
    is_true = notice.holds(thing) and (not asked or notice.still_for(thing, person))
    return "" if is_true else Why.FALLEN


MINE = (access.Visibility("la personne", "parce que le message est pour elle", path="person"),)
OWN = (access.Visibility("la personne", "parce que ce sont ses choix", path="person"),)


class Message(Followed):
    """One event told to one person: at once in the portal, then by mail as they chose.

    The row stays when the mail has left, with what was said.
    """

    class State(models.TextChoices):
        PENDING = "pending", "en attente"
        SENT = "sent", "envoyé"
        KEPT = "kept", "dans le portail seulement"
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
    about = models.CharField("dossier", max_length=90, blank=True)  # the aggregate of the thing
    name = models.CharField("nom de la chose", max_length=200, blank=True)
    state = models.CharField("état", max_length=10, choices=State, default=State.PENDING)
    created_at = models.DateTimeField(default=clock.now)
    ready_at = models.DateTimeField("à dire dès", default=clock.now)
    not_before = models.DateTimeField("pas avant", default=clock.now)  # its next try
    is_grouped = models.BooleanField("remis au matin", default=False)
    carrier = models.ForeignKey("self", models.SET_NULL, null=True, related_name="carried")
    attempts = models.PositiveSmallIntegerField("essais", default=0)
    error = models.TextField("dernière erreur", blank=True)
    sent_at = models.DateTimeField("envoyé le", null=True)
    subject = models.CharField("objet", max_length=250, blank=True)
    body = models.TextField("texte", blank=True)
    read_at = models.DateTimeField("lu le", null=True)
    done_at = models.DateTimeField("fait le", null=True)

    objects = access.QuerySet.as_manager()
    visibilities = MINE

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
            models.Index(fields=("person",), condition=Q(state="pending"), name="mail_waiting"),
            models.Index(fields=("-id",), condition=Q(state="failed"), name="mail_given_up"),
            models.Index(fields=("person", "sent_at"), condition=Q(state="sent"), name="mail_told"),
            models.Index(fields=("person", "-ready_at", "-id"), name="mail_of_person_by_day"),
            models.Index(
                fields=("person",), condition=Q(read_at=None, done_at=None), name="mail_unread"
            ),
        )

    def __str__(self):
        return f"{self.notice} à {self.person_id or 'une adresse'}"

    @property
    def thing(self):
        model = apps.get_model(self.thing_type)
        return model._base_manager.filter(pk=self.thing_id).first()

    @property
    def root(self):
        """What one mail a day may be about: the aggregate of the thing, else the thing."""
        return self.about or f"{self.thing_type}:{self.thing_id}"

    @property
    def message_id(self):
        """The same for every try: a receiver can tell a repetition."""
        return backends.message_id(f"{self.event_key}:{self.person_id or self.address}")

    @property
    def group_id(self):
        """The identity of the grouped mail that this message carries."""
        return backends.message_id(f"group:{self.event_key}:{self.person_id}")


def unread(user):
    """What a person has still to read; what has no object, or is held back, asks nothing."""
    rows = Message.objects.filter(person=user, read_at=None, done_at=None)
    return rows.exclude(state=Message.State.DROPPED).exclude(held())


def _count(user):
    return unread(user).values("person").annotate(unread=Count("pk"))


affiliations.register_affiliation("unread", _count, key="unread", is_count=True)


class Mailbox(models.Model):
    """A person's hours. Its row is also the lock of whoever sends: one mail at a time to one person."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="mailbox")
    has_chosen = models.BooleanField("a choisi ses heures", default=False)
    is_quiet_at_night = models.BooleanField("heures calmes", default=True)
    quiet_from = models.TimeField("de", default=NIGHT[0])
    quiet_to = models.TimeField("à", default=NIGHT[1])
    is_quiet_at_weekends = models.BooleanField("week-ends calmes", default=True)
    paused_until = models.DateField("en pause jusqu’au", null=True)

    objects = access.QuerySet.as_manager()
    visibilities = OWN

    class Meta:
        verbose_name = "heures d’une personne"
        constraints = (
            models.CheckConstraint(
                condition=~Q(quiet_from=F("quiet_to")), name="mailbox_night_has_a_length"
            ),
        )

    def __str__(self):
        return f"heures de {self.person_id}"

    @property
    def is_paused(self):
        """Until its day, at 8; a pause that is over says nothing more."""
        return self.paused_until is not None and clock.today() < self.paused_until

    @property
    def hours(self):
        """Those chosen, else those of the house (settings.QUIET_HOURS)."""
        if not self.has_chosen:
            return house_hours(self.paused_until)
        night = (self.quiet_from, self.quiet_to) if self.is_quiet_at_night else None
        return Hours(night, self.is_quiet_at_weekends, self.paused_until)


def house_hours(paused_until=None):
    """Those of the settings, weekends included; without any, mails leave at any hour."""
    return Hours(settings.QUIET_HOURS, bool(settings.QUIET_HOURS), paused_until)


class MailChoice(models.Model):
    """How one person receives one kind of message, where it is not as usual."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="mail_choices"
    )
    notice = models.CharField("message", max_length=60)
    pace = models.CharField("rythme", max_length=6, choices=PACES)

    objects = access.QuerySet.as_manager()
    visibilities = OWN

    class Meta:
        verbose_name = "choix de message"
        constraints = (
            models.UniqueConstraint(fields=("person", "notice"), name="mail_choice_once"),
            models.CheckConstraint(condition=Q(pace__in=list(PACES)), name="mail_choice_pace"),
        )

    def __str__(self):
        return f"{self.notice}\u00a0: {self.pace}"
