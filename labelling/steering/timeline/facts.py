"""Facts of a timeline: what its reader sees of organisms, read together in a constant number of queries."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, When

from labelling.committee.agenda.actions import OPEN_TO_LISTING
from labelling.committee.calendar import ANNOUNCED
from labelling.committee.complaints.models import Appeal
from labelling.committee.models import AgendaItem, CommitteeSession
from labelling.committee.support.models import SupportRequest
from labelling.parties.framework.binding import current_rules, published_versions
from labelling.parties.framework.kinds import DossierType
from labelling.parties.framework.models import LabelRulesVersion
from labelling.parties.organisms.models import Merger
from labelling.parties.organisms.pages import told
from labelling.path.audits.models import AuditMission
from labelling.path.dossiers.models import FINAL, LabelDossier, Waiver
from labelling.path.dossiers.steps.guards import ACCEPTED
from labelling.path.dossiers.steps.windows import ANCHORING
from labelling.title.labels.mentions import LabelMention
from labelling.title.labels.models import Label
from portal.core import clock
from portal.workflow import audit_log

TOLD_TARGETS = (
    "adjourned",
    "review",
    "suspended",
    "active",
    "extended",
)  # without a day of their own


@dataclass(frozen=True)
class Sitting:
    """A session to come, its agenda's last day (D09), and whether it may still list something."""

    held_on: date
    frozen_on: date
    is_open: bool


@dataclass(frozen=True)
class Common:
    """What many timelines share, read once: the rules in force and published, the sessions to come."""

    rules: object
    versions: tuple
    sessions: list

    @classmethod
    def read(cls, user):
        rules = current_rules()
        sessions = [
            Sitting(one.held_on, rules.due("D09", one.held_on), one.state in OPEN_TO_LISTING)
            for one in sessions_to_come(user)
        ]
        return cls(rules, tuple(published_versions(LabelRulesVersion).values()), sessions)

    def rules_on(self, day):
        """BR-08: the rules that would bind a dossier registered on `day`, as published today; None before the first."""
        return next((one for one in self.versions if one.holds(day)), None)


@dataclass
class Facts:
    """What one reader sees of one organism; `titles`: all its labels, whose dates the rules count from.

    `is_whole`: the reader sees all its dossiers, and may be told that there is none.
    """

    organism: object
    common: Common
    is_whole: bool
    dossiers: list = field(default_factory=list)
    missions: list = field(default_factory=list)
    titles: list = field(default_factory=list)
    labels: list = field(default_factory=list)
    mentions: list = field(default_factory=list)
    items: list = field(default_factory=list)
    appeals: list = field(default_factory=list)
    mergers: list = field(default_factory=list)
    supports: list = field(default_factory=list)
    steps: list = field(default_factory=list)

    @property
    def open_dossiers(self):
        return [one for one in self.dossiers if one.state not in FINAL]

    @property
    def held(self):
        """The title whose dates open the windows: as `windows.anchor_day`, the last that began."""
        held = [one for one in self.titles if one.state in ANCHORING]
        return max(held, key=lambda one: one.start_on, default=None)

    def missions_of(self, dossier, audit_type):
        """Those of a dossier that were not given up, the latest last."""
        mine = (one for one in self.missions if dossier and one.dossier_id == dossier.pk)
        kept = [one for one in mine if one.audit_type == audit_type and one.state not in GIVEN_UP]
        return sorted(kept, key=lambda one: one.pk)


GIVEN_UP = ("cancelled", "declined")


def read_coming(user, organisms):
    """{organism pk: Facts} with what the dates to come need: four queries for any number of organisms."""
    keys = [one.pk for one in organisms]
    common = Common.read(user)
    found = {one.pk: Facts(one, common, is_whole=told(user, one)) for one in organisms}
    dossiers = LabelDossier.objects.visible_to(user).filter(organism__in=keys)
    waived = Waiver.objects.filter(dossier=OuterRef("pk"), rule="BR-17")
    # The latest diagnosis, as `guards.hqs_mission`: who sees the dossier is told its window, its auditor or not.
    diagnosed = AuditMission.objects.filter(
        dossier=OuterRef("pk"), audit_type="hqs", state__in=ACCEPTED
    )
    closed_on = Subquery(diagnosed.order_by("-pk").values("closed_on")[:1])
    dossiers = dossiers.annotate(is_waived=Exists(waived), hqs_closed_on=closed_on)
    known = {one.pk: one for one in dossiers.order_by("pk")}
    for one in known.values():
        found[one.organism_id].dossiers.append(one)
    missions = AuditMission.objects.visible_to(user).filter(dossier__organism__in=keys)
    for one in missions.annotate(of=F("dossier__organism")).order_by("pk"):
        _know(one, known)
        found[one.of].missions.append(one)
    seen = Label.objects.visible_to(user).filter(organism__in=keys)
    is_seen = Case(When(pk__in=seen.values("pk"), then=True), default=False)
    titles = Label.objects.filter(organism__in=keys).annotate(is_seen=is_seen)
    for one in titles.order_by("start_on", "pk"):
        _know(one, known)
        found[one.organism_id].titles.append(one)
        if one.is_seen:
            found[one.organism_id].labels.append(one)
    return found


def _know(one, dossiers):
    """Its dossier, read already where the reader sees it; the others, should one be asked, in one query."""
    if one.dossier_id in dossiers:
        one.dossier = dossiers[one.dossier_id]


def read(user, organism):
    """The same of one organism, with its past."""
    facts = read_coming(user, [organism])[organism.pk]
    facts.items = list(_items(user, organism))
    if any(one.dossier_type == DossierType.MENTION for one in facts.dossiers):
        mentions = LabelMention.objects.filter(label__in=[one.pk for one in facts.labels])
        facts.mentions = list(mentions.filter(decision__annulled_on=None).select_related("label"))
    facts.appeals = list(Appeal.objects.visible_to(user).filter(organism=organism).order_by("pk"))
    one_of_two = Q(absorbed=organism) | Q(absorbing=organism)
    mergers = Merger.objects.visible_to(user).filter(one_of_two)
    facts.mergers = list(mergers.select_related("absorbed", "absorbing").order_by("pk"))
    supports = SupportRequest.objects.visible_to(user).filter(organism=organism)
    facts.supports = list(supports.order_by("pk"))
    told = audit_log.entries_of_all([*facts.dossiers, *facts.labels])
    told = told.filter(target__in=TOLD_TARGETS).exclude(source="").exclude(source=F("target"))
    facts.steps = list(told.only("aggregate_type", "aggregate_id", "at", "source", "target"))
    return facts


def sessions_to_come(user):
    """Sessions whose date is announced to all, and those in preparation for who prepares them."""
    seen = CommitteeSession.objects.visible_to(user).filter(state="draft")
    known = Q(state__in=ANNOUNCED) | Q(pk__in=seen.values("pk"))
    rows = CommitteeSession.objects.filter(known, held_on__gte=clock.today())
    return rows.order_by("held_on", "pk")


def _items(user, organism):
    """Points of the agenda that were examined, or will be, with their decision."""
    about = Q(dossier__organism=organism) | Q(label__organism=organism)
    rows = AgendaItem.objects.visible_to(user).filter(about).exclude(state="removed")
    return rows.select_related("session", "decision").order_by("session__held_on", "number")
