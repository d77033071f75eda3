"""Handover: what somebody who has left an organism was in charge of, and who takes it over."""

from django.db import models
from django.db.models import Q

from labelling.organisms.models import Membership
from labelling.organisms.readers import OFFICE, people_of
from portal import access


class Handover(models.Model):
    """Born of a departure while others remain; over once the successor has said so."""

    membership = models.OneToOneField(
        Membership, models.PROTECT, related_name="handover", verbose_name="départ"
    )
    successor = models.ForeignKey(
        Membership, models.PROTECT, null=True, related_name="taken_over", verbose_name="reprise par"
    )
    done_on = models.DateField("reprise le", null=True, editable=False)

    objects = access.QuerySet.as_manager()
    visibilities = (people_of("membership__organism"), *OFFICE)  # no auditor

    class Meta:
        verbose_name = "reprise après un départ"
        verbose_name_plural = "reprises après un départ"
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                name="handover_done_by_somebody",
                condition=Q(done_on=None) | Q(successor__isnull=False),
            ),
        )

    def __str__(self):
        return f"Reprise, {self.membership}"

    def get_absolute_url(self):
        return f"{self.membership.organism.people_url}{self.membership_id}/reprise/"


def charges(member):
    """[(what, address)] of what the person was in charge of: the dossiers that run, their actions, the signature.

    An action of a plan names a function, or somebody: both are looked for.
    """
    organism = member.organism
    found = []
    if member.function == Membership.Function.SIGNATORY:
        found.append((f"La signature, comme {member.get_function_display()}", organism.people_url))
    own = Q(owner__icontains=member.user.last_name)
    if member.shown_job:
        own |= Q(owner__iexact=member.shown_job)
    for dossier in organism.dossiers.open().order_by("reference"):
        found.append((f"Le dossier {dossier.reference}", dossier.get_absolute_url()))
        running = dossier.actions.filter(own).exclude(progress__in=("done", "dropped"))
        found += [
            (f"L’action «\u00a0{action.title}\u00a0»", dossier.get_absolute_url())
            for action in running
        ]
    return found
