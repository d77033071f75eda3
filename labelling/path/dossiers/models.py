"""Labelling dossier: a procedure, from draft to the committee's decision."""

from collections import Counter

from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property

from labelling.parties.framework.binding import VersionKey
from labelling.parties.framework.kinds import DossierType
from labelling.parties.framework.models import EvaluationFrameworkVersion, LabelRulesVersion
from labelling.parties.framework.subjects import PutToVote
from labelling.parties.organisms.affiliations import acting, memberships
from labelling.parties.organisms.models import Organism
from labelling.parties.organisms.past import IN_PLACE, TAKEN_OVER, TakenOverThing, in_place
from labelling.path.dossiers.addresses import page
from labelling.path.dossiers.parts.models import ComplementRequest, TenantInvolvement
from portal import access
from portal.access import Visibility
from portal.core import clock
from portal.documents import StoredFile
from portal.models import Role, User
from portal.ui.states import States
from portal.workflow import Problem, audit_log
from portal.workflow.ordering import urgency_index

__all__ = (
    "ComplementRequest",
    "FrozenCopy",
    "LabelDossier",
    "Piece",
    "TenantInvolvement",
    "Waiver",
)
OWN = Visibility(
    "l’organisme",
    "parce que c’est son dossier",
    path="organism__memberships__user",
    where=lambda: acting("organism__memberships__"),
    ties=memberships,
    by="organism",
)
OFFICE = (
    Visibility("le référent label", "parce qu’il instruit", role=Role.REFERENT),
    Visibility("le suppléant du référent", "parce qu’il instruit avec lui", role=Role.DEPUTY),
)
STOPPED = ("discontinued", "dismissed")  # nobody has decided on it, nobody will
DECIDED = ("granted", "refused")
FINAL = (*DECIDED, *STOPPED)
# By others, for the step that leads: who holds the ball is who can mend the first thing that is missing.
PREPARED = ("registered", "diagnosis", "preparation", "audit", "follow_up")
# Of a list.
ROW = (
    "reference organism__name organism__slug dossier_type state due_on ready_on waits_for since_at taken_over_on"
).split()


class DossierQuerySet(access.QuerySet):
    def open(self):
        return self.exclude(state__in=FINAL)

    def for_list(self):
        """What a row shows; what is forgotten here raises instead of costing a query a row."""
        return self.select_related("organism").only(*ROW).fetch_mode(models.FETCH_RAISE)


