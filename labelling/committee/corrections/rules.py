"""Permission rules of corrections: the office proposes, the présidence agrees unless it withdrew from the dossier."""

from dataclasses import dataclass

from django.db.models import Q

from labelling.committee.corrections.models import Correction
from labelling.committee.models import InterestDeclaration
from labelling.committee.rules import ChairVisibility, recusals
from labelling.parties.organisms.rules import chair, instructor
from portal.access import NONE, register_visibilities, rule

proposer = instructor


def withdrawn_from(user):
    """The dossiers of which `user` does not know, for an interest that nobody lifted (BR-51)."""
    return recusals(user).filter(item__dossier__isnull=False).values("item__dossier")


@rule("la présidence du comité, sauf retrait sur ce dossier")
def agreeing(user, correction):
    if not chair(user, correction) or correction.proposed_by_id == user.pk:
        return False
    return not withdrawn_from(user).filter(item__dossier=correction.dossier_id).exists()


@dataclass(frozen=True)
class PresidingVisibility(ChairVisibility):
    """Whoever presides, less the dossiers that they withdrew from."""

    def condition(self, model, user):
        seen = super().condition(model, user)
        return seen if seen is NONE else ~Q(dossier__in=withdrawn_from(user))

    def people(self, thing):
        rows = InterestDeclaration.objects.filter(has_interest=True, lifted_by=None)
        withdrew = rows.filter(item__dossier=thing.dossier_id).values("user")
        return super().people(thing).exclude(pk__in=withdrew)


register_visibilities(
    Correction, PresidingVisibility("la présidence du comité", "parce que son accord est demandé")
)
