"""Facts of the cockpit: open dossiers, organisms, labels, audits, sessions, accreditations, one narrow query each."""

from functools import cached_property

from django.db.models import Count, Exists, OuterRef, Q

from labelling.committee.calendar import ANNOUNCED
from labelling.committee.models import AgendaItem, CommitteeSession
from labelling.parties.accreditation.models import AuditorAccreditation
from labelling.parties.organisms.models import Membership, Organism
from labelling.path.audits.models import AuditMission
from labelling.path.dossiers.models import PREPARED, LabelDossier
from labelling.path.dossiers.stages import day_of
from labelling.path.dossiers.steps.workflow import DOSSIER, OFFICE
from labelling.title.labels.models import Attestation, Label
from portal.core import clock
from portal.core.working_days import add_months
from portal.ui import partial_dates

MONTHS = 12
GIVEN_UP = ("cancelled", "declined")
IN_ACTIVITY = {"organism__is_active": True}
OF_DOSSIER = (
    "pk",
    "reference",
    "organism",
    "dossier_type",
    "rules",
    "state",
    "since_at",
    "due_on",
    "ready_on",
    "waits_for",
    "taken_over_on",
    "taken_facts",
)
OF_MISSION = (
    "reference",
    "dossier",
    "dossier__organism",
    "audit_type",
    "state",
    "starts_on",
    "closed_on",
)
OF_LABEL = ("reference", "organism", "start_on", "end_on", "dossier__rules", "has_attestation")
OF_ORGANISM = ("pk", "name", "slug", "siren", "homes")
OF_SESSION = ("reference", "held_on", "state", "points")


class Wait:
    """An open dossier: in which state, since when (None where the tracking did not say), for whom."""

    def __init__(self, row, today):
        self.row, self.today = row, today

    @cached_property
    def hand(self):
        """As `LabelDossier.hand` tells it."""
        word = DOSSIER.hands.get(self.row.state, "")
        if self.row.state not in PREPARED:
            return word
        return OFFICE if self.row.ready_on else self.row.waits_for or word

    @cached_property
    def entered_on(self):
        return day_of(self.row.since_at)

    @cached_property
    def since(self):
        if self.row.taken_over_on is None or self.entered_on > self.row.taken_over_on:
            return self.entered_on
        span = partial_dates.parse(self.row.taken_facts.get("since"))
        return span[0] if span else None

    @cached_property
    def days(self):
        return None if self.since is None else (self.today - self.since).days

    @property
    def is_late(self):
        return self.row.due_on is not None and self.row.due_on < self.today


class Facts:
    """What the pages of the cockpit read, each kind once and only if it is asked for."""

    def __init__(self):
        self.today = clock.today()
        self.end = add_months(self.today, MONTHS)

    @cached_property
    def waits(self):
        """The open dossiers of organisms in activity, the longest in their state first."""
        rows, today = LabelDossier.objects.open().filter(**IN_ACTIVITY), clock.today()
        told = rows.order_by("since_at", "pk").values_list(*OF_DOSSIER, named=True)
        return [Wait(one, today) for one in told]

    @cached_property
    def organisms(self):
        """{key: organism in activity}, by name."""
        rows = Organism.objects.filter(is_active=True).order_by("name__french", "pk")
        return {one.pk: one for one in rows.values_list(*OF_ORGANISM, named=True)}

    @cached_property
    def labels(self):
        """The labels held today by organisms in activity, the first that ends first."""
        attestations = Attestation.objects.filter(label=OuterRef("pk"))
        rows = Label.objects.held().filter(**IN_ACTIVITY)
        rows = rows.annotate(has_attestation=Exists(attestations)).order_by("end_on", "pk")
        return list(rows.values_list(*OF_LABEL, named=True))

    @cached_property
    def accreditations(self):
        """[(first day, last day)] of the accreditations in force or to come."""
        rows = AuditorAccreditation.objects.filter(state="active", ends_on__gte=clock.today())
        return list(rows.order_by().values_list("starts_on", "ends_on"))

    @cached_property
    def acting(self):
        """{(organism, function)} of those who act for an organism."""
        rows = Membership.objects.filter(is_active=True).order_by()
        return set(rows.values_list("organism", "function"))

    @cached_property
    def missions(self):
        """The audits of open dossiers, and those to come."""
        wanted = Q(dossier__in=LabelDossier.objects.open()) | Q(starts_on__gte=self.today)
        rows = AuditMission.objects.filter(wanted, dossier__organism__is_active=True)
        rows = rows.exclude(state__in=GIVEN_UP).order_by("starts_on", "pk")
        return list(rows.values_list(*OF_MISSION, named=True))

    @cached_property
    def sessions(self):
        """Those of the last twelve months and of the next, with their points; what was cancelled left out."""
        removed = AgendaItem.State.REMOVED
        rows = CommitteeSession.objects.exclude(state=CommitteeSession.State.CANCELLED)
        rows = rows.filter(held_on__gte=add_months(self.today, -MONTHS), held_on__lte=self.end)
        points = Count("items", filter=~Q(items__state=removed))
        rows = rows.annotate(points=points).order_by("held_on", "pk")
        return list(rows.values_list(*OF_SESSION, named=True))

    @cached_property
    def announced(self):
        """The sessions to come that everybody knows."""
        return [
            one for one in self.sessions if one.state in ANNOUNCED and one.held_on >= self.today
        ]
