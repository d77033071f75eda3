"""Delivery fields of a message: why it did not leave, its text, its bounce."""

from functools import reduce
from operator import or_
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.urls import reverse

from portal import access
from portal.notifications.custom_texts import TextVersion

HOLDS = []  # functions () -> the Q of the mails that somebody holds (portal.mail_desk.hold_actions)


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
