"""Delegation of signature: by whom, from when to when and by which file somebody signs for an organism."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from labelling.parties.organisms.affiliations import OFFICE, people_of
from labelling.parties.organisms.models import Membership
from portal import access, documents
from portal.access import affiliations
from portal.core import clock
from portal.documents import StoredFile
from portal.models import User


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


class DelegationQuerySet(access.QuerySet):
    def running(self):
        today = clock.today()
        return self.filter(since_on__lte=today, until_on__gte=today, ended_on=None)

    def overlapping(self, first, last):
        """Those that would run beside one of these days: of two, nobody would know which is meant."""
        return self.filter(since_on__lte=last, until_on__gte=first, ended_on=None)


class Delegation(models.Model):
    """A signatory without any signs by their own function; with some, only while one of them runs."""

    membership = models.ForeignKey(
        Membership, models.PROTECT, related_name="delegations", verbose_name="signataire"
    )
    given_by = models.CharField("donnée par", max_length=160)
    since_on = models.DateField("du")
    until_on = models.DateField("au")
    ended_on = models.DateField("retirée le", null=True, editable=False)
    file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, editable=False, related_name="+", verbose_name="acte"
    )
    recorded_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name="enregistrée par"
    )
    recorded_at = models.DateTimeField("enregistrée le", default=clock.now, editable=False)

    objects = DelegationQuerySet.as_manager()
    visibilities = (people_of("membership__organism"), *OFFICE)  # no auditor

    class Meta:
        verbose_name = "délégation de signature"
        verbose_name_plural = "délégations de signature"
        ordering = ("-until_on", "-pk")
        constraints = (
            models.CheckConstraint(
                name="delegation_dates_in_order", condition=Q(until_on__gte=F("since_on"))
            ),
        )

    def __str__(self):
        return f"Délégation de signature, {self.membership}"

    def get_absolute_url(self):
        return self.membership.organism.people_url

    @property
    def is_running(self):
        return self.ended_on is None and self.since_on <= clock.today() <= self.until_on


documents.register_holder(Delegation)


def lapsed(rows):
    """Of these memberships, those whose signature had a delegation and has none that runs."""
    return rows.filter(is_lapsed())


def is_lapsed():
    """The condition of a membership whose signature had a delegation and has none that runs."""
    own = Delegation.objects.filter(membership=OuterRef("pk"))
    return Exists(own) & ~Exists(own.running())


affiliations.register_affiliation(
    "lapsed_signature",
    lambda user: lapsed(user.memberships.filter(is_active=True, function="signatory")),
    key="organism_id",
)
