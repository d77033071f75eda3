"""Models: good practice, its figures, and its visibilities."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from labelling.public import memberships
from observatory.practices.terms import (
    PUBLISHED,
    ActionType,
    Budget,
    Maturity,
    Origin,
    PracticeTerm,
)
from portal import access
from portal.access import Visibility
from portal.core import clock
from portal.documents import StoredFile
from portal.models import Role
from portal.ui.states import States
from portal.workflow import Stateful

WAITING = ("submitted", "validated")
UNDER_WAY = ("draft", "changes_requested", *WAITING)


class PracticeQuerySet(access.QuerySet):
    def published(self):
        """Public practices, here and in every count, feed and index."""
        return self.filter(state__in=PUBLISHED)


def long_text(label):
    return models.TextField(label, blank=True)


def words(label):
    return models.JSONField(label, default=list, blank=True)


class GoodPractice(Stateful):
    """A practice of an organism, written by it. No text of an audit is copied here."""

    class State(States):
        DRAFT = "draft", "pencil", "quiet", "Brouillon"
        SUBMITTED = "submitted", "tray", "info", "Proposée"
        CHANGES_REQUESTED = "changes_requested", "triangle", "warn", "À reprendre"
        VALIDATED = "validated", "tick", "info", "Validée"
        PUBLISHED = "published", "tile-tick", "ok", "Publiée"
        REVIEW_DUE = "review_due", "hourglass", "warn", "À confirmer"
        ARCHIVED = "archived", "box", "quiet", "Archivée"
        REJECTED = "rejected", "cross", "danger", "Non retenue"
        WITHDRAWN = "withdrawn", "door", "quiet", "Retirée"
        MERGED = "merged", "swap", "quiet", "Versée dans la fiche"

    reference = models.CharField("référence", max_length=20, unique=True)
    slug = models.SlugField("nom dans les adresses", max_length=140, unique=True)
    organism = models.ForeignKey(
        "labelling.Organism", models.PROTECT, related_name="practices", verbose_name="organisme"
    )
    state = models.CharField(
        "état", max_length=17, choices=State, default=State.DRAFT, editable=False
    )
    is_demo = models.BooleanField("fiche inventée", default=False)

    title = models.CharField("titre", max_length=110)
    summary = models.CharField("résumé", max_length=300, blank=True)
    year_started = models.PositiveSmallIntegerField("année de début", null=True, blank=True)
    maturity = models.CharField("maturité", max_length=10, choices=Maturity, blank=True)
    cover = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    card = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    card_avif = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    cover_alt = models.CharField("ce que montre l’image", max_length=250, blank=True)

    context = long_text("le point de départ")
    objectives = long_text("ce qui était visé")
    description = long_text("comment vous avez fait")
    steps = long_text("étapes")
    partners = long_text("acteurs et partenaires")
    tenants_role = long_text("place des locataires")
    human_means = models.CharField("temps passé", max_length=250, blank=True)
    budget_band = models.CharField("budget", max_length=10, choices=Budget, blank=True)
    timeline = models.CharField("durée", max_length=250, blank=True)
    results = long_text("ce qui a changé")
    difficulties = long_text("ce qui a résisté")
    success_factors = long_text("ce qui a aidé")
    points_of_vigilance = long_text("points de vigilance")
    reproduction = long_text("pour refaire ailleurs")

    themes = words("thèmes")
    criteria = words("critères")
    perimeters = words("périmètres")
    audience = words("publics")
    tags = words("mots-clés")
    action_type = models.CharField("type d’action", max_length=12, choices=ActionType, blank=True)
    with_tenants = models.BooleanField("menée avec des locataires", default=False)
    origin = models.CharField("origine", max_length=22, choices=Origin, default=Origin.SELF)

    contact_function = models.CharField("fonction à contacter", max_length=120, blank=True)
    contact_email = models.EmailField("adresse générique", blank=True)
    contact_name = models.CharField("nom de la personne", max_length=120, blank=True)
    contact_consent_on = models.DateField("accord de la personne le", null=True, blank=True)

    reuse_licence = models.CharField("licence de réutilisation", max_length=60, blank=True)
    image_rights = models.CharField("droits sur l’image", max_length=120, blank=True)
    management_agreement_on = models.DateField("accord de la direction le", null=True, blank=True)
    proposed_by = models.ForeignKey(
        "portal.User", models.PROTECT, null=True, related_name="+", verbose_name="proposée par"
    )
    moderation_note = models.TextField("mot de la relecture", blank=True, editable=False)
    published_on = models.DateField("publiée le", null=True, editable=False)
    review_due_on = models.DateField("à relire avant le", null=True, editable=False)
    known_reuses = models.PositiveIntegerField("reprises connues", default=0, editable=False)
    reuse_count = models.PositiveIntegerField("reprises", default=0, editable=False)

    edition_of = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="editions"
    )
    edition = models.PositiveSmallIntegerField("version de la fiche", default=1, editable=False)
    revised_on = models.DateField("mise à jour le", null=True, editable=False)
    validated_by = models.ForeignKey("portal.User", models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField("écrite le", null=True, editable=False)
    writing_seconds = models.PositiveIntegerField("secondes d’écriture", default=0, editable=False)

    objects = PracticeQuerySet.as_manager()
    visibilities = (
        Visibility(
            "tout le monde",
            "parce que la pratique est publiée",
            public=True,
            when=lambda: Q(state__in=PUBLISHED),
        ),
        Visibility(
            "l’organisme",
            "parce que c’est sa pratique",
            path="organism__memberships__user",
            where=lambda: Q(organism__memberships__is_active=True),
            ties=memberships,
            by="organism",
        ),
        Visibility("le référent label", "parce qu’il relit les pratiques", role=Role.REFERENT),
        Visibility("le suppléant du référent", "parce qu’il relit les pratiques", role=Role.DEPUTY),
        Visibility(
            "la Dircom",
            "parce qu’elle publie les pratiques validées",
            role=Role.DIRCOM,
            when=lambda: Q(state__in=("validated", *PUBLISHED, "archived")),
        ),
    )

    class Meta:
        verbose_name = "bonne pratique"
        verbose_name_plural = "bonnes pratiques"
        ordering = ("-published_on", "-pk")
        constraints = (
            models.CheckConstraint(
                name="practice_published_is_dated",
                condition=~Q(state__in=PUBLISHED)
                | Q(published_on__isnull=False, review_due_on__gt=F("published_on")),
            ),
            models.CheckConstraint(
                name="practice_published_is_agreed",
                condition=~Q(state__in=PUBLISHED) | Q(management_agreement_on__isnull=False),
            ),
            models.CheckConstraint(
                name="practice_name_needs_consent",
                condition=Q(contact_name="") | Q(contact_consent_on__isnull=False),
            ),
            models.CheckConstraint(
                name="practice_edition_is_not_public",
                condition=Q(edition_of__isnull=True) | ~Q(state__in=PUBLISHED),
            ),
            models.UniqueConstraint(
                fields=("edition_of",),
                condition=Q(state__in=UNDER_WAY),
                name="practice_one_edition_at_a_time",
            ),
        )
        indexes = (
            models.Index(fields=("-published_on", "-id"), name="practice_latest"),
            models.Index(fields=("state", "review_due_on"), name="practice_review"),
            models.Index(fields=("state", "id"), name="practice_state"),
        )

    def __str__(self):
        return self.title

    def save(self, *args, **kwargs):
        """Its terms (search words) are written with it."""
        super().save(*args, **kwargs)
        PracticeTerm.follow(self)

    def get_absolute_url(self):
        """In the member space, where its acts are."""
        return reverse("observatory:practice_space", args=[self.reference])

    def get_public_url(self):
        return reverse("observatory:practice", args=[self.slug])

    @property
    def aggregate(self):
        """A new version shares the lock and the audit log of the published practice."""
        return self.edition_of or self

    @property
    def is_edition(self):
        return self.edition_of_id is not None

    @property
    def is_published(self):
        return self.state in PUBLISHED

    @property
    def is_to_confirm(self):
        """Its review is due: two years without confirmation that it is still true."""
        return self.state == self.State.REVIEW_DUE

    @property
    def is_from_audit(self):
        """An auditor recorded it as a strength; whether the public sees the badge is `badge.mark`."""
        return self.origin == Origin.AUDIT_STRENGTH

    @property
    def shown_contact_name(self):
        """BR-86: only with a consent dated today or before."""
        agreed = self.contact_consent_on
        return self.contact_name if agreed and agreed <= clock.today() else ""


class PracticeIndicator(models.Model):
    """A measure before and after, with unit, date and source."""

    practice = models.ForeignKey(
        GoodPractice, models.CASCADE, related_name="indicators", verbose_name="pratique"
    )
    order = models.PositiveSmallIntegerField("rang", default=1)
    name = models.CharField("mesure", max_length=160)
    before = models.DecimalField("avant", max_digits=12, decimal_places=2, null=True, blank=True)
    after = models.DecimalField("après", max_digits=12, decimal_places=2)
    unit = models.CharField("unité", max_length=40)
    measured_on = models.CharField("mesurée en", max_length=7, help_text="Année et mois, 2025-06.")
    source = models.CharField("source", max_length=160)

    objects = access.QuerySet.as_manager()
    visibilities = access.through("practice")

    class Meta:
        verbose_name = "indicateur d’une pratique"
        verbose_name_plural = "indicateurs des pratiques"
        ordering = ("practice", "order", "pk")
        constraints = (
            models.UniqueConstraint(fields=("practice", "order"), name="practice_indicator_order"),
        )

    def __str__(self):
        return self.name
