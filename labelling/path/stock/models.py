"""Housing stock: residences, imports from a spreadsheet, self-ratings."""

from django.db import models
from django.db.models import Q

from labelling.parties.organisms.models import Organism
from labelling.path.dossiers.models import LabelDossier
from portal import access
from portal.core import clock
from portal.models import User

AXES = ("building", "cleanliness", "tranquillity", "management", "satisfaction")


class Residence(models.Model):
    """A residence or group of homes of an organism.

    `town` is the place as its file told it, where that left a doubt: without an Insee code it is still to
    confirm, and nothing public tells a commune; with one, somebody said which it is, for the next file too.
    """

    organism = models.ForeignKey(Organism, models.PROTECT, related_name="residences")
    code = models.CharField("code", max_length=40)
    name = models.CharField("nom", max_length=160)
    address = models.CharField("adresse", max_length=250, blank=True)
    postcode = models.CharField("code postal", max_length=5, blank=True)
    insee = models.CharField("code Insee", max_length=5, blank=True)
    town = models.CharField("commune écrite", max_length=120, blank=True, db_default="")
    homes = models.PositiveIntegerField("logements")
    built_year = models.PositiveSmallIntegerField("année de construction", null=True, blank=True)
    is_qpv = models.BooleanField("en quartier prioritaire", default=False)
    agency = models.CharField("agence", max_length=100, blank=True)
    block = models.CharField("bâtiment", max_length=100, blank=True, db_default="")
    is_active = models.BooleanField("dans le patrimoine", default=True)

    objects = access.QuerySet.as_manager()
    visibilities = access.through("organism")

    class Meta:
        verbose_name = "résidence"
        ordering = ("name__french", "code")
        constraints = (
            models.UniqueConstraint(fields=("organism", "code"), name="residence_code_once"),
            models.CheckConstraint(
                name="residence_town_known_or_to_confirm", condition=~Q(insee="", town="")
            ),
        )

    def __str__(self):
        return self.name


class StockImport(models.Model):
    """A spreadsheet read and checked; nothing is written to the stock before it is confirmed.

    `file` is read again when its sheets or columns are chosen, and leaves the row once that is over. A large one is
    read, then written, by the worker: `asked_at` is when that was asked, until it is done; `seen_at` when a worker
    took it, or last showed that it was alive.
    """

    class State(models.TextChoices):
        READING = "reading", "en lecture"
        PREVIEWED = "previewed", "à confirmer"
        WRITING = "writing", "en écriture"
        CONFIRMED = "confirmed", "importé"
        ABANDONED = "abandoned", "abandonné"
        EMPTY = "empty", "rien à importer"

    dossier = models.ForeignKey(LabelDossier, models.PROTECT, related_name="stock_imports")
    number = models.PositiveIntegerField("numéro")
    status = models.CharField("suite", max_length=10, choices=State, default=State.PREVIEWED)
    name = models.CharField("fichier", max_length=255)
    report = models.JSONField("compte rendu")
    file = models.BinaryField("fichier envoyé", null=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    confirmed_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True)
    confirmed_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField("demandé au portail le", null=True, editable=False)
    seen_at = models.DateTimeField("avancé le", null=True, editable=False)
    rows_done = models.PositiveIntegerField(
        "lignes faites", default=0, db_default=0, editable=False
    )
    rows_total = models.PositiveIntegerField(
        "lignes à faire", default=0, db_default=0, editable=False
    )
    refusal = models.CharField(
        "pourquoi refusé", max_length=400, blank=True, db_default="", editable=False
    )

    UNDER_WAY = (State.READING, State.WRITING)

    objects = access.QuerySet.as_manager()
    visibilities = access.through("dossier")

    class Meta:
        verbose_name = "import de patrimoine"
        ordering = ("-number",)
        constraints = (
            models.UniqueConstraint(fields=("dossier", "number"), name="stock_import_once"),
            models.CheckConstraint(
                name="stock_import_asked_under_way",
                condition=Q(status__in=("reading", "writing"), asked_at__isnull=False)
                | ~Q(status__in=("reading", "writing")) & Q(asked_at=None),
            ),
            models.CheckConstraint(
                name="stock_import_file_to_read",
                condition=Q(status="reading", file__isnull=False)
                | Q(status__in=("previewed", "empty"))
                | Q(status__in=("writing", "confirmed", "abandoned"), file=None),
            ),
            models.CheckConstraint(
                name="stock_import_written_by_somebody",
                condition=~Q(status="writing") | Q(confirmed_by__isnull=False),
            ),
        )

    def __str__(self):
        return f"{self.name} ({self.get_status_display()})"

    @property
    def is_under_way(self):
        return self.status in self.UNDER_WAY


class StockImportPart(models.Model):
    """A thousand lines of a large file.

    `rows` are the values to write, in the order of `parts.ROW`; `lines` what else is told of them.
    """

    stock_import = models.ForeignKey(StockImport, models.CASCADE, related_name="parts")
    rank = models.PositiveIntegerField("rang")
    rows = models.JSONField("valeurs")
    lines = models.JSONField("lignes")

    objects = access.QuerySet.as_manager()
    visibilities = access.through("stock_import")

    class Meta:
        verbose_name = "partie d’un import de patrimoine"
        verbose_name_plural = "parties d’imports de patrimoine"
        ordering = ("rank",)
        constraints = (
            models.UniqueConstraint(fields=("stock_import", "rank"), name="stock_part_once"),
        )

    def __str__(self):
        return f"{self.stock_import}, partie {self.rank}"


class Rating(models.Model):
    """The five axes of a residence, 0 to 4 each, rated by the organism for a dossier.

    `told_by` and `rated_on` are what the file of a rating says; `rated_by` who brought it here.
    """

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
    comment = models.TextField("commentaire", max_length=2000, blank=True, db_default="")
    told_by = models.CharField("coté par", max_length=120, blank=True, db_default="")
    rated_on = models.DateField("coté le", null=True, blank=True)
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