class LabelDossier(PutToVote, TakenOverThing):
    """One procedure of one organism; `rules` and `framework` are bound at registration (BR-08)."""

    class State(States):
        DRAFT = "draft", "pencil", "quiet", "Brouillon"
        SUBMITTED = "submitted", "tray", "info", "Déposé"
        TO_COMPLETE = "to_complete", "triangle", "warn", "À compléter"
        REGISTERED = "registered", "tick", "info", "Recevable"
        DIAGNOSIS = "diagnosis", "lens", "info", "Diagnostic HQS"
        PREPARATION = "preparation", "list", "info", "Préparation"
        AUDIT = "audit", "clipboard", "info", "Audit en cours"
        FOLLOW_UP = "follow_up", "spanner", "warn", "Traitement des constats"
        REVIEW = "review", "book", "info", "En instruction"
        SCHEDULED = "scheduled", "calendar", "strong", "Inscrit au comité"
        ADJOURNED = "adjourned", "pause", "warn", "Ajourné"
        GRANTED = "granted", "tile-tick", "ok", "Label accordé"
        REFUSED = "refused", "cross", "danger", "Refusé"
        DISCONTINUED = "discontinued", "door", "quiet", "Désistement"
        DISMISSED = "dismissed", "box", "quiet", "Classé sans suite"

    reference = models.CharField("référence", max_length=20, unique=True)
    organism = models.ForeignKey(
        Organism, models.PROTECT, related_name="dossiers", verbose_name="organisme"
    )
    dossier_type = models.CharField(
        "type", max_length=12, choices=DossierType, default=DossierType.INITIAL
    )
    state = models.CharField(
        "état", max_length=20, choices=State, default=State.DRAFT, editable=False
    )
    rules = VersionKey(LabelRulesVersion, models.PROTECT, related_name="+", verbose_name="règles")
    framework = VersionKey(
        EvaluationFrameworkVersion,
        models.PROTECT,
        related_name="+",
        verbose_name="cadre d’évaluation",
    )
    presentation = models.TextField("présentation", blank=True)
    perimeter = models.TextField("périmètre", blank=True)
    homes_in_perimeter = models.PositiveIntegerField(
        "logements du périmètre", null=True, blank=True
    )
    engagement_signed_on = models.DateField("engagement signé le", null=True, blank=True)
    engagement_signed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    engaged_perimeter = models.TextField(
        "périmètre signé", blank=True, editable=False, db_default=""
    )
    engaged_homes = models.PositiveIntegerField("logements signés", null=True, editable=False)
    submitted_on = models.DateField("déposé le", null=True, editable=False)
    registered_on = models.DateField("recevable le", null=True, editable=False)
    prepared_on = models.DateField("en préparation depuis le", null=True, editable=False)
    ready_on = models.DateField("rien ne manque depuis le", null=True, editable=False)
    waits_for = models.CharField("attend", max_length=40, blank=True, editable=False, db_default="")
    lacks = models.CharField(
        "ce qui manque d’abord", max_length=40, blank=True, editable=False, db_default=""
    )
    scheduled_on = models.DateField("inscrit le", null=True, editable=False)
    decided_on = models.DateField("décidé le", null=True, editable=False)
    instruction_note = models.TextField("note d’instruction", blank=True)
    instructed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    dismissal_proposed_on = models.DateField("classement proposé le", null=True, editable=False)
    outcome_reason = models.TextField("motif", blank=True, editable=False)
    erased_on = models.DateField("contenu effacé le", null=True, editable=False)
    is_demo = models.BooleanField("dossier inventé", default=False, editable=False)

    objects = in_place(DossierQuerySet)
    visibilities = (OWN, *OFFICE)

    class Meta:
        verbose_name = "dossier"
        ordering = ("-created_at",)
        constraints = (
            models.UniqueConstraint(
                fields=("organism", "dossier_type"),
                condition=~Q(state__in=FINAL) & IN_PLACE,
                name="dossier_one_open",
            ),
            models.CheckConstraint(
                name="dossier_decided_has_date",
                condition=~Q(state__in=["granted", "refused"]) | Q(decided_on__isnull=False),
            ),
            models.CheckConstraint(
                name="dossier_submitted_has_date",
                condition=Q(state__in=["draft", "discontinued"])
                | Q(submitted_on__isnull=False)
                | TAKEN_OVER,
            ),
        )
        indexes = (
            models.Index(fields=("-created_at",), name="dossier_recent"),
            models.Index(fields=("state", "due_on"), name="dossier_state_due"),
            models.Index(fields=("due_on", "-since_at"), name="dossier_urgency"),
            urgency_index(FINAL, "dossier_list"),
        )

    def __str__(self):
        return f"{self.reference}, {self.organism}"

    def get_absolute_url(self):
        return page(self, "dossier_detail")

    @property
    def rules_version(self):
        return self.rules.code

    @property
    def appeal_delay(self):
        """D16, as people say it: « 60 jours »."""
        return str(self.rules.delay("D16"))

    @property
    def is_ready(self):
        """Whether its next step lacks nothing: it waits for who takes it (labelling.path.dossiers.steps.turns)."""
        return self.ready_on is not None and self.state in PREPARED

    @property
    def hand(self):
        """Whoever can mend the first thing that is missing, or takes the step that lacks nothing."""
        if self.state not in PREPARED:
            return super().hand
        return "le référent label" if self.is_ready else self.waits_for or super().hand

    @property
    def is_engaged_as_declared(self):
        signed = self.engaged_perimeter, self.engaged_homes
        return signed == (self.perimeter, self.homes_in_perimeter)

    @cached_property
    def history(self):
        """Its journal, latest line first, read once for this object: a step has one of its own, under its lock."""
        lines = audit_log.entries_of(self).only(
            "at", "act", "actor_name", "sentence", "source", "target"
        )
        return list(lines.fetch_mode(models.FETCH_RAISE))

    def falsehoods(self, state):
        """A decision has its day, and a dossier that ended began before."""
        if state in DECIDED and self.decided_on is None:
            return [Problem("undecided", f"{self.organism}\u00a0: le jour de la décision manque.")]
        if self.submitted_on and self.decided_on and self.decided_on < self.submitted_on:
            text = f"{self.organism}\u00a0: la décision précède la candidature."
            return [Problem("decided_before", text)]
        return []

    @classmethod
    def falsehoods_together(cls, pairs):
        """BR-12: one open dossier per organism and type."""
        opened = Counter((one.organism_id, one.dossier_type) for one, s in pairs if s not in FINAL)
        stored = cls.objects.open().filter(organism__in={key for key, _ in opened})
        opened.update(stored.values_list("organism", "dossier_type"))
        names = {one.organism_id: str(one.organism) for one, _ in pairs}
        return [
            Problem("already_open", f"{names[key]}\u00a0: deux dossiers ouverts du même type.")
            for (key, _), many in opened.items()
            if many > 1
        ]

    def due_date(self, code):
        return self.rules.due(code, clock.today())

    def reminder_days(self, code):
        return self.rules.reminder_days(code)


