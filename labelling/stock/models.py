"""Housing stock: residences, imports from a spreadsheet, self-ratings."""

from django.db import models
from django.db.models import Q

from labelling.dossiers.models import LabelDossier
from labelling.organisms.models import Organism
from portal import access
from portal.core import clock
from portal.models import User

AXES = ("building", "cleanliness", "tranquillity", "management", "satisfaction")


class Residence(models.Model):
    """A residence or group of homes of an organism."""

    organism = models.ForeignKey(Organism, models.PROTECT, related_name="residences")
    code = models.CharField("code", max_length=40)
    name = models.CharField("nom", max_length=160)
    address = models.CharField("adresse", max_length=250, blank=True)
    postcode = models.CharField("code postal", max_length=5, blank=True)
    insee = models.CharField("code Insee", max_length=5)
    homes = models.PositiveIntegerField("logements")
    built_year = models.PositiveSmallIntegerField("année de construction", null=True, blank=True)
    is_qpv = models.BooleanField("en quartier prioritaire", default=False)
    agency = models.CharField("agence", max_length=100, blank=True)
    is_active = models.BooleanField("dans le patrimoine", default=True)

    objects = access.QuerySet.as_manager()
    visibilities = access.through("organism")

    class Meta:
        verbose_name = "résidence"
        ordering = ("name", "code")
        constraints = (
            models.UniqueConstraint(fields=("organism", "code"), name="residence_code_once"),
        )

    def __str__(self):
        return self.name


class StockImport(models.Model):
    """A spreadsheet read and checked; nothing is written to the stock before it is confirmed."""

    class State(models.TextChoices):
        PREVIEWED = "previewed", "à confirmer"
        CONFIRMED = "confirmed", "importé"
        ABANDONED = "abandoned", "abandonné"
        EMPTY = "empty", "rien à importer"

    dossier = models.ForeignKey(LabelDossier, models.PROTECT, related_name="stock_imports")
    number = models.PositiveIntegerField("numéro")
    status = models.CharField("suite", max_length=10, choices=State, default=State.PREVIEWED)
    name = models.CharField("fichier", max_length=255)
    report = models.JSONField("compte rendu")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    confirmed_at = models.DateTimeField(null=True)

    objects = access.QuerySet.as_manager()
    visibilities = access.through("dossier")

    class Meta:
        verbose_name = "import de patrimoine"
        ordering = ("-number",)
        constraints = (
            models.UniqueConstraint(fields=("dossier", "number"), name="stock_import_once"),
        )

    def __str__(self):
        return f"{self.name} ({self.get_status_display()})"


class Rating(models.Model):
    """The five axes of a residence, 0 to 4 each, rated by the organism for a dossier."""

    class Level(models.TextChoices):
        PRIORITY = "priority", "prioritaire"
        WATCH = "watch", "à surveiller"
        ORDINARY = "ordinary", "ordinaire"

    dossier = models.ForeignKey(LabelDossier, models.PROTECT, related_name="ratings")
    residence = models.ForeignKey(Residence, models.PROTECT, related_name="ratings")
    building = models.PositiveSmallIntegerField("bâti et équipements")
    cleanliness = models.PositiveSmallIntegerField("propreté et abords")
    tranquillity = models.PositiveSmallIntegerField("tranquillité")
    management = models.PositiveSmallIntegerField("gestion")
    satisfaction = models.PositiveSmallIntegerField("satisfaction et réclamations")
    index = models.PositiveSmallIntegerField("index", editable=False)
    level = models.CharField("classe", max_length=10, choices=Level, editable=False)
    rated_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    rated_at = models.DateTimeField(default=clock.now)

    objects = access.QuerySet.as_manager()
    visibilities = access.through("dossier")

    class Meta:
        verbose_name = "cotation d’une résidence"
        ordering = ("-index",)
        constraints = (
            models.UniqueConstraint(fields=("dossier", "residence"), name="rating_once"),
            models.CheckConstraint(
                name="rating_axes_0_to_4",
                condition=Q(building__lte=4, cleanliness__lte=4, tranquillity__lte=4)
                & Q(management__lte=4, satisfaction__lte=4),
            ),
        )

    def __str__(self):
        return f"{self.residence}\u00a0: {self.index}"
