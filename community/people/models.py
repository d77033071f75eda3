"""Models: profile of a member, expertise, and messages between members, which disclose no address."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from community.people.visibility import COMPANIONS
from community.spaces.models import Space
from portal import access
from portal.access import Visibility
from portal.core import clock
from portal.models import Role
from portal.ui import words
from portal.ui.states import States
from portal.workflow import Stateful


class Profile(Stateful):
    """Opt-in; emptied at once on withdrawal."""

    class State(States):
        HIDDEN = "hidden", "lock", "warn", "Hors de l’annuaire"
        SHOWN = "shown", "tile-tick", "ok", "Dans l’annuaire"

    person = models.OneToOneField("portal.User", models.CASCADE, related_name="profile")
    slug = models.SlugField("nom dans l’adresse", max_length=90, unique=True)
    presentation = models.TextField("présentation", max_length=1500, blank=True)
    answers_gladly = models.BooleanField("je réponds volontiers", default=False)
    takes_contact = models.BooleanField("on peut m’écrire par le portail", default=True)
    state = models.CharField(
        "état", max_length=6, choices=State, default=State.HIDDEN, editable=False
    )

    objects = access.QuerySet.as_manager()
    visibilities = (
        Visibility("la personne", "parce que c’est son profil", path="person"),
        *COMPANIONS,
        Visibility(
            "le référent label",
            "parce qu’il anime les communautés",
            role=Role.REFERENT,
            when=lambda: Q(state="shown"),
        ),
        Visibility(
            "le suppléant du référent",
            "parce qu’il le remplace",
            role=Role.DEPUTY,
            when=lambda: Q(state="shown"),
        ),
    )

    class Meta:
        verbose_name = "profil de membre"
        verbose_name_plural = "profils de membres"
        ordering = ("person__last_name__french", "person__first_name__french", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(state="shown") | Q(presentation=""), name="profile_hidden_is_empty"
            ),
        )

    def __str__(self):
        return str(self.person)

    def get_absolute_url(self):
        return reverse("community:profile_own")

    @property
    def is_shown(self):
        return self.state == self.State.SHOWN


class Expertise(models.Model):
    """One item of a member's expertise."""

    class Kind(models.TextChoices):
        CRITERION = "criterion", "critère maîtrisé"
        HOUSING = "housing", "type d’habitat"
        REGION = "region", "région"

    profile = models.ForeignKey(Profile, models.CASCADE, related_name="expertise")
    kind = models.CharField("nature", max_length=9, choices=Kind)
    code = models.CharField("code", max_length=30)

    objects = access.QuerySet.as_manager()
    visibilities = access.through("profile")

    class Meta:
        verbose_name = "expertise d’un membre"
        verbose_name_plural = "expertises des membres"
        ordering = ("kind", "code")
        constraints = (
            models.UniqueConstraint(fields=("profile", "kind", "code"), name="expertise_once"),
        )
        indexes = (models.Index(fields=("kind", "code"), name="expertise_said"),)

    def __str__(self):
        return f"{self.get_kind_display()} {self.code}"


class Contact(Stateful):
    """A message between members, who write in the portal and see no address."""

    class State(States):
        SENT = "sent", "mail", "info", "Envoyé"
        ANSWERED = "answered", "mail", "info", "Répondu"
        DECLINED = "declined", "cross", "quiet", "Sans suite"

    reference = models.CharField("référence", max_length=20, unique=True)
    space = models.ForeignKey(Space, models.PROTECT, related_name="contacts")
    sender = models.ForeignKey(
        "portal.User", models.CASCADE, related_name="contacts_sent", verbose_name="de"
    )
    recipient = models.ForeignKey(
        "portal.User", models.CASCADE, related_name="contacts_received", verbose_name="pour"
    )
    text = models.TextField("message", max_length=2000)
    answer = models.TextField("réponse", max_length=4000, blank=True)
    answered_at = models.DateTimeField("répondu le", null=True, editable=False)
    state = models.CharField(
        "état", max_length=8, choices=State, default=State.SENT, editable=False
    )

    objects = access.QuerySet.as_manager()
    visibilities = (
        Visibility("la personne qui écrit", "parce que c’est son message", path="sender"),
        Visibility("la personne qui reçoit", "parce qu’il est pour elle", path="recipient"),
    )

    class Meta:
        verbose_name = "message d’un membre"
        verbose_name_plural = "messages entre membres"
        ordering = ("-created_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=~Q(sender=models.F("recipient")), name="contact_between_two"
            ),
            models.CheckConstraint(
                condition=~Q(state="answered") | ~Q(answer=""), name="contact_answered_has_words"
            ),
        )
        indexes = (models.Index(fields=("sender", "created_at"), name="contact_of_a_day"),)

    def __str__(self):
        return f"Message {words.of(self.sender)} {words.to(self.recipient)}"

    def get_absolute_url(self):
        return reverse("community:contact", args=[self.reference])

    @property
    def sent_on(self):
        return self.created_at.astimezone(clock.PARIS).date()
