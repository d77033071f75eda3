"""Auditors, their accreditation (agrément) and their ties with organisms."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from labelling.parties.accreditation.auditors.statements import AuditorStatement
from labelling.parties.accreditation.auditors.ties import firm_key
from labelling.parties.framework.binding import current_rules
from labelling.parties.framework.subjects import PutToVote
from labelling.parties.organisms.models import Organism
from portal import access
from portal.access import Visibility
from portal.core import clock
from portal.models import Role, User
from portal.ui.states import States
from portal.workflow import Stateful

__all__ = (
    "OFFICE",
    "RUNNING",
    "AuditType",
    "Auditor",
    "AuditorAccreditation",
    "AuditorStatement",
    "OfficeTie",
    "Tie",
)
OFFICE = (
    Visibility(
        "le référent label", "parce qu’il anime la communauté des auditeurs", role=Role.REFERENT
    ),
    Visibility("le suppléant du référent", "parce qu’il le remplace", role=Role.DEPUTY),
    Visibility("le secrétariat du comité", "parce qu’il prépare les séances", role=Role.SECRETARY),
)


RUNNING = (
    "accepted",
    "planned",
    "in_progress",
    "fieldwork_closed",
    "draft_report",
    "contradictory",
    "final_report",
    "postponed",
)  # states of a mission that its auditor holds


class AuditType(models.TextChoices):
    HQS = "hqs", "Diagnostic HQS"
    IMPLEMENTATION = "implementation", "Audit de mise en œuvre"
    VERIFICATION = "verification", "Audit de vérification"
    SHORT_NOTICE = "short_notice", "Audit complémentaire"

    @classmethod
    def offered(cls):
        """What a form proposes: a stage of the rules asks for each; no stage asks for an audit at short notice."""
        return [one for one in cls.choices if one[0] != cls.SHORT_NOTICE]


class AuditorQuerySet(access.QuerySet):
    def listed_on(self, day):
        """BR-45: accredited auditors who agreed to appear (name, firm, regions)."""
        held = AuditorAccreditation.objects.active_on(day)
        return self.filter(is_public=True, accreditations__in=held).select_related("user")


class Auditor(models.Model):
    """A person who audits, accredited or asking to be; external to the organisms and to USH."""

    user = models.OneToOneField(
        User, models.PROTECT, related_name="auditor", verbose_name="personne"
    )
    slug = models.SlugField("nom dans les adresses", max_length=120, unique=True)
    firm = models.CharField("cabinet", max_length=160)
    firm_key = models.CharField(max_length=160, default="", db_default="", editable=False)
    address = models.CharField("adresse postale", max_length=240, blank=True)
    languages = models.CharField("langues de travail", max_length=160, blank=True)
    regions = models.JSONField("régions d’intervention", default=list)
    audit_types = models.JSONField("types d’audit envisagés", default=list)
    is_public = models.BooleanField(
        "accepte de paraître dans la liste publique (BR-45)", default=False
    )
    is_demo = models.BooleanField("personne inventée", default=False)

    objects = AuditorQuerySet.as_manager()
    visibilities = (Visibility("l’auditeur", "parce que c’est sa fiche", path="user"), *OFFICE)

    class Meta:
        verbose_name = "auditeur"
        ordering = ("user__last_name__french",)

    def __str__(self):
        return str(self.user)

    def save(self, *args, **options):
        """The firm is compared by its key, whoever writes its name."""
        self.firm_key = firm_key(self.firm)
        if options.get("update_fields") and "firm" in options["update_fields"]:
            options["update_fields"] = {*options["update_fields"], "firm_key"}
        super().save(*args, **options)

    def get_absolute_url(self):
        return reverse("labelling:auditor_detail", args=[self.slug])


class AccreditationQuerySet(access.QuerySet):
    def active_on(self, day):
        """In force on `day`: granted, started, not ended, not suspended (BR-26)."""
        return self.filter(state="active", starts_on__lte=day, ends_on__gte=day)

    def active_between(self, first, last):
        return self.active_on(first).filter(ends_on__gte=last)


class AuditorAccreditation(PutToVote, Stateful):
    """An accreditation asked for, then held for the time the rules give (BR-41 to BR-44)."""

    class State(States):
        DRAFT = "draft", "pencil", "quiet", "Brouillon"
        SUBMITTED = "submitted", "tray", "info", "Déposé"
        TO_COMPLETE = "to_complete", "triangle", "warn", "À compléter"
        UNDER_REVIEW = "under_review", "book", "info", "Instruction"
        TRAINING = "training", "list", "warn", "Formation à suivre"
        COMMITTEE_PENDING = "committee_pending", "calendar", "strong", "À valider en comité"
        ACTIVE = "active", "tile-tick", "ok", "Agréé"
        SUSPENDED = "suspended", "pause", "warn", "Suspendu"
        EXPIRED = "expired", "hourglass", "quiet", "Échu"
        REFUSED = "refused", "cross", "danger", "Refusé"
        WITHDRAWN = "withdrawn", "cross", "danger", "Retiré"
        RENOUNCED = "renounced", "door", "quiet", "Renoncé"

    reference = models.CharField("référence", max_length=20, unique=True)
    auditor = models.ForeignKey(
        Auditor, models.PROTECT, related_name="accreditations", verbose_name="auditeur"
    )
    state = models.CharField(
        "état", max_length=20, choices=State, default=State.DRAFT, editable=False
    )
    audit_types = models.JSONField("types d’audit", default=list)
    references_text = models.TextField("références professionnelles", blank=True)
    is_independent = models.BooleanField("déclare son indépendance", default=False)
    has_told_ties = models.BooleanField("a déclaré tous ses liens", default=False)
    insured_until_on = models.DateField("assurance valable jusqu’au", null=True, blank=True)
    ethics_accepted_on = models.DateField(
        "charte de déontologie acceptée le", null=True, blank=True
    )
    ethics_version = models.CharField(
        "version de la charte acceptée", max_length=20, default="", editable=False
    )
    trained_on = models.DateField("formation USH suivie le", null=True, blank=True)
    decision = models.ForeignKey(
        "labelling.Decision", models.PROTECT, null=True, editable=False, related_name="+"
    )
    taken_over_on = models.DateField("repris le", null=True, editable=False)
    starts_on = models.DateField("du", null=True, editable=False)
    ends_on = models.DateField("au", null=True, editable=False)

    objects = AccreditationQuerySet.as_manager()
    visibilities = (
        Visibility("l’auditeur", "parce que c’est son agrément", path="auditor__user"),
        *OFFICE,
    )

    class Meta:
        verbose_name = "agrément"
        ordering = ("-created_at",)
        constraints = (
            models.CheckConstraint(
                name="accreditation_active_is_decided",
                condition=~Q(state="active")
                | Q(starts_on__isnull=False, ends_on__gte=F("starts_on"))
                & (Q(decision__isnull=False) | Q(taken_over_on__isnull=False)),
            ),
            models.UniqueConstraint(
                fields=("auditor",),
                condition=Q(state__in=["active", "suspended"]),
                name="accreditation_one_in_force",
            ),
        )

    def __str__(self):
        return f"Agrément {self.reference}, {self.auditor}"

    @property
    def awaits_committee(self):
        return self.state == self.State.COMMITTEE_PENDING

    @property
    def is_suspended(self):
        return self.state == self.State.SUSPENDED

    def due_date(self, code):
        """By the rules in force today, as its reminders."""
        return current_rules().due(code, clock.today())

    @property
    def appeal_delay(self):
        """D16, as people say it, by the rules in force today."""
        return str(current_rules().delay("D16"))

    def reminder_days(self, _code):
        """BR-43: by the rules in force today; an accreditation is bound to no version."""
        return current_rules().accreditation_days

    def get_absolute_url(self):
        return reverse("labelling:accreditation_detail", args=[self.reference])

    @property
    def is_uninsured(self):
        """Whether the insurance that it holds is over."""
        return self.insured_until_on is not None and self.insured_until_on < clock.today()

    @property
    def running_missions(self):
        """What the référent must decide of when the accreditation stops (BR-44)."""
        rows = self.auditor.missions.filter(state__in=RUNNING)
        return rows.select_related("dossier__organism").order_by("starts_on")


class Tie(models.Model):
    """A link between an auditor (or their firm) and an organism: work, advice, mandate (BR-27, BR-53)."""

    class Kind(models.TextChoices):
        EMPLOYED = "employed", "salarié de l’organisme"
        ADVISED = "advised", "mission de conseil"
        BOARD = "board", "mandat d’administrateur"

    auditor = models.ForeignKey(
        Auditor, models.CASCADE, related_name="ties", verbose_name="auditeur"
    )
    organism = models.ForeignKey(
        Organism, models.PROTECT, related_name="ties", verbose_name="organisme"
    )
    kind = models.CharField("lien", max_length=10, choices=Kind)
    is_of_firm = models.BooleanField("lien du cabinet", default=False)
    started_on = models.DateField("depuis le")
    ended_on = models.DateField("jusqu’au", null=True, blank=True)
    declared_at = models.DateTimeField(default=clock.now, editable=False)

    objects = access.QuerySet.as_manager()
    visibilities = access.through("auditor")

    class Meta:
        verbose_name = "lien déclaré"
        verbose_name_plural = "liens déclarés"
        ordering = ("-started_on",)

    def __str__(self):
        return f"{self.auditor} et {self.organism}\u00a0: {self.get_kind_display()}"


class OfficeTie(models.Model):
    """A link between somebody of the label's office and an organism, which keeps them from its dossiers (BR-21)."""

    person = models.ForeignKey(
        User, models.CASCADE, related_name="office_ties", verbose_name="personne"
    )
    organism = models.ForeignKey(
        Organism, models.PROTECT, related_name="office_ties", verbose_name="organisme"
    )
    kind = models.CharField("lien", max_length=10, choices=Tie.Kind)
    started_on = models.DateField("depuis le")
    ended_on = models.DateField("jusqu’au", null=True, blank=True)
    declared_at = models.DateTimeField(default=clock.now, editable=False)

    objects = access.QuerySet.as_manager()
    visibilities = OFFICE[:2]

    class Meta:
        verbose_name = "lien du bureau"
        verbose_name_plural = "liens du bureau"
        ordering = ("-started_on", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="office_tie_runs_forward",
            ),
        )

    def __str__(self):
        return f"{self.person} et {self.organism}\u00a0: {self.get_kind_display()}"
