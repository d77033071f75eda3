"""Models: space, charter, its acceptance, and people that no status makes members (groups, co-animators)."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from community.spaces.visibility import OFFICE, READERS
from portal import access
from portal.core import clock
from portal.ui.states import States
from portal.workflow import Stateful


class Space(Stateful):
    """A members' space; membership is derived from the label or the accreditation."""

    class Kind(models.TextChoices):
        CLUB = "club", "Club Quali’Hlm"
        AUDITORS = "auditors", "Communauté des auditeurs"
        GROUP = "group", "Groupe de travail"
        REGIONAL = "regional", "Groupe régional"

    class State(States):
        OPEN = "open", "flag", "warn", "Ouvert"
        CLOSED = "closed", "box", "quiet", "En lecture seule"

    slug = models.SlugField("nom dans les adresses", max_length=60, unique=True)
    kind = models.CharField("nature", max_length=10, choices=Kind)
    name = models.CharField("nom", max_length=120)
    intro = models.TextField("ce que l’on y fait", blank=True)
    region = models.CharField("région", max_length=3, blank=True)
    state = models.CharField(
        "état", max_length=6, choices=State, default=State.OPEN, editable=False
    )
    is_demo = models.BooleanField("espace inventé", default=False)

    objects = access.QuerySet.as_manager()
    visibilities = (*READERS, *OFFICE)

    class Meta:
        verbose_name = "espace"
        ordering = ("kind", "name__french")
        constraints = (
            models.UniqueConstraint(
                fields=("kind",),
                condition=Q(kind__in=("club", "auditors")),
                name="space_one_club_one_auditors",
            ),
            models.CheckConstraint(
                condition=Q(kind="regional") ^ Q(region=""), name="space_regional_has_region"
            ),
        )

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("community:space", args=[self.slug])


class Charter(models.Model):
    """Charter of a kind of space, by versions; the latest that has begun is in force."""

    kind = models.CharField("nature", max_length=10, choices=Space.Kind)
    number = models.PositiveSmallIntegerField("version")
    text = models.TextField("texte")
    starts_on = models.DateField("en vigueur le")

    objects = access.QuerySet.as_manager()
    visibilities = (
        access.Visibility("toute personne connectée", "parce qu’elle est à lire", public=True),
    )

    class Meta:
        verbose_name = "charte de la communauté"
        verbose_name_plural = "chartes des communautés"
        ordering = ("kind", "-number")
        constraints = (
            models.UniqueConstraint(fields=("kind", "number"), name="charter_of_space_once"),
        )

    def __str__(self):
        return f"Charte, version {self.number}"


class Acceptance(models.Model):
    """Somebody accepted a charter at their entry in a space."""

    space = models.ForeignKey(Space, models.CASCADE, related_name="acceptances")
    charter = models.ForeignKey(Charter, models.PROTECT, related_name="acceptances")
    person = models.ForeignKey("portal.User", models.CASCADE, related_name="charters")
    accepted_at = models.DateTimeField("acceptée le", default=clock.now)

    objects = access.QuerySet.as_manager()
    visibilities = (
        access.Visibility("la personne", "parce qu’elle l’a acceptée", path="person"),
        *OFFICE,
    )

    class Meta:
        verbose_name = "charte acceptée"
        verbose_name_plural = "chartes acceptées"
        ordering = ("-accepted_at",)
        constraints = (
            models.UniqueConstraint(
                fields=("space", "charter", "person"), name="charter_accepted_once"
            ),
        )

    def __str__(self):
        return f"{self.person}, {self.charter}"


class SpaceMember(models.Model):
    """People that no status makes members: those of a working group, and co-animators.

    It opens nothing by itself: the person must belong to the club or to the auditors that day.
    """

    class Function(models.TextChoices):
        MEMBER = "member", "membre"
        ANIMATOR = "animator", "co-animatrice ou co-animateur"

    space = models.ForeignKey(Space, models.CASCADE, related_name="people")
    person = models.ForeignKey("portal.User", models.CASCADE, related_name="spaces")
    function = models.CharField("rôle", max_length=8, choices=Function, default=Function.MEMBER)
    since_on = models.DateField("depuis le", default=clock.today)
    until_on = models.DateField("jusqu’au", null=True, blank=True)

    objects = access.QuerySet.as_manager()
    visibilities = access.through("space")

    class Meta:
        verbose_name = "personne d’un espace"
        verbose_name_plural = "personnes des espaces"
        ordering = ("person__last_name__french", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("space", "person"),
                condition=Q(until_on__isnull=True),
                name="space_member_once",
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("since_on")),
                name="space_member_runs_forward",
            ),
        )

    def __str__(self):
        return f"{self.person}, {self.get_function_display()}, {self.space}"


class Passage(models.Model):
    """A membership notice sent to a person: entry, read-only, end; once each.

    Nothing is opened or closed by it: standing is derived (BR-88). It keeps the mails from repeating.
    """

    class Kind(models.TextChoices):
        ENTRY = "entry", "entrée"
        READING = "reading", "lecture seule"
        ENDING = "ending", "fin de lecture proche"

    space = models.ForeignKey(Space, models.CASCADE, related_name="passages")
    person = models.ForeignKey("portal.User", models.CASCADE, related_name="passages")
    kind = models.CharField("nature", max_length=7, choices=Kind)
    told_on = models.DateField("le", default=clock.today)
    until = models.DateField("lecture jusqu’au", null=True, blank=True)
    is_over = models.BooleanField("la personne est sortie depuis", default=False)

    objects = access.QuerySet.as_manager()
    visibilities = (access.Visibility("la personne", "parce que c’est son passage", path="person"),)

    class Meta:
        verbose_name = "passage dans un espace"
        verbose_name_plural = "passages dans les espaces"
        ordering = ("-told_on", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("space", "person"),
                condition=Q(kind="entry", is_over=False),
                name="passage_one_entry",
            ),
            models.UniqueConstraint(
                fields=("space", "person", "kind", "until"),
                condition=~Q(kind="entry"),
                name="passage_told_once",
            ),
            models.CheckConstraint(
                condition=Q(kind="entry") ^ Q(until__isnull=False), name="passage_reading_has_end"
            ),
        )

    def __str__(self):
        return f"{self.person}, {self.get_kind_display()}, {self.space}"

    def get_absolute_url(self):
        return self.space.get_absolute_url()


class WelcomeClosed(models.Model):
    """Somebody has hidden the first steps of a space."""

    space = models.ForeignKey(Space, models.CASCADE, related_name="welcomes_closed")
    person = models.ForeignKey("portal.User", models.CASCADE, related_name="welcomes_closed")
    at = models.DateTimeField("rangés le", default=clock.now)

    objects = access.QuerySet.as_manager()
    visibilities = (access.Visibility("la personne", "parce qu’elle les a rangés", path="person"),)

    class Meta:
        verbose_name = "premiers pas rangés"
        verbose_name_plural = "premiers pas rangés"
        constraints = (
            models.UniqueConstraint(fields=("space", "person"), name="welcome_closed_once"),
        )

    def __str__(self):
        return f"{self.person}, {self.space}"
