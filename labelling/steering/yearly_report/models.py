"""Yearly report of the label (mini bilan annuel), a row a version, and its frozen figures (BR-97)."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from portal import access
from portal.access import Visibility
from portal.documents import StoredFile
from portal.models import Role, User
from portal.ui.states import States
from portal.workflow import Stateful

OPEN = ("draft", "validated")
FROZEN = ("validated", "published")
FORMATS = ("pdf", "brief", "docx", "xlsx")


def _person(label):
    return models.ForeignKey(
        User, models.PROTECT, null=True, editable=False, related_name="+", verbose_name=label
    )


def _file(label):
    return models.ForeignKey(
        StoredFile, models.PROTECT, null=True, editable=False, related_name="+", verbose_name=label
    )


class YearlyReport(Stateful):
    """A version of the report of a year: written by the office, validated, then published by another.

    `sections`: [{"code", "is_kept", "text", "is_computed", "figures": [codes]}], in the order of the report;
    `is_computed` says of a frozen text that nobody wrote it.
    `counted`: the figures of a draft, as the worker counted them; at the validation they become rows.
    """

    class State(States):
        DRAFT = "draft", "pencil", "quiet", "En préparation"
        VALIDATED = "validated", "hourglass", "info", "À publier"
        PUBLISHED = "published", "tile-tick", "ok", "Publié"
        SET_ASIDE = "set_aside", "turn", "quiet", "Écarté"

    year = models.PositiveSmallIntegerField("année", editable=False)
    number = models.PositiveSmallIntegerField("numéro de version", editable=False)
    reason = models.TextField("motif de la correction", blank=True, editable=False)
    state = models.CharField(
        "état", max_length=9, choices=State, default=State.DRAFT, editable=False
    )
    foreword = models.TextField("ouverture", blank=True, max_length=4000)
    sections = models.JSONField("rubriques", default=list, editable=False)
    counted = models.JSONField("chiffres comptés", default=list, editable=False)
    counted_at = models.DateTimeField("comptés le", null=True, editable=False)
    failure = models.CharField("échec", max_length=200, blank=True, editable=False)
    validated_by = _person("validé par")
    validated_at = models.DateTimeField("validé le", null=True, editable=False)
    published_by = _person("publié par")
    published_at = models.DateTimeField("publié le", null=True, editable=False)
    pdf = _file("bilan en PDF")
    brief = _file("bilan en quatre pages")
    docx = _file("bilan en DOCX")
    xlsx = _file("chiffres en XLSX")

    wagtail_reference_index_ignore = True
    objects = access.QuerySet.as_manager()
    visibilities = (
        Visibility("le référent label", "parce qu’il écrit le bilan", role=Role.REFERENT),
        Visibility("le suppléant du référent", "parce qu’il le remplace", role=Role.DEPUTY),
        Visibility(
            "tout le monde",
            "parce que le bilan est publié",
            public=True,
            when=lambda: Q(state="published"),
        ),
    )
    read_with = ("validated_by",)

    class Meta:
        verbose_name = "bilan annuel"
        verbose_name_plural = "bilans annuels"
        ordering = ("-year", "-number")
        constraints = (
            models.UniqueConstraint(fields=("year", "number"), name="yearly_report_version"),
            models.UniqueConstraint(
                fields=("year",),
                condition=Q(state__in=OPEN),
                name="yearly_report_one_open",
                violation_error_message="Un bilan de cette année est déjà en préparation.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=FROZEN)
                | Q(validated_by__isnull=False, validated_at__isnull=False),
                name="yearly_report_validated_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state="published")
                | Q(published_by__isnull=False, published_at__isnull=False)
                & ~Q(published_by=F("validated_by")),
                name="yearly_report_published_by_another",
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="yearly_report_numbered"),
        )

    def __str__(self):
        return f"Bilan {self.year}{self.of_version}"

    @property
    def of_version(self):
        """« , version 2 » of a correction, nothing of the first."""
        return f", version {self.number}" if self.number > 1 else ""

    def get_absolute_url(self):
        return reverse("labelling:yearly_report", args=[self.year, self.number])

    def get_public_url(self):
        return reverse("labelling:published_report_version", args=[self.year, self.number])

    def get_year_url(self):
        """Of its year: the version in force, whichever it is."""
        return reverse("labelling:published_report", args=[self.year])

    @property
    def is_draft(self):
        return self.state == self.State.DRAFT

    @property
    def is_published(self):
        return self.state == self.State.PUBLISHED

    @property
    def is_counting(self):
        """The worker has not counted its figures yet."""
        return self.is_draft and self.counted_at is None

    @property
    def has_files(self):
        return all(getattr(self, f"{name}_id") for name in FORMATS)

    def section(self, code):
        """The section of that code, or None."""
        return next((one for one in self.sections if one["code"] == code), None)

    @property
    def file_name(self):
        """Of its files, without what follows the dot."""
        return f"bilan-qualihlm-{self.year}" + (f"-v{self.number}" if self.number > 1 else "")


class ReportFigure(models.Model):
    """A number of a report as it was at its validation, with its definition and its version (BR-97).

    Of a cell (`group`, `cell`) or of the whole. A hidden number is nowhere: `value` is None (BR-98).
    """

    class Group(models.TextChoices):
        WHOLE = "ensemble", "Ensemble"
        FAMILY = "famille", "Famille"
        REGION = "region", "Région"
        SIZE = "taille", "Logements par organisme"

    report = models.ForeignKey(YearlyReport, models.PROTECT, related_name="figures")
    rank = models.PositiveSmallIntegerField("rang")
    section = models.CharField("rubrique", max_length=40)
    code = models.CharField("code", max_length=80)
    name = models.CharField("nom", max_length=200)
    definition = models.TextField("définition")
    formula = models.TextField("formule")
    unit = models.CharField("unité", max_length=40)
    source = models.TextField("source")
    figure_version = models.PositiveSmallIntegerField("version de la définition")
    group = models.CharField("découpage", max_length=8, choices=Group, default=Group.WHOLE)
    cell = models.CharField("valeur du découpage", max_length=80, blank=True)
    value = models.FloatField("nombre", null=True)
    former_value = models.FloatField("nombre de l’année précédente", null=True)
    is_hidden = models.BooleanField("masqué", default=False)
    former_is_hidden = models.BooleanField("masqué l’année précédente", default=False)

    wagtail_reference_index_ignore = True
    objects = access.QuerySet.as_manager()
    visibilities = access.through("report")

    class Meta:
        verbose_name = "chiffre d’un bilan"
        verbose_name_plural = "chiffres d’un bilan"
        ordering = ("report", "rank")
        constraints = (
            models.UniqueConstraint(fields=("report", "rank"), name="report_figure_ranked"),
            models.UniqueConstraint(
                fields=("report", "code", "group", "cell"), name="report_figure_once"
            ),
            models.CheckConstraint(
                condition=(Q(is_hidden=False) | Q(value=None))
                & (Q(former_is_hidden=False) | Q(former_value=None)),
                name="report_figure_hidden_is_nowhere",
            ),
        )

    def __str__(self):
        return f"{self.name}{f', {self.cell}' if self.cell else ''}"
