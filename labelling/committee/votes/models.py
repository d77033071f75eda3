"""Models: ballot of a seat, and decision of the committee with its annulment."""

from django.db import models
from django.db.models import Q

from labelling.committee.seats.models import CommitteeSeat
from labelling.parties.framework.votes import ADJOURN, decision_label
from labelling.parties.organisms.past import TAKEN_OVER, TakenOver, in_place
from portal import access
from portal.access import Visibility
from portal.core import clock
from portal.models import User


class Ballot(models.Model):
    """One voice of one seat on an item. Changing it keeps the former (is_current=False)."""

    item = models.ForeignKey("labelling.AgendaItem", models.PROTECT, related_name="ballots")
    round = models.PositiveSmallIntegerField("tour")
    seat = models.ForeignKey(CommitteeSeat, models.PROTECT, related_name="+")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    option = models.CharField("vote", max_length=30)
    is_current = models.BooleanField("compte", default=True)
    cast_at = models.DateTimeField(default=clock.now)
    let_stand_at = models.DateTimeField("maintenu le", null=True, editable=False)

    objects = access.QuerySet.as_manager()
    visibilities = (Visibility("le votant", "parce que c’est son vote", path="user"),)

    class Meta:
        verbose_name = "vote"
        constraints = (
            models.UniqueConstraint(
                fields=("item", "round", "seat"),
                condition=Q(is_current=True),
                name="ballot_one_a_seat",
            ),
        )

    def __str__(self):
        return f"{self.seat}, {self.item}"


AGAINST = (  # decisions that go against the organism
    Q(item__kind="label", option__in=("refuse", ADJOURN))
    | Q(item__kind__in=("suspension", "withdrawal"), option="yes")
    | Q(item__kind__in=("reinstatement", "extension"), option="no")
)


class Decision(TakenOver):
    """What the committee decided on an item, with its arithmetic; never produced by a score (BR-56)."""

    item = models.OneToOneField("labelling.AgendaItem", models.PROTECT, related_name="decision")
    option = models.CharField("décision", max_length=30)
    counts = models.JSONField("décompte")
    rule_text = models.TextField("règle appliquée")
    arithmetic = models.TextField("calcul")
    motivation = models.TextField("motivation", blank=True)
    recommendations = models.TextField("recommandations", blank=True)
    decided_on = models.DateField("décidé le")
    validated_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    validated_at = models.DateTimeField(null=True, default=clock.now)
    notified_on = models.DateField("notifié le", null=True)
    annulled_on = models.DateField("annulée le", null=True, editable=False)
    annulment_reason = models.TextField("motif de l’annulation", blank=True, editable=False)
    annulment_reference = models.CharField(
        "décision qui l’annule", max_length=200, blank=True, editable=False
    )

    objects = in_place()
    visibilities = access.through("item")

    class Meta:
        verbose_name = "décision"
        constraints = (
            models.CheckConstraint(
                name="decision_is_validated",
                condition=Q(validated_by__isnull=False, validated_at__isnull=False) | TAKEN_OVER,
            ),
            models.CheckConstraint(
                name="decision_annulled_with_reason",
                condition=Q(annulled_on=None, annulment_reason="", annulment_reference="")
                | Q(annulled_on__isnull=False)
                & ~Q(annulment_reason="")
                & ~Q(annulment_reference=""),
            ),
        )

    def __str__(self):
        return f"{self.option}, {self.item}"

    @property
    def outcome(self):
        """« ne pas suspendre le label »."""
        said = decision_label(self.item.kind, self.option)
        return f"{said[:1].lower()}{said[1:]}"

    @property
    def is_contestable(self):
        return Decision.objects.filter(AGAINST, pk=self.pk).exists()
