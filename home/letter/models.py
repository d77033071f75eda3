"""Models: subscription, issue of the letter, its items, and each copy sent."""

import re

from django.db import models
from django.db.models import Q
from django.urls import reverse

from home.consent import Consented, ended_is_erased, once_an_address
from portal import access
from portal.access import Visibility
from portal.models import Role
from portal.ui import words
from portal.ui.states import States
from portal.workflow import Stateful

MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")
OFFICE = (
    Visibility("la Dircom", "parce qu’elle écrit la lettre", role=Role.DIRCOM),
    Visibility("le référent label", "parce qu’il relit la lettre", role=Role.REFERENT),
    Visibility("le suppléant du référent", "parce qu’il le remplace", role=Role.DEPUTY),
)


class Subscription(Consented):
    """A subscription to the letter."""

    consent = "home.letter"
    visibilities = OFFICE

    class Meta:
        verbose_name = "abonnement à la lettre"
        verbose_name_plural = "abonnements à la lettre"
        ordering = ("pk",)
        constraints = (
            once_an_address("subscription_once_an_address"),
            ended_is_erased("subscription_ended_is_erased"),
        )

    def __str__(self):
        return f"Abonnement {self.pk}"

    def get_absolute_url(self):
        """Link of the confirmation mail: it shows a button."""
        return reverse("home:letter_confirm", args=[self.confirm_token])

    @property
    def stop_url(self):
        return reverse("home:letter_stop", args=[self.stop_token])


class LetterIssue(Stateful):
    """The letter of a month: composed, reviewed, sent once."""

    class State(States):
        DRAFT = "draft", "pencil", "quiet", "Brouillon"
        READY = "ready", "tick", "info", "Prête à partir"
        SENT = "sent", "mail", "ok", "Envoyée"

    month = models.DateField("mois", unique=True)
    subject = models.CharField("objet", max_length=120)
    intro = models.TextField("mot d’ouverture", blank=True)
    state = models.CharField(
        "état", max_length=5, choices=State, default=State.DRAFT, editable=False
    )
    sent_at = models.DateTimeField("envoyée le", null=True, editable=False)
    is_demo = models.BooleanField("lettre inventée", default=False)

    wagtail_reference_index_ignore = True
    objects = access.QuerySet.as_manager()
    visibilities = (
        *OFFICE,
        Visibility(
            "tout le monde",
            "parce que la lettre est partie",
            public=True,
            when=lambda: Q(state="sent"),
        ),
    )

    class Meta:
        verbose_name = "lettre du mois"
        verbose_name_plural = "lettres du mois"
        ordering = ("-month",)
        constraints = (
            models.CheckConstraint(name="letter_is_of_a_month", condition=Q(month__day=1)),
            models.CheckConstraint(
                name="letter_sent_is_dated", condition=~Q(state="sent") | Q(sent_at__isnull=False)
            ),
        )

    def __str__(self):
        return self.subject

    @property
    def code(self):
        return f"{self.month:%Y-%m}"

    @property
    def month_said(self):
        return words.month(self.month)

    def get_absolute_url(self):
        return reverse("home:letter_issue", args=[self.code])

    def get_public_url(self):
        return reverse("home:letter_read", args=[self.code])

    @property
    def ordered(self):
        return list(self.items.all())


class LetterItem(models.Model):
    """An item of the letter, copied when composed: what was sent does not change."""

    class Kind(models.TextChoices):
        NEWS = "news", "Actualités"
        PRACTICE = "practice", "Bonnes pratiques"
        EVENT = "event", "Agenda"
        WORD = "word", "À savoir"

    issue = models.ForeignKey(LetterIssue, models.CASCADE, related_name="items")
    number = models.PositiveSmallIntegerField("rang")
    kind = models.CharField("rubrique", max_length=8, choices=Kind, default=Kind.WORD)
    title = models.CharField("titre", max_length=160)
    text = models.TextField("texte", blank=True)
    url = models.CharField("adresse", max_length=250, blank=True)

    wagtail_reference_index_ignore = True
    objects = access.QuerySet.as_manager()
    visibilities = access.through("issue")

    class Meta:
        verbose_name = "article de la lettre"
        verbose_name_plural = "articles de la lettre"
        ordering = ("issue", "number")
        constraints = (
            models.UniqueConstraint(fields=("issue", "number"), name="letter_item_once"),
        )

    def __str__(self):
        return self.title

    @property
    def is_outside(self):
        return self.url.startswith("https://")


class LetterCorrection(models.Model):
    """What the site shows of an item since the letter left; the item itself stays as its mails told it."""

    issue = models.ForeignKey(LetterIssue, models.CASCADE, related_name="corrections")
    number = models.PositiveSmallIntegerField("rang de l’article, 0 pour l’ouverture")
    title = models.CharField("titre", max_length=160)
    text = models.TextField("texte", blank=True)
    url = models.CharField("adresse", max_length=250, blank=True)
    is_removed = models.BooleanField("ôté de la page", default=False)
    reason = models.CharField("motif", max_length=300)
    corrected_at = models.DateTimeField("corrigée le", editable=False)

    wagtail_reference_index_ignore = True
    objects = access.QuerySet.as_manager()
    visibilities = access.through("issue")

    class Meta:
        verbose_name = "correction d’une lettre"
        verbose_name_plural = "corrections des lettres"
        ordering = ("corrected_at", "pk")

    def __str__(self):
        return f"Correction {self.pk}"


class LetterCopy(models.Model):
    """One issue for one subscriber: subject of the mail and of its unsubscribe link."""

    issue = models.ForeignKey(LetterIssue, models.CASCADE, related_name="copies")
    subscription = models.ForeignKey(Subscription, models.CASCADE, related_name="copies")

    wagtail_reference_index_ignore = True
    objects = access.QuerySet.as_manager()
    visibilities = access.through("issue")

    class Meta:
        verbose_name = "exemplaire de la lettre"
        verbose_name_plural = "exemplaires de la lettre"
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("issue", "subscription"), name="letter_copy_once"),
        )

    def __str__(self):
        return f"Exemplaire {self.pk}"

    def get_absolute_url(self):
        return self.issue.get_public_url()
