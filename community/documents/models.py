"""Models: document of a space, its versions (each a stored file) and acknowledgements of reading."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from community.spaces.models import Space
from community.spaces.visibility import ANIMATORS, OFFICE, ShownThrough
from portal import access, documents
from portal.core import clock
from portal.ui.states import States
from portal.workflow import Stateful

KIND = "space_document"


class SpaceDocument(Stateful):
    """A document of a space: title and folder; its dates are those of the version in force."""

    class State(States):
        SHOWN = "shown", "tile-tick", "ok", "En ligne"
        RETIRED = "retired", "box", "quiet", "Retiré"

    space = models.ForeignKey(Space, models.CASCADE, related_name="documents")
    slug = models.SlugField("nom dans l’adresse", max_length=60)
    title = models.CharField("titre", max_length=120)
    folder = models.CharField("sujet", max_length=60)
    summary = models.TextField("ce qu’il contient", max_length=600, blank=True)
    asks_reading = models.BooleanField("demander une confirmation de lecture", default=False)
    expires_on = models.DateField("à vérifier le", null=True, blank=True, editable=False)
    state = models.CharField(
        "état", max_length=7, choices=State, default=State.SHOWN, editable=False
    )

    objects = access.QuerySet.as_manager()
    visibilities = (ShownThrough("space", Q(state="shown")), *ANIMATORS, *OFFICE)

    class Meta:
        verbose_name = "document d’un espace"
        verbose_name_plural = "documents des espaces"
        ordering = ("folder", "title__french", "pk")
        constraints = (
            models.UniqueConstraint(fields=("space", "slug"), name="space_document_address_once"),
        )

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("community:document", args=[self.space.slug, self.slug])

    @property
    def is_to_check(self):
        """Its review date has come."""
        return self.expires_on is not None and self.expires_on <= clock.today()


class DocumentVersion(models.Model):
    """A stored file and its dates; former versions are kept, each with its readers."""

    document = models.ForeignKey(SpaceDocument, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField("version")
    file = models.OneToOneField("portal.StoredFile", models.PROTECT, related_name="+")
    note = models.CharField("ce qui change", max_length=200, blank=True)
    effective_on = models.DateField("en vigueur le")
    expires_on = models.DateField("à vérifier le", null=True, blank=True)
    added_at = models.DateTimeField("déposée le", default=clock.now)
    added_by = models.ForeignKey(
        "portal.User", models.PROTECT, related_name="+", verbose_name="déposée par"
    )

    objects = access.QuerySet.as_manager()
    visibilities = access.through("document")

    class Meta:
        verbose_name = "version d’un document"
        verbose_name_plural = "versions des documents"
        ordering = ("-number",)
        constraints = (
            models.UniqueConstraint(fields=("document", "number"), name="document_version_once"),
            models.CheckConstraint(
                condition=Q(expires_on__isnull=True) | Q(expires_on__gt=F("effective_on")),
                name="document_version_runs_forward",
            ),
        )

    def __str__(self):
        return f"{self.document}, version {self.number}"


class DocumentReading(models.Model):
    """An acknowledgement of reading of one version: asked (`asked_at`), then given (`read_at`)."""

    version = models.ForeignKey(DocumentVersion, models.CASCADE, related_name="readings")
    person = models.ForeignKey("portal.User", models.CASCADE, related_name="documents_read")
    asked_at = models.DateTimeField("rappelée le", null=True)
    read_at = models.DateTimeField("lue le", null=True)

    objects = access.QuerySet.as_manager()
    visibilities = (
        access.Visibility("la personne", "parce que c’est sa lecture", path="person"),
        *OFFICE,
    )

    class Meta:
        verbose_name = "lecture d’un document"
        verbose_name_plural = "lectures des documents"
        ordering = ("person__last_name__french", "pk")
        constraints = (
            models.UniqueConstraint(fields=("version", "person"), name="document_read_once"),
            models.CheckConstraint(
                condition=Q(asked_at__isnull=False) | Q(read_at__isnull=False),
                name="document_reading_asked_or_told",
            ),
        )

    def __str__(self):
        return f"{self.person}, {self.version}"

    def get_absolute_url(self):
        return self.version.document.get_absolute_url()


documents.register_holder(SpaceDocument)
