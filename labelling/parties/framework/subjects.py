"""Things put to the vote of the committee: on whose agenda, who brings them there, the decision notified."""

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.functional import cached_property

from portal.workflow import Problem

BEFORE_THE_COMMITTEE = ("not_open", "open", "closed", "void")  # states of a point not decided yet


def with_listing(rows):
    """Each with `is_listed`: one question for all."""
    listed = rows.model._base_manager.filter(agenda_items__state__in=BEFORE_THE_COMMITTEE)
    return rows.annotate(is_listed=Exists(listed.filter(pk=OuterRef("pk"))))


class PutToVote:
    """What the committee votes on: who brings it there, and what the mail of a notification reads."""

    awaits_committee = False  # it waits for nothing else

    @cached_property
    def is_listed(self):
        """A session is to examine it; annotated where a list reads many (`with_listing`)."""
        return self.agenda_items.filter(state__in=BEFORE_THE_COMMITTEE).exists()

    @property
    def is_to_list(self):
        return self.awaits_committee and not self.is_listed

    @property
    def hand(self):
        """What waits for the committee is the office's, until an agenda has it."""
        return "le référent label" if self.is_to_list else super().hand

    @property
    def to_mend(self):
        if not self.is_to_list:
            return super().to_mend
        url = f"{reverse('labelling:session_list')}?dossier={self.reference}"
        return Problem(
            "not_listed", "Aucune séance ne l’a à son ordre du jour.", url, "Choisir une séance"
        )

    @cached_property
    def notified_decision(self):
        """The latest one on this thing that was notified, or None."""
        items = self.agenda_items.filter(decision__notified_on__isnull=False)
        item = items.select_related("decision").order_by("decision__notified_on", "pk").last()
        return item and item.decision
