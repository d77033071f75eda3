"""Promises displayed: a sheet at an agency or a residence, and the public page that its QR code opens.

The page repeats what the organism publishes already (its commitments, its answers to tenants where it accepts); it
holds nothing of its own but where it is displayed and whom to call.
"""

from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils.crypto import get_random_string

from labelling.parties.organisms import audit_log
from labelling.parties.organisms.models import Organism
from labelling.parties.organisms.rules import signatory
from labelling.title.labels.commitments.models import published
from labelling.title.labels.models import Label
from portal import access
from portal.core import clock
from portal.models import User
from portal.search.french import sort_key
from portal.workflow import Forbidden, Problem, Refused

SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is taken for another, read from paper
FACTS = ("place", "contact")
NO_LABEL = "La promesse s’affiche tant que le label est en vigueur."
NO_COMMITMENT = "Publiez d’abord un engagement\u00a0: c’est lui que la promesse montre."
TWICE = "Une promesse est déjà affichée à ce lieu."
GONE = "Cette promesse n’est plus affichée."


def draw_code():
    return get_random_string(8, SIGNS)


class PromiseQuerySet(access.QuerySet):
    def displayed(self):
        """Those that the organism has not withdrawn, whether its label runs or not."""
        return self.filter(withdrawn_on=None)

    def public(self):
        """Those that everybody reads today: displayed, their organism holding a label in force (BR-70)."""
        held = Label.objects.in_force().values("organism")
        return self.displayed().filter(organism__in=held)


class DisplayedPromise(models.Model):
    """The consent of an organism, dated, to say in public what the label engages at one place."""

    organism = models.ForeignKey(Organism, models.PROTECT, related_name="promises")
    code = models.CharField(max_length=8, unique=True, default=draw_code, editable=False)
    place = models.CharField("agence ou résidence", max_length=120)
    contact = models.CharField("qui appeler", max_length=200)
    displayed_on = models.DateField("affichée le", default=clock.today, editable=False)
    displayed_by = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)
    withdrawn_on = models.DateField("retirée le", null=True, editable=False)

    objects = PromiseQuerySet.as_manager()
    visibilities = access.through("organism")

    class Meta:
        verbose_name = "promesse affichée"
        verbose_name_plural = "promesses affichées"
        ordering = ("place__french", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("organism", "place"), condition=Q(withdrawn_on=None), name="promise_once"
            ),
            models.CheckConstraint(
                name="promise_dates_in_order",
                condition=Q(withdrawn_on=None) | Q(withdrawn_on__gte=F("displayed_on")),
            ),
        )

    def __str__(self):
        return self.place

    def get_absolute_url(self):
        """The page that its QR code opens."""
        return reverse("labelling:promise", args=[self.code])


def find_public(code):
    """The promise that everybody reads at that code today, or None."""
    return DisplayedPromise.objects.public().select_related("organism").filter(code=code).first()


def is_public(organism):
    """Whether its promises are read by everybody: its label is in force today."""
    return Label.objects.in_force().filter(organism=organism).exists()


def problem_of(organism):
    """Why nothing can be displayed now, or None."""
    if not is_public(organism):
        return Problem("no_label", NO_LABEL)
    return None if published(organism) else Problem("no_commitment", NO_COMMITMENT)


def places_to_display(organism):
    """Its agencies, as its stock names them, where nothing is displayed yet."""
    displayed = organism.promises.displayed().values("place")
    told = organism.residences.exclude(agency="").exclude(agency__in=displayed)
    return sorted(told.order_by().values_list("agency", flat=True).distinct(), key=sort_key)


@transaction.atomic
def display(organism, facts, *, by):
    """The signatory consents for the organism; public at once."""
    _allow(by, organism)
    organism = audit_log.locked(organism)
    if problem := problem_of(organism):
        raise Refused(problem)
    if organism.promises.displayed().filter(place=facts["place"]).exists():
        raise Refused(Problem("twice", TWICE))
    promise = DisplayedPromise.objects.create(organism=organism, displayed_by=by, **facts)
    said = f"affiche sa promesse à «\u00a0{promise}\u00a0»"
    audit_log.write_entry(organism, by, "promise_displayed", said)
    return promise


@transaction.atomic
def withdraw(promise, *, by):
    """Its page tells nothing more at once, whoever still scans the sheet."""
    _allow(by, promise.organism)
    organism = audit_log.locked(promise.organism)
    rows = organism.promises.displayed().filter(pk=promise.pk)
    if not rows.update(withdrawn_on=clock.today()):
        raise Refused(Problem("gone", GONE))
    said = f"n’affiche plus sa promesse à «\u00a0{promise}\u00a0»"
    audit_log.write_entry(organism, by, "promise_withdrawn", said)


def _allow(by, organism):
    if not signatory(by, organism):
        raise Forbidden(
            Problem("forbidden", f"Seul {signatory.label} peut afficher ou retirer une promesse.")
        )
