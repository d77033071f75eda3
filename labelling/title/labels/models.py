"""Label as a title with dates, and its attestations."""

from collections import Counter

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from labelling.parties.framework.subjects import PutToVote
from labelling.parties.organisms.affiliations import acting, memberships
from labelling.parties.organisms.models import Organism
from labelling.parties.organisms.past import (
    IN_PLACE,
    TAKEN_OVER,
    TakenOver,
    TakenOverThing,
    in_place,
)
from labelling.path.dossiers.models import LabelDossier
from portal import access
from portal.access import Visibility
from portal.core import clock
from portal.documents import StoredFile
from portal.models import Role
from portal.ui.states import States
from portal.workflow import Problem

HELD = ("active", "extended", "suspended")
IN_FORCE = ("pending", "active", "extended")


class LabelQuerySet(access.QuerySet):
    """`day` is asked of the dates; decisions are all those known now.

    What was held on a past day, whatever was decided since: `labelling.steering.figures.past`.
    """

    def in_force(self, day=None):
        """Held on `day`, from its dates and decisions alone: true with every job stopped."""
        return self._running(IN_FORCE, day or clock.today())

    def held(self, day=None):
        """In force, or suspended and not ended: the title still exists."""
        return self._running((*IN_FORCE, "suspended"), day or clock.today())

    def _running(self, states, day):
        """Of these states, or renounced for a later day."""
        leaving = Q(state="renounced", ended_on__gt=day)
        return self.filter(Q(state__in=states) | leaving, start_on__lte=day, end_on__gte=day)


class Label(PutToVote, TakenOverThing):
    """Created only by a validated « grant » decision (BR-62); read by the directory, never typed."""

    class State(States):
        PENDING = "pending", "clock", "info", "À prendre effet"
        ACTIVE = "active", "tile-tick", "ok", "En vigueur"
        EXTENDED = "extended", "plus", "warn", "Prorogé"
        SUSPENDED = "suspended", "pause", "warn", "Suspendu"
        EXPIRED = "expired", "hourglass", "quiet", "Échu"
        WITHDRAWN = "withdrawn", "cross", "danger", "Retiré"
        RENOUNCED = "renounced", "door", "quiet", "Renoncé"
        SUPERSEDED = "superseded", "swap", "quiet", "Remplacé"
        ANNULLED = "annulled", "cross", "danger", "Annulé"

    reference = models.CharField("référence", max_length=20, unique=True)
    organism = models.ForeignKey(
        Organism, models.PROTECT, related_name="labels", verbose_name="organisme"
    )
    dossier = models.ForeignKey(LabelDossier, models.PROTECT, related_name="labels")
    decision = models.ForeignKey(
        "labelling.Decision", models.PROTECT, null=True, related_name="labels"
    )
    state = models.CharField(
        "état", max_length=12, choices=State, default=State.PENDING, editable=False
    )
    cycle = models.PositiveSmallIntegerField("cycle", default=1)
    perimeter = models.TextField("périmètre")
    start_on = models.DateField("du")
    end_on = models.DateField("au")
    ended_on = models.DateField("terminé le", null=True, editable=False)
    suspended_on = models.DateField("suspendu le", null=True, editable=False)
    safeguard_on = models.DateField("suspendu à titre conservatoire le", null=True, editable=False)
    notice_sent_on = models.DateField("phase contradictoire ouverte le", null=True, editable=False)
    reason = models.TextField("motif", blank=True, editable=False)

    objects = in_place(LabelQuerySet)
    visibilities = (
        Visibility(
            "l’organisme",
            "parce que c’est son label",
            path="organism__memberships__user",
            where=lambda: acting("organism__memberships__"),
            ties=memberships,
            by="organism",
        ),
        Visibility("le référent label", "parce qu’il suit les labels", role=Role.REFERENT),
        Visibility("le suppléant du référent", "parce qu’il suit les labels", role=Role.DEPUTY),
        Visibility(
            "le secrétariat du comité", "parce qu’il prépare les séances", role=Role.SECRETARY
        ),
    )  # what the public may know of a label is told by register.py alone

    class Meta:
        verbose_name = "label"
        ordering = ("-start_on",)
        constraints = (
            models.UniqueConstraint(
                fields=("organism",),
                condition=Q(state__in=["active", "extended", "suspended"]) & IN_PLACE,
                name="label_one_in_force",
            ),
            models.CheckConstraint(
                name="label_dates_in_order", condition=Q(end_on__gte=F("start_on"))
            ),
            models.CheckConstraint(
                name="label_is_decided", condition=Q(decision__isnull=False) | TAKEN_OVER
            ),
            models.CheckConstraint(
                name="label_safeguard_suspends",
                condition=Q(safeguard_on=None) | Q(state="suspended"),
            ),
        )
        indexes = (models.Index(fields=("state", "end_on"), name="label_state_end"),)

    def __str__(self):
        return f"Label {self.reference}, {self.organism}"

    def falsehoods(self, state):
        """A title begins before it ends; one that is held has not ended, by any day told of it."""
        found = []
        if self.end_on < self.start_on:
            found.append(
                Problem("ends_before", f"{self.organism}\u00a0: la fin du label précède son début.")
            )
        if self.ended_on and self.ended_on < self.start_on:
            found.append(
                Problem("ended_before", f"{self.organism}\u00a0: le label a cessé avant son début.")
            )
        if state in HELD and self.ended_on:
            found.append(
                Problem("ended", f"{self.organism}\u00a0: un label en vigueur n’a pas cessé.")
            )
        return found

    @classmethod
    def falsehoods_together(cls, pairs):
        """BR-64: one label held."""
        held = Counter(one.organism_id for one, state in pairs if state in HELD)
        held.update(
            cls.objects.filter(state__in=HELD, organism__in=set(held)).values_list(
                "organism", flat=True
            )
        )
        names = {one.organism_id: str(one.organism) for one, _ in pairs}
        return [
            Problem("two_labels", f"{names[key]}\u00a0: deux labels en vigueur à la fois.")
            for key, many in held.items()
            if many > 1
        ]

    @property
    def renewal_due_on(self):
        """D12: the day by which the renewal dossier is submitted."""
        return self.dossier.rules.due("D12", self.end_on)

    @property
    def awaits_committee(self):
        """A suspension to confirm (BR-72), or that is over (BR-73)."""
        is_over = self.due_on is not None and self.due_on <= clock.today()
        return self.state == self.State.SUSPENDED and bool(self.safeguard_on or is_over)

    @property
    def hearing_until(self):
        """D15: the last day of the phase contradictoire, or None while none was opened by writing."""
        return self.notice_sent_on and self.dossier.rules.due("D15", self.notice_sent_on)

    @property
    def appeal_delay(self):
        """D16, as people say it: « 60 jours »."""
        return str(self.dossier.rules.delay("D16"))

    def get_absolute_url(self):
        return reverse("labelling:label_detail", args=[self.reference])

    @property
    def rules_version(self):
        return self.dossier.rules.code

    def due_date(self, code):
        return self.dossier.rules.due(code, clock.today())

    def reminder_days(self, _code):
        return self.dossier.rules.renewal_days

    def status_on(self, day):
        """The state told to the public on `day`: dates overrule a job that has not run."""
        return status_on(self.state, self.start_on, self.end_on, self.ended_on, day)


