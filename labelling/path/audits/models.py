"""Audit missions, findings, ratings and reports."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from labelling.parties.accreditation.models import Auditor, AuditType
from labelling.parties.framework.models import Criterion
from labelling.parties.organisms.affiliations import acting, memberships
from labelling.parties.organisms.past import IN_PLACE, TAKEN_OVER, TakenOverThing, in_place
from labelling.path.audits.reports.models import AuditRating, Report, Snapshot
from labelling.path.dossiers.models import STOPPED, LabelDossier
from portal import access
from portal.access import Visibility
from portal.core import clock, working_days
from portal.documents import StoredFile
from portal.models import Role
from portal.ui.states import States
from portal.workflow import Problem, Stateful, audit_log

__all__ = ("AuditFinding", "AuditMission", "AuditRating", "Report", "Snapshot")

OWN = Visibility(
    "l’organisme",
    "parce que l’audit porte sur lui",
    path="dossier__organism__memberships__user",
    where=lambda: acting("dossier__organism__memberships__"),
    ties=memberships,
    by="dossier__organism",
)


class AuditMission(TakenOverThing):
    """One audit of one dossier by one auditor."""

    read_with = ("dossier", "auditor")

    class State(States):
        TO_ASSIGN = "to_assign", "people", "warn", "À attribuer"
        PROPOSED = "proposed", "mail", "info", "Proposée à l’auditeur"
        DECLINED = "declined", "cross", "danger", "Refusée"
        ACCEPTED = "accepted", "tick", "info", "Acceptée"
        PLANNED = "planned", "calendar", "info", "Planifiée"
        IN_PROGRESS = "in_progress", "clipboard", "strong", "En cours"
        FIELDWORK_CLOSED = "fieldwork_closed", "flag", "info", "Clôture terrain"
        DRAFT_REPORT = "draft_report", "pencil", "info", "Rapport provisoire"
        CONTRADICTORY = "contradictory", "swap", "warn", "Observations de l’organisme"
        FINAL_REPORT = "final_report", "file", "info", "Rapport définitif"
        VALIDATED = "validated", "tick", "ok", "Validé par le référent"
        CLOSED = "closed", "box", "quiet", "Clos"
        POSTPONED = "postponed", "clock", "warn", "Reporté"
        CANCELLED = "cancelled", "cross", "quiet", "Annulé"

    reference = models.CharField("référence", max_length=20, unique=True)
    dossier = models.ForeignKey(LabelDossier, models.PROTECT, related_name="missions")
    audit_type = models.CharField("type", max_length=16, choices=AuditType)
    state = models.CharField(
        "état", max_length=20, choices=State, default=State.TO_ASSIGN, editable=False
    )
    auditor = models.ForeignKey(
        Auditor, models.PROTECT, null=True, blank=True, related_name="missions"
    )
    starts_on = models.DateField("du", null=True, blank=True)
    ends_on = models.DateField("au", null=True, blank=True)
    declared_at = models.DateTimeField("impartialité déclarée le", null=True, editable=False)
    decline_reason = models.TextField("motif de refus", blank=True)
    plan_sites = models.TextField("sites visités", blank=True)
    plan_people = models.TextField("personnes rencontrées (par fonction)", blank=True)
    plan_tenants_on = models.DateField(
        "rencontre des représentants de locataires le", null=True, blank=True
    )
    plan_tenants_with = models.TextField(
        "instances et associations rencontrées", blank=True, db_default=""
    )
    plan_approved_on = models.DateField("plan approuvé le", null=True, editable=False)
    opened_on = models.DateField("réunion d’ouverture le", null=True, editable=False)
    closed_on = models.DateField("réunion de clôture le", null=True, editable=False)
    tenants_met_on = models.DateField(
        "représentants de locataires rencontrés le", null=True, editable=False
    )
    tenants_absence_reason = models.TextField("motif de leur absence", blank=True)
    summary = models.TextField("synthèse du rapport", blank=True)
    organism_answer = models.TextField("observations de l’organisme", blank=True)
    organism_answered_at = models.DateTimeField(null=True, editable=False)
    validated_on = models.DateField("validé le", null=True, editable=False)
    finished_on = models.DateField("clos le", null=True, editable=False)
    auditor_until_on = models.DateField("lue de l’auditeur jusqu’au", null=True, editable=False)

    objects = in_place()
    visibilities = (
        OWN,
        Visibility("le référent label", "parce qu’il instruit", role=Role.REFERENT),
        Visibility("le suppléant du référent", "parce qu’il instruit avec lui", role=Role.DEPUTY),
    )  # the auditor's own visibility, with its end date (BR-38), is in rules.py

    class Meta:
        verbose_name = "mission d’audit"
        verbose_name_plural = "missions d’audit"
        ordering = ("-created_at",)
        constraints = (
            models.CheckConstraint(
                name="mission_declared_before_start",
                condition=~Q(
                    state__in=[
                        "in_progress",
                        "fieldwork_closed",
                        "draft_report",
                        "contradictory",
                        "final_report",
                        "validated",
                        "closed",
                    ]
                )
                | Q(declared_at__isnull=False, auditor__isnull=False)
                | TAKEN_OVER,
            ),
            models.CheckConstraint(
                name="mission_dates_in_order",
                condition=Q(starts_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
            ),
            models.UniqueConstraint(
                fields=("dossier", "audit_type"),
                condition=~Q(state__in=["cancelled", "closed", "validated"]) & IN_PLACE,
                name="mission_running_once",
            ),
        )

    def __str__(self):
        return f"{self.get_audit_type_display()} {self.reference}"

    def get_absolute_url(self):
        return reverse("labelling:mission_detail", args=[self.reference])

    @property
    def organism_id(self):
        return self.dossier.organism_id

    @property
    def hand(self):
        """Observations given, or late, are the auditor's; what its next step lacks may be another's (`guard(by=…)`)."""
        if self.state in ("to_assign", "declined") and not self.is_chosen_by_organism:
            return "le référent label"
        if self.state == self.State.CONTRADICTORY and self.may_be_final:
            return "l’auditeur"
        return super().hand

    @property
    def is_led_before(self):
        """Led before the portal: what it does not tell was done all the same."""
        told = (self.State.FINAL_REPORT, self.State.VALIDATED, self.State.CLOSED)
        return bool(self.taken_over_on) and self.declared_at is None and self.state in told

    @property
    def is_chosen_by_organism(self):
        """Whether the rules of the dossier let the organism choose its auditor (`assignment_mode`)."""
        rules = self.dossier.rules
        return rules.assignment_mode == rules.Assignment.ORGANISM

    @property
    def may_be_final(self):
        """D07c: the organism has given its observations, or its delay is over."""
        is_late = self.due_on is not None and clock.today() > self.due_on
        return self.organism_answered_at is not None or is_late

    @property
    def rules_version(self):
        return self.dossier.rules.code

    def falsehoods(self, state):
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            text = f"{self.dossier.organism}\u00a0: la fin de l’audit précède son début."
            return [Problem("ends_before", text)]
        return []

    def report_due(self, code):
        """D07b, D07d: from the closing meeting (today, where it has no date), or from the day it was sent back."""
        back = audit_log.entries_of(self).filter(act="send_back").first()
        since = back.at.astimezone(clock.PARIS).date() if back else self.closed_on
        return self.dossier.rules.due(code, since or clock.today())

    def due_date(self, code):
        """D07 counts back from the audit: accepted later than that, the plan is due the next working day."""
        if code == "D07":
            soonest = working_days.next_working_day(clock.today() + timedelta(days=1))
            return max(self.dossier.rules.due(code, self.starts_on), soonest)
        return self.dossier.rules.due(code, clock.today())


class AuditFinding(Stateful):
    """A finding (constat) and its treatment."""

    part_of = "mission"

    class Kind(models.TextChoices):
        STRENGTH = "PF", "Point fort"
        IMPROVEMENT = "PP", "Piste de progrès"
        SENSITIVE = "PS", "Point sensible"
        NC_MINOR = "NCm", "Non-conformité mineure"
        NC_MAJOR = "NCM", "Non-conformité majeure"

    class State(States):
        OPEN = "open", "flag", "warn", "Ouvert"
        ANSWERED = "answered", "mail", "info", "Répondu"
        ACCEPTED = "accepted", "tick", "ok", "Accepté"
        REJECTED = "rejected", "cross", "danger", "Réponse refusée"
        CLOSED = "closed", "box", "quiet", "Clos"

    mission = models.ForeignKey(AuditMission, models.PROTECT, related_name="findings")
    number = models.PositiveIntegerField("numéro")
    kind = models.CharField("nature", max_length=3, choices=Kind)
    state = models.CharField(
        "état", max_length=10, choices=State, default=State.OPEN, editable=False
    )
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+")
    text = models.TextField("constat")
    evidence = models.TextField("preuve factuelle", blank=True)
    cause = models.TextField("cause", blank=True)
    correction = models.TextField("correction", blank=True)
    action = models.TextField("action corrective", blank=True)
    owner = models.CharField("responsable (fonction)", max_length=120, blank=True)
    planned_on = models.DateField("prévu le", null=True, blank=True)
    proof = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")

    objects = access.QuerySet.as_manager()
    visibilities = access.through("mission")

    class Meta:
        verbose_name = "constat"
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("mission", "number"), name="finding_number_once"),
            models.CheckConstraint(
                name="finding_nc_has_evidence",
                condition=~Q(kind__in=["NCm", "NCM"]) | ~Q(evidence=""),
            ),
        )

    def __str__(self):
        return f"{self.kind} {self.number}, {self.mission.reference}"

    @property
    def organism_id(self):
        return self.mission.dossier.organism_id

    @property
    def is_non_conformity(self):
        return self.kind in (self.Kind.NC_MINOR, self.Kind.NC_MAJOR)

    @property
    def deadline(self):
        """The code of its delay: D08, or D08M for a major non-conformity."""
        return "D08M" if self.kind == self.Kind.NC_MAJOR else "D08"

    @property
    def expects_nothing(self):
        """A strength, a track for progress or a sensitive point that nobody has answered."""
        return self.state == self.State.OPEN and not self.is_non_conformity

    @property
    def hand(self):
        return "personne" if self.expects_nothing else super().hand

    @property
    def undated(self):
        if self.is_non_conformity and not self.due_on and self.mission.dossier.state in STOPPED:
            return "aucune réponse n’est plus attendue"
        return super().undated if self.is_non_conformity else "ce constat n’a pas de délai"

    def get_absolute_url(self):
        return reverse("labelling:finding_detail", args=[self.mission.reference, self.number])

    def due_date(self, code):
        return self.mission.dossier.rules.due(code, clock.today())

    def reminder_days(self, code):
        """D08 has its own days for a major non-conformity (D08M)."""
        code = f"{code}M" if self.kind == self.Kind.NC_MAJOR else code
        return self.mission.dossier.rules.reminder_days(code)
