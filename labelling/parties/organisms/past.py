"""Marks of what was taken over from the référent's tracking: « repris », « reprise annulée », what is missing."""

from django.db import models
from django.db.models import Q

from portal import access
from portal.ui import partial_dates
from portal.workflow import Stateful

TAKEN_OVER = Q(
    taken_over_on__isnull=False
)  # what a constraint admits without the proof it asks of others
IN_PLACE = Q(taken_back_on=None)
MARKS = ("taken_over_on", "taken_back_on", "taken_from", "taken_facts")  # of an evidence: told once
NEVER_AFTERWARDS = (
    "OLD.taken_over_on IS NULL AND NEW.taken_over_on IS NOT NULL"  # of what the portal made
)


def in_place(queryset=access.QuerySet):
    """The manager of what is there: a taking over that was taken back shows nowhere, from that very commit."""

    class InPlace(models.Manager.from_queryset(queryset)):
        def get_queryset(self):
            return super().get_queryset().filter(IN_PLACE)

    return InPlace()


class TakenOver(models.Model):
    """What may come from the tracking. Its default manager leaves out what was taken back; rows are never deleted.

    `taken_facts`: {"place": « feuille, ligne », "since": the day of its state, as precise as it is known,
    "known": [[label, value]], "missing": [[code, label]], "is_typed": whether the screen of one label wrote it}.
    """

    taken_over_on = models.DateField("repris le", null=True, editable=False)
    taken_back_on = models.DateField("reprise annulée le", null=True, editable=False)
    taken_from = models.ForeignKey(
        "labelling.TrackingImport",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="repris de l’import",
    )
    taken_facts = models.JSONField("faits repris", default=dict, editable=False)

    class Meta:
        abstract = True

    @property
    def told_origin(self):
        return "d’avant le portail" if self.taken_facts.get("is_typed") else "du suivi du référent"

    @property
    def known_since(self):
        """The first day that its state may have had, by the tracking; None where it tells none."""
        span = partial_dates.parse(self.taken_facts.get("since"))
        return span[0] if span else None

    @property
    def known_facts(self):
        """[(label, words)] that have no field of their own, or no day precise enough for one."""
        return [
            (label, partial_dates.say(said)) for label, said in self.taken_facts.get("known", ())
        ]

    @property
    def missing_facts(self):
        """The words of what is still missing: a field filled since then is missing no more."""
        return [
            label
            for code, label in self.taken_facts.get("missing", ())
            if not getattr(self, code, None)
        ]

    def falsehoods(self, state):
        """Problems of a past that cannot have been, of this thing alone."""
        return []

    @classmethod
    def falsehoods_together(cls, pairs):
        """The same of many [(thing, state)], with what is stored."""
        return []


class TakenOverThing(TakenOver, Stateful):
    """The same of what has a life: put by the engine in the state where the tracking tells it."""

    class Meta:
        abstract = True

    @property
    def is_gone(self):
        return self.taken_back_on is not None

    @property
    def is_of_the_past(self):
        """Over before the portal: who came and who voted is not known here."""
        return self.taken_over_on is not None and self.is_final

    @property
    def told_from(self):
        """A reminder whose day came before the taking over is not sent afterwards."""
        return self.taken_over_on

    @property
    def undated(self):
        """A state taken over bears no date of its own, whatever its table says of others."""
        if self.due_on or self.is_final or "taken_over_on" in self.get_deferred_fields():
            return super().undated  # a list of thousands of things does not ask it of each
        return "repris du suivi, sans échéance" if self.taken_over_on else super().undated