OVER = {
    Label.State.WITHDRAWN,
    Label.State.RENOUNCED,
    Label.State.SUPERSEDED,
    Label.State.EXPIRED,
    Label.State.ANNULLED,
}


def status_on(state, start_on, end_on, ended_on, day):
    """The same of the facts of a row that is not made into a Label."""
    if state == Label.State.RENOUNCED and ended_on and ended_on > day:
        return Label.State.ACTIVE
    if state in OVER:
        return Label.State(state)
    if day > end_on:
        return Label.State.EXPIRED
    if state == Label.State.SUSPENDED:
        return Label.State.SUSPENDED
    if day < start_on:
        return Label.State.PENDING
    return Label.State.EXTENDED if state == Label.State.EXTENDED else Label.State.ACTIVE


class Attestation(TakenOver):
    """The certificate of a label: a number never given twice, facts frozen, a sealed PDF (BR-66, BR-67)."""

    class Status(models.TextChoices):
        PREPARING = "preparing", "en préparation"
        PUBLISHED = "published", "publiée"
        VOID = "void", "annulée"
        FAILED = "failed", "en échec"

    number = models.CharField("numéro", max_length=40)
    label = models.ForeignKey(Label, models.PROTECT, related_name="attestations")
    status = models.CharField("état", max_length=10, choices=Status, default=Status.PREPARING)
    organism_name = models.CharField("organisme", max_length=160)
    perimeter = models.TextField("périmètre")
    start_on = models.DateField("du")
    end_on = models.DateField("au")
    decided_on = models.DateField("décidé le", null=True)
    signatory_name = models.CharField("signataire", max_length=170)
    signatory_title = models.CharField("qualité du signataire", max_length=170)
    issued_on = models.DateField("émise le", null=True, default=clock.today)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    template_hash = models.CharField("empreinte du modèle", max_length=64, blank=True)
    void_reason = models.TextField("motif d’annulation", blank=True)
    attempts = models.PositiveSmallIntegerField("essais", default=0, editable=False)
    next_try_at = models.DateTimeField("prochain essai", default=clock.now, editable=False)
    error = models.TextField("dernière erreur", blank=True, editable=False)

    objects = in_place()
    visibilities = (
        *access.through("label"),
        Visibility(
            "l’administration technique",
            "parce qu’elle relance les documents qui ne se préparent pas",
            role=Role.TECH,
            when=lambda: Q(status__in=("preparing", "failed")),
        ),
    )

    class Meta:
        verbose_name = "attestation"
        ordering = ("-number",)
        constraints = (
            models.CheckConstraint(
                name="attestation_complete",
                condition=~Q(organism_name="")
                & ~Q(perimeter="")
                & ~Q(signatory_name="")
                & Q(decided_on__isnull=False, issued_on__isnull=False)
                & Q(number__regex=r"^QH-[0-9]{4}-[0-9]{4}$")
                | TAKEN_OVER & ~Q(number="") & ~Q(organism_name="") & Q(file=None),
            ),
            models.UniqueConstraint(
                fields=("number",), condition=IN_PLACE, name="attestation_number_once"
            ),
        )

    def __str__(self):
        return self.number

    def get_absolute_url(self):
        """Where it is printed anew; what it is worth is on its verification page."""
        return reverse("labelling:attestation_list")

    def get_verify_url(self):
        return reverse("labelling:verify", args=[self.number])
