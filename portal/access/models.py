"""People of the portal and their stored roles."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.functional import cached_property

from portal import access
from portal.access import affiliations
from portal.core import clock


class Role(models.TextChoices):
    """Roles that no data can tell; each is a Django group of the same name."""

    REFERENT = "label_referent", "référent label"
    DEPUTY = "label_deputy", "suppléant du référent"
    SECRETARY = "committee_secretary", "secrétariat du comité"
    DIRCOM = "dircom", "Dircom"
    DPO = "dpo", "délégué à la protection des données"
    TECH = "tech_admin", "administrateur technique"
    COMEX = "comex_reader", "lecteur du COMEX"
    COMMISSION = "commission_reader", "lecteur de la Commission nationale"


READING = frozenset((Role.COMEX, Role.COMMISSION))  # they read, and are of no office


def _roles(user):
    """Less those whose last day is over, whether or not the worker has taken them (a later topic's data)."""
    over = user.account_changes.filter(state="scheduled", until_on__lt=clock.today())
    return user.groups.exclude(name__in=over.values("role"))


affiliations.register_affiliation("role", _roles, word="name")


class UserManager(BaseUserManager.from_queryset(access.QuerySet)):
    def create_user(self, email, password=None, **fields):
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        """The first account of a machine (`manage.py createsuperuser`): it opens the desks, and decides nothing."""
        return self.create_user(email, password, is_superuser=True, **fields)

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


class User(AbstractBaseUser, PermissionsMixin):
    """A person. The e-mail is the login; what they are is told by data, else by a role."""

    email = models.EmailField("adresse électronique", unique=True)
    first_name = models.CharField("prénom", max_length=80)
    last_name = models.CharField("nom", max_length=80)
    job = models.CharField("fonction", max_length=120, blank=True)
    phone = models.CharField("téléphone", max_length=30, blank=True)
    is_active = models.BooleanField("compte ouvert", default=True)
    is_demo = models.BooleanField("personne inventée", default=False)
    joined_at = models.DateTimeField("compte créé le", default=clock.now, editable=False)
    last_seen_at = models.DateTimeField("dernière visite", null=True, editable=False)

    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ("first_name", "last_name")
    objects = UserManager()
    visibilities = (
        access.Visibility("la personne", "parce que c’est son compte", path="pk"),
        access.Visibility("le référent label", "parce qu’il anime le label", role=Role.REFERENT),
        access.Visibility(
            "l’administration technique", "parce qu’elle tient le portail en marche", role=Role.TECH
        ),
    )

    class Meta:
        verbose_name = "personne"
        verbose_name_plural = "personnes"
        ordering = ("last_name__french", "first_name__french")
        constraints = (models.UniqueConstraint(Lower("email"), name="user_email_once"),)

    def __str__(self):
        return f"{self.first_name} {self.last_name}"

    def get_full_name(self):
        return str(self)

    def get_short_name(self):
        return self.first_name

    @property
    def itself(self):
        """The person, where a request may hold a proxy of it."""
        return self

    @cached_property
    def affiliations(self):
        return affiliations.Affiliations(self)

    @property
    def roles(self):
        """The stored roles."""
        held = self.affiliations
        return held.get("roles", lambda: frozenset(name for _, name, _ in held.of("role")))

    def has_role(self, name):
        return name in self.roles


class Persona(models.Model):
    """Somebody of the demonstration whom a visitor may become with one click."""

    user = models.OneToOneField(User, models.CASCADE, related_name="persona")
    name = models.SlugField("nom dans le scénario", unique=True)
    title = models.CharField("qualité", max_length=200)
    order = models.PositiveSmallIntegerField("ordre", default=100)

    objects = access.QuerySet.as_manager()
    visibilities = ()

    class Meta:
        verbose_name = "persona"
        ordering = ("order", "pk")

    def __str__(self):
        return f"{self.user}, {self.title}"
