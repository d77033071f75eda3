"""Absences of the people who hold an office, and who of the office is present meanwhile."""

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.db.models import Exists, F, Q
from django.urls import reverse

from portal import access
from portal.access import affiliations
from portal.access.models import Role, User
from portal.core import clock
from portal.ui import words

LABEL_OFFICE = (Role.REFERENT, Role.DEPUTY)  # who stand for each other
COLLEAGUE = "parce qu’elle reçoit les affaires de la personne absente"


def office_of(role):
    """The roles of the office that a role belongs to: référent and deputy are one."""
    return LABEL_OFFICE if role in LABEL_OFFICE else (role,)


def label_holders():
    return Q(person__in=User.objects.filter(groups__name__in=LABEL_OFFICE).values("pk"))


class AbsenceQuerySet(access.QuerySet):
    def in_force(self):
        """Both days included, unless the person is back before."""
        today = clock.today()
        return self.filter(ended_on=None, from_on__lte=today, until_on__gte=today)

    def ahead(self):
        """Those that run, and those to come."""
        return self.filter(ended_on=None, until_on__gte=clock.today())


class Absence(models.Model):
    """« Absente du … au … »; `ended_on`: the day of a return before its end, or of its cancelling."""

    reference = models.CharField("référence", max_length=20, unique=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="absences")
    from_on = models.DateField("du")
    until_on = models.DateField("au")
    declared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    declared_at = models.DateTimeField("déclarée le", default=clock.now)
    ended_on = models.DateField("finie le", null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    put_away_at = models.DateTimeField("rappel rangé le", null=True)

    objects = AbsenceQuerySet.as_manager()
    visibilities = (
        access.Visibility("la personne absente", "parce que c’est son absence", path="person"),
        access.Visibility(
            "une personne de la même fonction",
            COLLEAGUE,
            path="person__groups__user",
            where=lambda: Q(person__groups__name__in=Role.values),
        ),
        access.Visibility("le référent label", COLLEAGUE, role=Role.REFERENT, when=label_holders),
        access.Visibility(
            "le suppléant du référent", COLLEAGUE, role=Role.DEPUTY, when=label_holders
        ),
    )

    class Meta:
        verbose_name = "absence"
        ordering = ("-from_on", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(from_on__lte=F("until_on")), name="absence_has_days"
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) ^ Q(ended_by__isnull=False),
                name="absence_ended_by_somebody",
            ),
            # What both databases can say of two absences at once; the rest is under the person's lock.
            models.UniqueConstraint(
                fields=("person", "from_on"),
                condition=Q(ended_on=None),
                name="absence_begins_once",
            ),
        )
        indexes = (
            models.Index(fields=("person",), condition=Q(ended_on=None), name="absence_not_ended"),
        )

    def __str__(self):
        return f"Absence {words.of(self.person)}, {self.days}"

    def get_absolute_url(self):
        return reverse("absence_list")

    @property
    def days(self):
        """« du 4 mai 2026 au 15 mai 2026 », « le 4 mai 2026 »."""
        if self.from_on == self.until_on:
            return f"le {words.day(self.from_on)}"
        return f"du {words.day(self.from_on)} au {words.day(self.until_on)}"

    @property
    def has_begun(self):
        return self.from_on <= clock.today()

    @property
    def is_ahead(self):
        """It runs, or is to come."""
        return self.ended_on is None and clock.today() <= self.until_on

    @property
    def is_in_force(self):
        return self.has_begun and self.is_ahead


def away():
    """The keys of those who are absent today, as a subquery."""
    return Absence.objects.in_force().order_by().values("person")


def office_people(user):
    """The active people of one's offices, oneself among them."""
    roles = {one for role in user.roles for one in office_of(role)}
    rows = User.objects.filter(groups__name__in=roles, is_active=True)
    return rows.distinct().order_by("last_name__french", "first_name__french", "pk")


def colleagues(user):
    """The same, oneself left out."""
    return office_people(user).exclude(pk=user.pk)


def _current_absences(user):
    """Of a person: their absence that runs, or whose return they have not put away; those of their office that run."""
    own = Q(person=user.pk, from_on__lte=clock.today(), put_away_at=None)
    held = Group.objects.filter(user=user.pk, name__in=Role.values)
    both = Q(groups__name__in=LABEL_OFFICE) & Exists(held.filter(name__in=LABEL_OFFICE))
    peers = User.objects.filter(Q(groups__in=held) | both).exclude(pk=user.pk)
    running = Absence.objects.in_force().filter(person__in=peers.values("pk"))
    return Absence.objects.filter(own | Q(pk__in=running.order_by().values("pk")))


affiliations.register_affiliation("absence", _current_absences)
