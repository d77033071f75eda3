"""Facts of the cockpit: open dossiers, organisms, labels, audits, sessions, accreditations, one narrow query each."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Count, Exists, OuterRef, Q, Subquery

from labelling.accreditation.models import AuditorAccreditation
from labelling.audits.models import AuditMission
from labelling.committee.calendar import ANNOUNCED
from labelling.committee.models import AgendaItem, CommitteeSession
from labelling.dossiers.models import PREPARED, LabelDossier
from labelling.dossiers.stages import day_of
from labelling.dossiers.workflow import DOSSIER, OFFICE
from labelling.follow_up.last_contacts import dated_exchanges
from labelling.labels.models import Attestation, Label
from labelling.organisms.models import Membership, Organism
from portal.core import clock
from portal.core.working_days import add_months
from portal.ui import partial_dates
from portal.workflow.audit_log import Entry

MONTHS = 12
GIVEN_UP = ("cancelled", "declined")
OF_DOSSIER = (
    "pk", "reference", "organism", "dossier_type", "rules", "state", "since_at", "due_on", "ready_on",
    "taken_over_on", "taken_facts", "last_at",
)  # fmt: skip
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
OF_ORGANISM = (
    "pk",
    "name",
    "slug",
    "siren",
    "homes",
    "has_signatory",
    "has_contact",
    "last_exchange_on",
)
OF_SESSION = ("reference", "held_on", "state", "points")


class Row(dict):
    """What was read of a thing, by the names of its fields."""

    __getattr__ = dict.__getitem__


@dataclass(frozen=True)
class Wait:
    """An open dossier: in which state, since when (None where the tracking did not say), for whom."""

    row: Row

    @property
    def hand(self):
        """As `LabelDossier.hand` tells it."""
        if self.row.ready_on and self.row.state in PREPARED:
            return OFFICE
        return DOSSIER.hands.get(self.row.state, "")

    @property
    def since(self):
        since = day_of(self.row.since_at)
        taken_on = self.row.taken_over_on
        if taken_on is None or since > taken_on:
            return since
        span = partial_dates.parse(self.row.taken_facts.get("since"))
        return span[0] if span else None

    @property
    def days(self):
        return None if self.since is None else (clock.today() - self.since).days

    @property
    def days_late(self):
        due = self.row.due_on
        return (clock.today() - due).days if due and due < clock.today() else 0


class Facts:
    """What the pages of the cockpit read, each kind once and only if it is asked for."""

    def __init__(self, today: date | None = None):
        self.today = today or clock.today()
        self.end = add_months(self.today, MONTHS)

    @cached_property
    def waits(self):
        """The open dossiers of organisms in activity, the longest in their state first."""
        lines = Entry.objects.filter(
            aggregate_type=LabelDossier._meta.label_lower, aggregate_id=OuterRef("pk")
        )
        last = Subquery(lines.order_by("-seq").values("at")[:1])
        rows = LabelDossier.objects.open().filter(organism__is_active=True).annotate(last_at=last)
        return [Wait(one) for one in _read(rows.order_by("since_at", "pk"), OF_DOSSIER)]

    @cached_property
    def organisms(self):
        """{key: organism in activity}, by name."""
        members = Membership.objects.filter(organism=OuterRef("pk"), is_active=True)
        exchanges = dated_exchanges().filter(organism=OuterRef("pk"))
        rows = Organism.objects.filter(is_active=True).annotate(
            has_signatory=Exists(members.filter(function=Membership.Function.SIGNATORY)),
            has_contact=Exists(members),
            last_exchange_on=Subquery(exchanges.values("on")[:1]),
        )
        return {one.pk: one for one in _read(rows.order_by("name", "pk"), OF_ORGANISM)}

    @cached_property
    def labels(self):
        """The labels held today, the first that ends first."""
        attestations = Attestation.objects.filter(label=OuterRef("pk"))
        rows = Label.objects.held(self.today).annotate(has_attestation=Exists(attestations))
        return _read(rows.order_by("end_on", "pk"), OF_LABEL)

    @cached_property
    def missions(self):
        """The audits of open dossiers, and those to come."""
        wanted = Q(dossier__in=LabelDossier.objects.open()) | Q(starts_on__gte=self.today)
        rows = AuditMission.objects.filter(wanted).exclude(state__in=GIVEN_UP)
        return _read(rows.order_by("starts_on", "pk"), OF_MISSION)

    @cached_property
    def sessions(self):
        """Those of the last twelve months and of the next, with their points; what was cancelled left out."""
        removed = AgendaItem.State.REMOVED
        rows = CommitteeSession.objects.exclude(state=CommitteeSession.State.CANCELLED)
        rows = rows.filter(held_on__gte=add_months(self.today, -MONTHS), held_on__lte=self.end)
        points = Count("items", filter=~Q(items__state=removed))
        return _read(rows.annotate(points=points).order_by("held_on", "pk"), OF_SESSION)

    @cached_property
    def announced(self):
        """The sessions to come that everybody knows."""
        return [
            one for one in self.sessions if one.state in ANNOUNCED and one.held_on >= self.today
        ]

    @cached_property
    def accreditations(self):
        """[(first day, last day)] of the accreditations in force or to come."""
        rows = AuditorAccreditation.objects.filter(state="active", ends_on__gte=self.today)
        return list(rows.order_by().values_list("starts_on", "ends_on"))


def _read(rows, names):
    return [Row(zip(names, values, strict=True)) for values in rows.values_list(*names)]
