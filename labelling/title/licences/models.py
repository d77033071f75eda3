"""Brand licence: the right to use the mark, derived from a title."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from labelling.parties.organisms.affiliations import acting, memberships
from labelling.parties.organisms.models import Organism
from labelling.path.dossiers.models import LabelDossier
from labelling.title.brand.models import BrandCharterVersion, Trademark, UsageRulesVersion
from labelling.title.labels.mentions import LabelMention
from labelling.title.labels.models import Label
from portal import access
from portal.access import Visibility
from portal.core import clock
from portal.documents import StoredFile
from portal.models import Role, User
from portal.ui.states import States
from portal.workflow import Stateful

OPEN = ("eligible", "requested", "active", "suspended")
TO_REMOVE = ("suspended", "ending", "revoked")  # the mark leaves every support


class BrandLicence(Stateful):
    """One right of one organism to one variant of the mark, born of a dossier, a label or a mention.

    `end_on` is the last day of the right: the title's own end, never beyond (BR-80). What may be
    used today is never read from the state alone: see `rights`.
    """

    class State(States):
        ELIGIBLE = "eligible", "flag", "info", "Ouverte à l’organisme"
        REQUESTED = "requested", "pencil", "warn", "À accepter"
        ACTIVE = "active", "tile-tick", "ok", "En vigueur"
        SUSPENDED = "suspended", "pause", "warn", "Suspendue"
        ENDING = "ending", "hourglass", "warn", "Cessation en cours"
        ENDED = "ended", "box", "quiet", "Terminée"
        REVOKED = "revoked", "cross", "danger", "Révoquée"
        REFUSED = "refused", "cross", "danger", "Refusée"

    class Variant(models.TextChoices):
        ENGAGED = "engaged", "Organisme engagé"
        LABELLED = "labelled", "Organisme labellisé"
        MENTION = "mention", "Mention spéciale"

    class Support(models.TextChoices):
        WEB = "web", "site et applications"
        SOCIAL = "social", "réseaux sociaux"
        MAIL = "mail", "courriers et signatures de courriel"
        PRINT = "print", "affiches, plaquettes et rapports"
        SIGNS = "signs", "halls, agences et véhicules"
        PRESS = "press", "presse et événements"

    reference = models.CharField("référence", max_length=20, unique=True)
    organism = models.ForeignKey(
        Organism, models.PROTECT, related_name="licences", verbose_name="organisme"
    )
    variant = models.CharField("variante", max_length=8, choices=Variant)
    label = models.ForeignKey(Label, models.PROTECT, null=True, related_name="licences")
    dossier = models.ForeignKey(LabelDossier, models.PROTECT, null=True, related_name="licences")
    mention = models.ForeignKey(LabelMention, models.PROTECT, null=True, related_name="licences")
    state = models.CharField(
        "état", max_length=9, choices=State, default=State.ELIGIBLE, editable=False
    )
    perimeter = models.TextField("périmètre", blank=True)
    supports = models.JSONField("supports", default=list)
    use_note = models.TextField("usages prévus", blank=True)
    start_on = models.DateField("du", null=True, editable=False)
    end_on = models.DateField("au", null=True, editable=False)
    accepted_by = models.ForeignKey(
        User, models.PROTECT, null=True, editable=False, related_name="+"
    )
    accepted_at = models.DateTimeField("acceptée le", null=True, editable=False)
    charter = models.ForeignKey(
        BrandCharterVersion, models.PROTECT, null=True, editable=False, related_name="licences"
    )
    trademark = models.ForeignKey(
        Trademark, models.PROTECT, null=True, editable=False, related_name="licences"
    )
    usage_rules = models.ForeignKey(
        UsageRulesVersion, models.PROTECT, null=True, editable=False, related_name="licences"
    )
    mandatory_mentions = models.JSONField("mentions obligatoires", default=list, editable=False)
    prohibited_uses = models.JSONField("usages interdits", default=list, editable=False)
    reason = models.TextField("motif", blank=True, editable=False)
    digital_due_on = models.DateField("retrait numérique avant le", null=True, editable=False)
    print_due_on = models.DateField("retrait des imprimés avant le", null=True, editable=False)
    digital_removed_on = models.DateField("numérique retiré le", null=True, editable=False)
    print_removed_on = models.DateField("imprimés retirés le", null=True, editable=False)
    removed_by = models.ForeignKey(
        User, models.PROTECT, null=True, editable=False, related_name="+"
    )
    removal_note = models.TextField("déclaration de retrait", blank=True, editable=False)
    removal_proof = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, editable=False, related_name="+"
    )
    removal_confirmed_on = models.DateField("retrait constaté le", null=True, editable=False)
    escalated_on = models.DateField("relance de la Dircom le", null=True, editable=False)
    grievance = models.TextField("manquement reproché", blank=True, editable=False)
    grievance_by = models.ForeignKey(
        User, models.PROTECT, null=True, editable=False, related_name="+"
    )
    hearing_until_on = models.DateField("observations jusqu’au", null=True, editable=False)
    observations = models.TextField("observations", blank=True, editable=False)

    objects = access.QuerySet.as_manager()
    visibilities = (
        Visibility(
            "l’organisme",
            "parce que c’est sa licence",
            path="organism__memberships__user",
            where=lambda: acting("organism__memberships__"),
            ties=memberships,
            by="organism",
        ),
        Visibility("la Dircom", "parce qu’elle suit l’usage de la marque", role=Role.DIRCOM),
        Visibility("le référent label", "parce qu’il suit les labels", role=Role.REFERENT),
        Visibility("le suppléant du référent", "parce qu’il suit les labels", role=Role.DEPUTY),
    )

    class Meta:
        verbose_name = "licence de marque"
        verbose_name_plural = "licences de marque"
        ordering = ("-created_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("organism", "variant"),
                condition=Q(state__in=OPEN),
                name="licence_one_open",
            ),
            models.CheckConstraint(
                name="licence_of_its_title",
                condition=Q(variant="engaged", dossier__isnull=False, label=None, mention=None)
                | Q(variant="labelled", label__isnull=False, dossier=None, mention=None)
                | Q(variant="mention", label__isnull=False, mention__isnull=False, dossier=None),
            ),
            models.CheckConstraint(
                name="licence_active_is_accepted",
                condition=~Q(state="active")
                | Q(
                    accepted_by__isnull=False,
                    accepted_at__isnull=False,
                    charter__isnull=False,
                    start_on__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="licence_title_has_an_end",
                condition=Q(variant="engaged") | Q(end_on__isnull=False),
            ),
            models.CheckConstraint(
                name="licence_removal_has_dates",
                condition=~Q(state__in=TO_REMOVE)
                | Q(digital_due_on__isnull=False, print_due_on__gte=F("digital_due_on")),
            ),
            models.CheckConstraint(
                name="licence_grievance_is_heard",
                condition=Q(grievance="") | Q(hearing_until_on__isnull=False),
            ),
        )
        indexes = (models.Index(fields=("state", "end_on"), name="licence_state_end"),)

    def __str__(self):
        return f"Licence {self.reference}, {self.organism}"

    def get_absolute_url(self):
        return reverse("labelling:licence_detail", args=[self.reference])

    @property
    def rules(self):
        """The rules that bind the dossier or the label it comes from (BR-08)."""
        return (self.dossier or self.label.dossier).rules

    @property
    def rules_version(self):
        return self.rules.code

    def due_date(self, code):
        return self.rules.due(code, clock.today())

    def reminder_days(self, code):
        return self.rules.reminder_days(code)

    @property
    def is_used(self):
        """Accepted once: the mark may be on supports."""
        return self.accepted_at is not None

    @property
    def is_removed(self):
        return self.digital_removed_on is not None and self.print_removed_on is not None

    @property
    def is_late(self):
        """BR-83: a support whose day is past without a declaration of removal."""
        today = clock.today()
        late = (
            removed is None and due is not None and due < today
            for due, removed in (
                (self.digital_due_on, self.digital_removed_on),
                (self.print_due_on, self.print_removed_on),
            )
        )
        return self.state in TO_REMOVE and any(late)

    @property
    def hand(self):
        """Who holds the ball; nobody while the right simply runs. Removal is declared, then confirmed."""
        if self.state in ("ending", "revoked") and self.is_removed:
            return "" if self.removal_confirmed_on else "la Dircom"
        if self.grievance and self.state in OPEN:
            if clock.today() > self.hearing_until_on:
                return "la présidence du comité"
            if not self.observations:
                return "l’organisme"
            if self.state != self.State.REQUESTED:
                return "le calendrier"  # D15: all its days
        if self.state == self.State.SUSPENDED and self.is_removed:
            return (
                "le comité de labellisation"  # of the label: what was asked of the organism is done
            )
        return "" if self.state == self.State.ACTIVE else super().hand
