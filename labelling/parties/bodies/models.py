"""Representative bodies of tenants, their contacts, and whether the office of the label has verified them."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from labelling.parties.organisms.affiliations import OFFICE, acting, memberships
from labelling.parties.organisms.models import Organism
from portal import access
from portal.access import Visibility
from portal.core import clock
from portal.documents import StoredFile
from portal.models import User


def own(path):
    return Visibility(
        "l’organisme",
        "parce que ces instances représentent ses locataires",
        path=f"{path}__memberships__user",
        where=lambda: acting(f"{path}__memberships__"),
        ties=memberships,
        by=path,
    )


class BodyQuerySet(access.QuerySet):
    def standing(self):
        """Those that still exist."""
        return self.filter(ended_on=None)

    def to_verify(self):
        """What the office of the label has still to verify: the body itself, or how to reach it."""
        waiting = BodyContact.objects.filter(body=models.OuterRef("pk")).to_verify()
        return self.standing().filter(Q(verified_on=None) | models.Exists(waiting))


class RepresentativeBody(models.Model):
    """An association, elected representatives or a council; what it says counts as its own once verified (BR-14)."""

    class Kind(models.TextChoices):
        ASSOCIATION = "association", "Association de locataires"
        ELECTED = "elected", "Représentants élus des locataires"
        COUNCIL = "council", "Conseil de concertation locative"

    organism = models.ForeignKey(
        Organism, models.PROTECT, related_name="bodies", verbose_name="organisme"
    )
    kind = models.CharField("nature", max_length=12, choices=Kind)
    name = models.CharField("nom", max_length=200)
    affiliation = models.CharField("affiliation", max_length=120, blank=True)
    seats = models.PositiveSmallIntegerField("sièges", null=True, blank=True)
    since_on = models.DateField("en place depuis le", null=True, blank=True)
    until_on = models.DateField("mandat jusqu’au", null=True, blank=True)
    plan = models.ForeignKey(
        StoredFile,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="plan de concertation",
    )
    plan_on = models.DateField("plan de concertation du", null=True, blank=True)
    verified_on = models.DateField("vérifiée le", null=True, editable=False)
    verified_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", editable=False
    )
    ended_on = models.DateField("n’existe plus depuis le", null=True, editable=False)
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)
    added_at = models.DateTimeField("ajoutée le", default=clock.now, editable=False)

    objects = BodyQuerySet.as_manager()
    visibilities = (own("organism"), *OFFICE)

    class Meta:
        verbose_name = "instance de locataires"
        verbose_name_plural = "instances de locataires"
        ordering = ("kind", "name__french", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("organism", "kind", "name"),
                condition=Q(ended_on=None),
                name="body_once",
            ),
            models.CheckConstraint(
                name="body_verified_by_somebody",
                condition=Q(verified_on=None, verified_by=None)
                | Q(verified_on__isnull=False, verified_by__isnull=False),
            ),
            models.CheckConstraint(
                name="body_plan_of_a_council",
                condition=Q(plan=None, plan_on=None) | Q(kind="council"),
            ),
            models.CheckConstraint(
                name="body_mandate_in_order",
                condition=Q(until_on=None) | Q(since_on=None) | Q(until_on__gte=F("since_on")),
            ),
        )

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("labelling:body_detail", args=[self.organism.slug, self.pk])

    @property
    def is_verified(self):
        return self.verified_on is not None


class ContactQuerySet(access.QuerySet):
    def reachable(self):
        """Those to whom the office may send: verified, and still of the body."""
        return self.filter(left_on=None, verified_on__isnull=False)

    def to_verify(self):
        return self.filter(left_on=None, verified_on=None)


class BodyContact(models.Model):
    """How a body is reached: somebody, or a shared mailbox. Verified with its address; never exported (BR-93)."""

    body = models.ForeignKey(
        RepresentativeBody, models.CASCADE, related_name="contacts", verbose_name="instance"
    )
    name = models.CharField("nom", max_length=120, blank=True)
    job = models.CharField("fonction", max_length=120, blank=True)
    email = models.EmailField("adresse électronique", blank=True)
    postal = models.TextField("adresse postale", max_length=400, blank=True)
    verified_on = models.DateField("vérifié le", null=True, editable=False)
    verified_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", editable=False
    )
    left_on = models.DateField("parti le", null=True, editable=False)

    objects = ContactQuerySet.as_manager()
    visibilities = (own("body__organism"), *OFFICE)

    class Meta:
        verbose_name = "contact d’une instance"
        verbose_name_plural = "contacts d’instances"
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                name="body_contact_is_reached", condition=~Q(email="") | ~Q(postal="")
            ),
            models.CheckConstraint(
                name="body_contact_verified_by_somebody",
                condition=Q(verified_on=None, verified_by=None)
                | Q(verified_on__isnull=False, verified_by__isnull=False),
            ),
            models.UniqueConstraint(
                fields=("body", "email"),
                condition=Q(left_on=None) & ~Q(email=""),
                name="body_contact_once",
            ),
        )

    def __str__(self):
        return self.name or "boîte commune"