class Piece(models.Model):
    """A supporting document of a dossier. Replacing one makes a new version, the old is kept (BR-16)."""

    dossier = models.ForeignKey(LabelDossier, models.PROTECT, related_name="pieces")
    code = models.CharField("pièce", max_length=40)
    stage = models.CharField("étape", max_length=40, blank=True)
    title = models.CharField("intitulé", max_length=200)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    is_current = models.BooleanField("en vigueur", default=True)
    is_frozen = models.BooleanField("figée par un dépôt", default=False)
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=clock.now)

    objects = access.QuerySet.as_manager()
    visibilities = access.through("dossier")

    class Meta:
        verbose_name = "pièce"
        ordering = ("code", "-added_at")
        constraints = (
            models.UniqueConstraint(
                fields=("dossier", "code", "title"), condition=Q(is_current=True), name="piece_one_current"
            ),
        )  # fmt: skip

    def __str__(self):
        return self.title


class FrozenCopy(models.Model):
    """What was submitted, as it was, with the hash that the receipt bears."""

    dossier = models.ForeignKey(LabelDossier, models.PROTECT, related_name="frozen_copies")
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    content = models.JSONField()
    digest = models.CharField("empreinte", max_length=64)

    objects = access.QuerySet.as_manager()
    visibilities = access.through("dossier")

    class Meta:
        verbose_name = "copie figée"
        ordering = ("-at",)

    def __str__(self):
        return f"{self.dossier_id} {self.digest[:12]}"


class Waiver(models.Model):
    """A logged exception (dérogation) to one rule, for one dossier."""

    dossier = models.ForeignKey(LabelDossier, models.PROTECT, related_name="waivers")
    rule = models.CharField("règle", max_length=20)
    reason = models.TextField("motif")
    granted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    granted_at = models.DateTimeField(default=clock.now)

    objects = access.QuerySet.as_manager()
    visibilities = access.through("dossier")

    class Meta:
        verbose_name = "dérogation"
        constraints = (models.UniqueConstraint(fields=("dossier", "rule"), name="waiver_once"),)

    def __str__(self):
        return f"{self.rule}, {self.dossier}"
