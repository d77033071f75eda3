"""Communication kit: assets, versions, files, register of downloads."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from labelling.parties.organisms.models import Organism
from portal import access
from portal.access import Visibility
from portal.core import clock
from portal.documents import StoredFile
from portal.models import Role, User
from portal.ui.states import States
from portal.workflow import Stateful

STEWARDS = (
    Visibility("Dircom", "parce qu’elle tient le kit", role=Role.DIRCOM),
    Visibility("le référent label", "parce qu’il anime le label", role=Role.REFERENT),
    Visibility("le suppléant du référent", "parce qu’il le remplace", role=Role.DEPUTY),
)


class Variant(models.TextChoices):
    """What the right to use the mark says of its holder."""

    NONE = "none", "sans logo d’usage réservé"
    ENGAGED = "engaged", "engagé"
    LABELLED = "labelled", "labellisé"
    MENTION = "mention", "mention spéciale"


RESERVED = (Variant.ENGAGED, Variant.LABELLED, Variant.MENTION)


class BrandAsset(Stateful):
    """One resource of the kit, whatever its formats. What needs a licence is told by constraints."""

    class State(States):
        OFFERED = "offered", "tile-tick", "ok", "Proposée"
        RETIRED = "retired", "box", "quiet", "Retirée"

    class Kind(models.TextChoices):
        LOGO = "logo", "logo"
        CHARTER = "charter", "charte graphique"
        TEMPLATE = "template", "modèle de document"
        POSTER = "poster", "affiche"
        PHOTO = "photo", "photographie"
        VIDEO = "video", "vidéo"
        TEXT = "text", "texte"
        SLIDES = "slides", "présentation"

    class Audience(models.TextChoices):
        PUBLIC = "public", "tout public"
        ENGAGED = "engaged", "organismes engagés"
        LABELLED = "labelled", "organismes labellisés"
        PRESS = "press", "presse"

    slug = models.SlugField("nom dans les adresses", max_length=120, unique=True)
    name = models.CharField("nom", max_length=120)
    state = models.CharField(
        "état", max_length=8, choices=State, default=State.OFFERED, editable=False
    )
    kind = models.CharField("nature", max_length=10, choices=Kind)
    variant = models.CharField("variante", max_length=8, choices=Variant, default=Variant.NONE)
    audience = models.CharField("public visé", max_length=8, choices=Audience)
    licence_required = models.BooleanField("réservée à qui a une autorisation d’usage")
    description = models.TextField("description", max_length=600)
    alternative = models.TextField("équivalent pour qui ne voit pas", max_length=600)
    credit = models.CharField("crédit", max_length=160, blank=True)
    rights_expire_on = models.DateField("fin des droits", null=True, blank=True)
    order = models.PositiveSmallIntegerField("ordre", default=100)

    objects = access.QuerySet.as_manager()
    visibilities = (
        *STEWARDS,
        Visibility(
            "tout le monde",
            "parce que la ressource ne demande pas d’autorisation d’usage",
            public=True,
            when=lambda: Q(state="offered", licence_required=False),
        ),
    )  # holders of a licence: rules.py

    class Meta:
        verbose_name = "ressource du kit"
        verbose_name_plural = "ressources du kit"
        ordering = ("order", "name__french", "pk")
        constraints = (
            models.CheckConstraint(
                name="kit_reserved_logo_needs_licence",
                condition=~Q(kind="logo") | Q(variant="none") | Q(licence_required=True),
                violation_error_message="Un logo d’usage réservé demande une autorisation (BR-78).",
            ),
            models.CheckConstraint(
                name="kit_licence_names_variant",
                condition=Q(licence_required=False) | ~Q(variant="none"),
                violation_error_message="Dites quelle autorisation est demandée : choisissez une variante.",
            ),
            models.CheckConstraint(
                name="kit_audience_follows_licence",
                condition=Q(licence_required=True, audience__in=("engaged", "labelled"))
                | Q(licence_required=False, audience__in=("public", "press")),
                violation_error_message="Une ressource réservée s’adresse aux organismes engagés ou labellisés ; "
                "une ressource ouverte, au public ou à la presse.",
            ),
            models.CheckConstraint(
                name="kit_alternative_given",
                condition=~Q(alternative="") & ~Q(description=""),
            ),
        )

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("labelling:kit_asset", args=[self.slug])

    @property
    def rights_ended(self):
        """A photograph whose rights are over is not served, whatever its state."""
        return self.rights_expire_on is not None and self.rights_expire_on < clock.today()


class AssetVersion(Stateful):
    """What an asset was at a time: a set of formats that come into force and leave together."""

    class State(States):
        DRAFT = "draft", "pencil", "quiet", "Brouillon"
        IN_FORCE = "in_force", "tile-tick", "ok", "En vigueur"
        REPLACED = "replaced", "swap", "quiet", "Remplacée"
        WITHDRAWN = "withdrawn", "cross", "danger", "Retirée"

    asset = models.ForeignKey(BrandAsset, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField("numéro")
    state = models.CharField(
        "état", max_length=9, choices=State, default=State.DRAFT, editable=False
    )
    note = models.CharField("ce qui change", max_length=300, blank=True)
    published_on = models.DateField("en vigueur depuis le", null=True, editable=False)
    recipe = models.CharField("empreinte du dessin", max_length=64, blank=True, editable=False)
    preview = models.OneToOneField(
        StoredFile,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="aperçu",
    )

    objects = access.QuerySet.as_manager()
    visibilities = STEWARDS

    class Meta:
        verbose_name = "version d’une ressource"
        verbose_name_plural = "versions des ressources"
        ordering = ("-number",)
        constraints = (
            models.UniqueConstraint(fields=("asset", "number"), name="kit_version_number_once"),
            models.UniqueConstraint(
                fields=("asset",),
                condition=Q(state="in_force"),
                name="kit_one_version_in_force",
            ),
            models.CheckConstraint(
                name="kit_in_force_is_dated",
                condition=~Q(state="in_force") | Q(published_on__isnull=False),
            ),
        )

    def __str__(self):
        return f"{self.asset}, version {self.number}"

    @property
    def aggregate(self):
        return self.asset

    def get_absolute_url(self):
        return reverse("labelling:kit_version", args=[self.asset.slug, self.number])

    def get_preview_url(self):
        """Where its small picture is; empty before the worker has made one."""
        if self.preview_id is None:
            return ""
        return reverse("labelling:kit_preview", args=[self.asset.slug, self.number])

    def get_specimen_url(self):
        """Where anybody sees what a reserved resource looks like; empty before its preview is made."""
        if self.preview_id is None:
            return ""
        return reverse("labelling:kit_specimen", args=[self.asset.slug, self.number])


class AssetFile(models.Model):
    """A format of a version; `key` is its name in the addresses."""

    version = models.ForeignKey(AssetVersion, models.PROTECT, related_name="files")
    key = models.SlugField("nom dans les adresses", max_length=40)
    label = models.CharField("format", max_length=60)
    stored = models.OneToOneField(StoredFile, models.PROTECT, related_name="+")

    objects = access.QuerySet.as_manager()
    visibilities = access.through("version")

    class Meta:
        verbose_name = "format d’une version"
        verbose_name_plural = "formats d’une version"
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("version", "key"), name="kit_format_once"),)

    def __str__(self):
        return f"{self.version}, {self.label}"


class Kept(Exception):
    """The register is only added to (BR-79)."""


class DownloadQuerySet(access.QuerySet):
    def update(self, **fields):
        raise Kept("Le registre des téléchargements ne se corrige pas.")

    update.alters_data = True

    def delete(self):
        raise Kept("Le registre des téléchargements ne s’efface pas.")

    delete.alters_data = True
    delete.queryset_only = True


class AssetDownload(models.Model):
    """BR-79: a line of the register, for a file of the kit or a document composed from a template."""

    version = models.ForeignKey(
        AssetVersion, models.PROTECT, null=True, related_name="downloads", verbose_name="version"
    )
    template = models.CharField("modèle composé", max_length=30, blank=True)
    form = models.CharField("format", max_length=60)
    variant = models.CharField("variante", max_length=8, choices=Variant)
    organism = models.ForeignKey(
        Organism, models.PROTECT, null=True, related_name="kit_downloads", verbose_name="organisme"
    )
    user = models.ForeignKey(
        User, models.SET_NULL, null=True, related_name="+", verbose_name="personne"
    )
    at = models.DateTimeField("le", default=clock.now)
    keep_until_on = models.DateField("à garder jusqu’au")

    objects = DownloadQuerySet.as_manager()
    visibilities = STEWARDS

    class Meta:
        verbose_name = "téléchargement du kit"
        verbose_name_plural = "téléchargements du kit"
        ordering = ("-at", "-pk")
        constraints = (
            models.CheckConstraint(
                name="kit_download_of_one_thing",
                condition=Q(version=None) ^ Q(template=""),
            ),
        )
        indexes = (
            models.Index(fields=("organism", "at"), name="kit_download_organism"),
            models.Index(fields=("version", "at"), name="kit_download_version"),
        )

    def __str__(self):
        return f"{self.what}, {self.form}"

    def save(self, *args, **options):
        if not self._state.adding:
            raise Kept("Le registre des téléchargements ne se corrige pas.")
        super().save(*args, **options)

    def delete(self, *args, **options):
        raise Kept("Le registre des téléchargements ne s’efface pas.")

    @property
    def what(self):
        """The resource as people name it."""
        return str(self.version) if self.version_id else f"Modèle « {self.template} »"
