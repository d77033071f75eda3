"""Special mention of a label (BR-77): it needs a label in force, and ends with it at the latest."""

from django.db import models
from django.db.models import F, Q

from labelling.title.labels.models import Label
from portal import access
from portal.core import clock

AGEING = "Accompagnement du vieillissement"
FOLLOWERS = []


def register_follower(follower):
    """A later topic keeps in step: `follower(label)`, in the transaction that gives or takes back a mention."""
    FOLLOWERS.append(follower)
    return follower


def tell(label):
    for follower in FOLLOWERS:
        follower(label)


class MentionQuerySet(access.QuerySet):
    def in_force(self, day=None):
        """BR-77: told from the label's dates and decisions of `day`; no job ends a mention."""
        day = day or clock.today()
        rows = self.filter(start_on__lte=day, end_on__gte=day, decision__annulled_on=None)
        return rows.filter(label__in=Label.objects.in_force(day))


class LabelMention(models.Model):
    """Given by a validated « grant » on a mention dossier; whether it still holds is never stored."""

    label = models.ForeignKey(Label, models.PROTECT, related_name="mentions")
    decision = models.OneToOneField("labelling.Decision", models.PROTECT, related_name="mention")
    title = models.CharField("mention", max_length=80, default=AGEING)
    start_on = models.DateField("du")
    end_on = models.DateField("au")

    objects = MentionQuerySet.as_manager()
    visibilities = access.through("label")

    class Meta:
        verbose_name = "mention spéciale"
        verbose_name_plural = "mentions spéciales"
        ordering = ("start_on", "pk")
        constraints = (
            models.CheckConstraint(
                name="mention_dates_in_order", condition=Q(end_on__gte=F("start_on"))
            ),
        )

    def __str__(self):
        return f"{self.title}, {self.label}"


def titles(label, day=None):
    """« Accompagnement du vieillissement », or "" when no mention is in force."""
    rows = label.mentions.in_force(day).values_list("title", flat=True)
    return ", ".join(dict.fromkeys(rows))
