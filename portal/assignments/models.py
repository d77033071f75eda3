"""Model: a thing of an office that one of its people takes care of."""

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import cached_property

from portal import access
from portal.access.models import Role
from portal.assignments.kinds import labels_of
from portal.core import clock

WHY = "parce que le travail de la fonction se partage"


def of_role(role):
    """The Q of the assignments of what this role takes care of."""
    return Q(thing_type__in=labels_of(role))


class Assignment(models.Model):
    """Runs until it is released: by its bearer, by who takes over, or by the portal (`released_by` is empty)."""

    thing_type = models.CharField(max_length=60)
    thing_id = models.BigIntegerField()
    reference = models.CharField("référence", max_length=40)  # of its thing
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="assignments")
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    taken_at = models.DateTimeField("prise en charge le", default=clock.now)
    released_at = models.DateTimeField("laissée le", null=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = access.QuerySet.as_manager()
    visibilities = (
        access.Visibility("qui s’en charge", "parce que c’est sa charge", path="person"),
        *(
            access.Visibility(role.label, WHY, role=role, when=lambda role=role: of_role(role))
            for role in (Role.REFERENT, Role.DEPUTY, Role.DIRCOM)
        ),
    )

    class Meta:
        verbose_name = "prise en charge"
        verbose_name_plural = "prises en charge"
        ordering = ("-taken_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("thing_type", "thing_id"),
                condition=Q(released_at=None),
                name="assignment_one_bearer",
            ),
            models.CheckConstraint(
                condition=Q(released_by=None) | Q(released_at__isnull=False),
                name="assignment_released_when",
            ),
        )

    def __str__(self):
        return f"Prise en charge, {self.reference}"

    def get_absolute_url(self):
        """Its thing's; what is erased leads home."""
        return self.thing.get_absolute_url() if self.thing else reverse("space")

    @cached_property
    def thing(self):
        model = apps.get_model(self.thing_type)
        return model._base_manager.filter(pk=self.thing_id).first()

    @property
    def aggregate(self):
        """The root of its thing: the journal of the thing tells it, to the office alone."""
        return self.thing.aggregate

    @property
    def name(self):
        """What mails call its thing."""
        return str(self.thing)
