"""Organisms (landlords) and their members."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from labelling import communes, territories
from labelling.parties.organisms.affiliations import OFFICE, acting, memberships, people_of
from labelling.parties.organisms.past import IN_PLACE, TAKEN_OVER, TakenOver, in_place
from portal import access
from portal.access import Visibility
from portal.core import clock
from portal.models import Role, User
from portal.search.french import sort_key
from portal.ui import words

SIZE_BANDS = (
    (3_000, "moins de 3 000"),
    (8_000, "3 000 à 8 000"),
    (15_000, "8 000 à 15 000"),
    (30_000, "15 000 à 30 000"),
)
UNKNOWN_SIZE = "non renseigné"


def luhn(siren):
    """BR-02: nine digits whose weighted sum is a multiple of ten."""
    if not (len(siren) == 9 and siren.isdecimal() and siren.isascii()):
        return False
    doubled = [int(d) * (2 if i % 2 else 1) for i, d in enumerate(siren)]
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0


def valid_siren(value):
    if not luhn(value):
        raise ValidationError(
            "Ce numéro n’est pas un Siren : neuf chiffres, dont le dernier est une clé. Vérifiez la saisie.",
            code="siren",
        )


class Organism(TakenOver):
    """A landlord. Its status (candidate, engaged, labelled) is derived, never stored."""

    class Family(models.TextChoices):
        OPH = "OPH", "Office public de l’habitat"
        ESH = "ESH", "Entreprise sociale pour l’habitat"
        COOP = "COOP", "Coopérative Hlm"
        PROCIVIS = "PROCIVIS", "Procivis (SACICAP)"

    name = models.CharField("nom", max_length=160)
    slug = models.SlugField("nom dans les adresses", max_length=160)
    siren = models.CharField(  # noqa: DJ001 -- several may lack one, and it is unique
        "Siren", max_length=9, null=True, validators=[valid_siren]
    )
    family = models.CharField("famille", max_length=10, choices=Family)
    region = models.CharField("région", max_length=3)
    departement = models.CharField("département", max_length=3)
    city = models.CharField("commune du siège", max_length=100, blank=True)
    homes = models.PositiveIntegerField("logements", default=0)
    website = models.URLField("site", blank=True)
    tenant_contact = models.CharField(
        "pour les locataires", max_length=200, blank=True, db_default=""
    )
    is_active = models.BooleanField("en activité", default=True)
    has_public_consent = models.BooleanField(
        "accepte de paraître comme engagé (BR-70)", default=False
    )
    shows_answers = models.BooleanField(
        "montre ses réponses aux locataires", default=False, db_default=False
    )
    is_demo = models.BooleanField("organisme inventé", default=False)
    source = models.CharField("source des faits publics", max_length=300, blank=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    objects = in_place()
    visibilities = (
        Visibility(
            "l’organisme",
            "parce que c’est le sien",
            path="memberships__user",
            where=lambda: acting("memberships__"),
            ties=memberships,
            by="pk",
        ),
        Visibility("le référent label", "parce qu’il anime le label", role=Role.REFERENT),
        Visibility("le suppléant du référent", "parce qu’il le remplace", role=Role.DEPUTY),
    )

    class Meta:
        verbose_name = "organisme"
        ordering = ("name__french",)
        indexes = (
            models.Index(fields=("region", "family"), name="organism_region_family"),
            models.Index(fields=("name", "id"), name="organism_by_name"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("slug",), condition=IN_PLACE, name="organism_slug_once"
            ),
            models.UniqueConstraint(
                fields=("siren",),
                condition=IN_PLACE,
                name="organism_siren_once",
                violation_error_code="unique",
                violation_error_message="Un organisme porte déjà ce Siren. Cherchez-le dans la liste.",
            ),
            models.CheckConstraint(
                name="organism_has_siren",
                condition=Q(siren__isnull=False) | TAKEN_OVER | ~Q(source=""),
            ),
        )

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("labelling:organism_detail", args=[self.slug])

    @property
    def people_url(self):
        return reverse("labelling:organism_people", args=[self.slug])

    @property
    def declared_towns(self):
        """« Rennes (35) », by name, of those that the organism itself has told."""
        rows = self.towns.filter(source=OrganismTown.Source.DECLARED)
        return sorted(map(str, rows), key=sort_key)

    @property
    def region_name(self):
        return next((r.name for r in territories.regions() if r.code == self.region), self.region)

    @property
    def departement_name(self):
        found = (d.name for d in territories.departements() if d.code == self.departement)
        return next(found, self.departement)

    @property
    def size_band(self):
        return next((label for limit, label in SIZE_BANDS if self.homes < limit), "plus de 30 000")

    @property
    def told_size(self):
        """Its size as the public reads it: nothing is told of a number that nobody knows."""
        return self.size_band if self.homes else UNKNOWN_SIZE


CURRENT_MEMBER = Q(memberships__is_active=True)


class OrganismTown(models.Model):
    """One commune of today, by its Insee code, and what tells it."""

    class Source(models.TextChoices):
        STOCK = "stock", "par le patrimoine"
        DECLARED = "declared", "par l’organisme"

    organism = models.ForeignKey(Organism, models.CASCADE, related_name="towns")
    insee = models.CharField("code Insee", max_length=5)
    source = models.CharField("connue", max_length=10, choices=Source)

    objects = access.QuerySet.as_manager()
    visibilities = access.through("organism")

    class Meta:
        verbose_name = "commune d’un organisme"
        verbose_name_plural = "communes des organismes"
        ordering = ("insee",)
        constraints = (
            models.UniqueConstraint(fields=("organism", "insee", "source"), name="town_once"),
        )
        indexes = (models.Index(fields=("insee", "organism"), name="town_organisms"),)

    def __str__(self):
        one = territories.commune(self.insee)
        return communes.commune_label(one) if one else self.insee


class Membership(models.Model):
    """Somebody acts for an organism, as contact or as signatory."""

    class Function(models.TextChoices):
        CONTACT = "contact", "correspondant"
        SIGNATORY = "signatory", "signataire"

    organism = models.ForeignKey(
        Organism, models.PROTECT, related_name="memberships", verbose_name="organisme"
    )
    user = models.ForeignKey(
        User, models.PROTECT, related_name="memberships", verbose_name="personne"
    )
    function = models.CharField("rôle", max_length=10, choices=Function)
    job = models.CharField("fonction", max_length=120, blank=True)
    is_active = models.BooleanField("en fonction", default=True)
    since_on = models.DateField("depuis le", default=clock.today)
    until_on = models.DateField("jusqu’au", null=True, blank=True)

    objects = access.QuerySet.as_manager()
    visibilities = access.through("organism")

    class Meta:
        verbose_name = "membre d’un organisme"
        verbose_name_plural = "membres des organismes"
        ordering = ("user__last_name__french",)
        constraints = (
            models.UniqueConstraint(
                fields=("organism", "user"), condition=Q(is_active=True), name="membership_once"
            ),
        )

    def __str__(self):
        return f"{self.user}, {self.get_function_display()}, {self.organism}"

    @property
    def shown_job(self):
        """What the person says of it, else what the invitation said."""
        return self.user.job or self.job


class Merger(models.Model):
    """`act` names the deed or the decision by which it was done, as the référent read it."""

    absorbed = models.OneToOneField(
        Organism, models.PROTECT, related_name="absorption", verbose_name="organisme absorbé"
    )
    absorbing = models.ForeignKey(
        Organism, models.PROTECT, related_name="absorptions", verbose_name="organisme absorbant"
    )
    effective_on = models.DateField("date d’effet")
    act = models.CharField("acte", max_length=200)
    reason = models.TextField("motif")
    registered_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name="enregistrée par"
    )
    registered_at = models.DateTimeField("enregistrée le", default=clock.now, editable=False)

    objects = access.QuerySet.as_manager()
    visibilities = (
        people_of("absorbed", "l’organisme absorbé"),
        people_of("absorbing", "l’organisme absorbant", "parce qu’il l’absorbe"),
        *OFFICE,
        Visibility(
            "le secrétariat du comité", "parce que le comité examine le label", role=Role.SECRETARY
        ),
    )

    class Meta:
        verbose_name = "absorption"
        ordering = ("-effective_on", "-pk")
        constraints = (
            models.CheckConstraint(name="merger_of_two", condition=~Q(absorbed=F("absorbing"))),
        )

    def __str__(self):
        return f"Absorption {words.of(self.absorbed)} par {self.absorbing}"

    def get_absolute_url(self):
        return reverse("labelling:organism_merger", args=[self.absorbed.slug])
