"""Trademark, rules of use and brand charter."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from labelling.parties.framework.binding import current_rules
from labelling.parties.framework.deadlines import days_of, numbers
from labelling.title.brand import sentences
from labelling.title.brand.charters.colours import shipped, valid_colours
from labelling.title.brand.versions import Published
from portal import access
from portal.access import Visibility
from portal.documents import StoredFile
from portal.models import Role
from portal.ui.states import States
from portal.ui.theme import Look
from portal.workflow import Stateful

OFFICE = (
    Visibility("la Dircom", "parce qu’elle tient la marque et sa charte", role=Role.DIRCOM),
    Visibility("le référent label", "parce qu’il anime le label", role=Role.REFERENT),
    Visibility("le suppléant du référent", "parce qu’il le remplace", role=Role.DEPUTY),
)


def reminder_months():
    return [12, 6, 3, 1]


def nice_classes(value):
    """Classes of the Nice agreement, 1 to 45."""
    if not isinstance(value, list) or not all(type(n) is int and 1 <= n <= 45 for n in value):
        raise ValidationError("Les classes vont de 1 à 45, par exemple 36, 41.")


class Trademark(Stateful):
    """A mark as it is filed: its true kind is unknown to us, so it is data."""

    class Kind(models.TextChoices):
        UNKNOWN = "unknown", "à préciser"
        INDIVIDUAL = "individual", "marque individuelle"
        COLLECTIVE = "collective", "marque collective"
        GUARANTEE = "guarantee", "marque de garantie"

    class State(States):
        FILED = "filed", "tray", "info", "Déposée"
        REGISTERED = "registered", "tile-tick", "ok", "Enregistrée"
        LAPSED = "lapsed", "hourglass", "quiet", "Échue"

    slug = models.SlugField("nom dans les adresses", max_length=60, unique=True)
    name = models.CharField("nom de la marque", max_length=120)
    state = models.CharField(
        "état", max_length=10, choices=State, default=State.FILED, editable=False
    )
    kind = models.CharField("nature", max_length=10, choices=Kind, default=Kind.UNKNOWN)
    number = models.CharField("numéro à l’INPI", max_length=30, blank=True)
    filed_on = models.DateField("déposée le", null=True, blank=True)
    registered_on = models.DateField("enregistrée le", null=True, blank=True, editable=False)
    renewal_on = models.DateField("à renouveler avant le", null=True, blank=True)
    classes = models.JSONField("classes", default=list, blank=True, validators=[nice_classes])
    territory = models.CharField("territoire", max_length=120, default="France", blank=True)
    owner = models.CharField("titulaire", max_length=160, blank=True)
    logo_note = models.TextField("ce qui est déposé (nom, logo)", blank=True)
    reminder_months = models.JSONField(
        "rappels avant le renouvellement (mois)", default=reminder_months, validators=[numbers]
    )
    is_demo = models.BooleanField("fiche de démonstration", default=False)

    objects = access.QuerySet.as_manager()
    visibilities = OFFICE

    class Meta:
        verbose_name = "marque"
        ordering = ("name__french",)
        constraints = (
            models.CheckConstraint(
                condition=~Q(state="registered")
                | (~Q(number="") & Q(registered_on__isnull=False, renewal_on__isnull=False)),
                name="trademark_registered_is_dated",
            ),
            models.CheckConstraint(
                condition=Q(filed_on__isnull=True)
                | Q(renewal_on__isnull=True)
                | Q(renewal_on__gt=F("filed_on")),
                name="trademark_renewed_after_filing",
            ),
        )

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("labelling:trademark", args=[self.slug])

    def reminder_days(self, _code):
        """Days before the date, from months: 12 are 365."""
        return tuple(days_of(months) for months in self.reminder_months)


class UsageRulesVersion(Published):
    """A règlement d’usage of a mark: who may use it, how, and what sanctions a misuse."""

    trademark = models.ForeignKey(
        Trademark, models.PROTECT, related_name="usage_rules", verbose_name="marque"
    )
    text = models.TextField("texte", blank=True)
    said_engaged = models.JSONField(
        "mentions d’un organisme engagé",
        default=sentences.for_engaged,
        blank=True,
        validators=[sentences.valid_sentences],
    )
    said_labelled = models.JSONField(
        "mentions d’un organisme labellisé",
        default=sentences.for_labelled,
        blank=True,
        validators=[sentences.valid_sentences],
    )
    said_mention = models.JSONField(
        "mentions d’une mention spéciale",
        default=sentences.for_mention,
        blank=True,
        validators=[sentences.valid_sentences],
    )
    forbidden = models.JSONField(
        "usages interdits",
        default=sentences.forbidden,
        blank=True,
        validators=[sentences.valid_sentences],
    )
    file = models.ForeignKey(
        StoredFile,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="document",
    )
    filed_at_inpi_on = models.DateField("déposé à l’INPI le", null=True, blank=True)
    review_on = models.DateField("à revoir avant le", null=True, blank=True)

    visibilities = OFFICE

    class Meta(Published.Meta):
        verbose_name = "règlement d’usage"
        verbose_name_plural = "règlements d’usage"
        constraints = (
            *Published.Meta.constraints,
            models.UniqueConstraint(
                fields=("trademark", "effective_from"),
                condition=Q(state="published"),
                name="usage_rules_one_start",
            ),
        )

    def get_absolute_url(self):
        return reverse("labelling:usage_rules", args=[self.code])

    @property
    def siblings(self):
        return super().siblings.filter(trademark=self.trademark_id)

    def lock_siblings(self):
        """By the mark itself: its first version has no other to lock."""
        Trademark._base_manager.select_for_update().get(pk=self.trademark_id)

    def reminder_days(self, code):
        return self.trademark.reminder_days(code)

    def mentions_of(self, variant):
        """The sentences that a support of this variant carries."""
        return getattr(self, f"said_{variant}")


def grace_days():
    """BR-81, by the rules of the label in force: days left to accept a new charter."""
    return current_rules().charter_grace_days


class BrandCharterVersion(Published):
    """The charte graphique: the values of every colour that the site names, its fonts, its mark."""

    class Font(models.TextChoices):
        BRICOLAGE = "bricolage", "Bricolage Grotesque"
        ATKINSON = "atkinson", "Atkinson Hyperlegible Next"

    changes = models.TextField("ce qui change", blank=True)
    tokens = models.JSONField("couleurs", default=shipped, validators=[valid_colours])
    title_font = models.CharField(
        "police des titres", max_length=10, choices=Font, default=Font.BRICOLAGE
    )
    text_font = models.CharField(
        "police du texte", max_length=10, choices=Font, default=Font.ATKINSON
    )
    logo = models.TextField("dessin de la marque (SVG)", blank=True)
    grace_days = models.PositiveSmallIntegerField(
        "délai pour accepter la charte (jours)", default=grace_days
    )
    digest = models.CharField(
        "empreinte de l’apparence", max_length=16, editable=False, db_index=True
    )

    visibilities = OFFICE

    class Meta(Published.Meta):
        verbose_name = "charte graphique"
        verbose_name_plural = "chartes graphiques"
        constraints = (
            *Published.Meta.constraints,
            models.UniqueConstraint(
                fields=("effective_from",),
                condition=Q(state="published"),
                name="brand_charter_one_start",
            ),
        )

    def save(self, **options):
        self.digest = self.look.digest
        super().save(**options)

    def get_absolute_url(self):
        return reverse("labelling:charter", args=[self.code])

    @property
    def look(self):
        """What this charter gives to pages and documents."""
        from_charter = {
            "title_font": self.title_font,
            "text_font": self.text_font,
            "logo": self.logo,
        }
        return Look(self.code, self.tokens, **from_charter)
