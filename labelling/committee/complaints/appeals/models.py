"""Appeal (recours) of an organism against a decision of the committee."""

from django.db import models
from django.db.models import Exists, OuterRef, Q

from labelling.committee.complaints.handlers import rules
from labelling.committee.complaints.submissions import OFFICE, Submission, until_archive
from labelling.committee.models import AgendaItem, Decision
from labelling.committee.rules import ChairVisibility
from labelling.parties.organisms.affiliations import acting, memberships
from labelling.parties.organisms.models import Organism
from portal.access import Visibility
from portal.models import Role, User
from portal.ui.states import States


class Appeal(rules.Handled, Submission):
    """Once a decision; examined by people who took no part in it (BR-100), two at least."""

    class State(States):
        RECEIVED = "received", "tray", "warn", "Reçu"
        ACKNOWLEDGED = "acknowledged", "book", "info", "Pris en charge"
        INVESTIGATED = "investigated", "lens", "info", "Instruit"
        PROPOSED = "proposed", "people", "info", "Proposé au collège"
        DECIDED = "decided", "vote", "strong", "Décidé"
        NOTIFIED = "notified", "mail", "ok", "Notifié"

    class Outcome(models.TextChoices):
        UPHELD = "upheld", "Accueilli : réexamen"
        DISMISSED = "dismissed", "Rejeté"

    OUTCOMES = {  # as a sentence says them
        Outcome.UPHELD: "accueilli, et la décision sera réexaminée par le comité",
        Outcome.DISMISSED: "rejeté",
    }

    promise = "D16b"
    noun = "recours"

    state = models.CharField(
        "état", max_length=12, choices=State, default=State.RECEIVED, editable=False
    )
    organism = models.ForeignKey(
        Organism, models.PROTECT, related_name="appeals", verbose_name="organisme"
    )
    decision = models.OneToOneField(
        Decision, models.PROTECT, related_name="appeal", verbose_name="décision contestée"
    )
    lodged_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="formé par")
    handlers = rules.handlers_field("appeals_handled")
    agreed_by = models.ManyToManyField(
        User, related_name="+", blank=True, editable=False, verbose_name="ont donné leur accord"
    )
    finding = models.TextField("instruction", blank=True)
    outcome = models.CharField("issue", max_length=10, choices=Outcome, blank=True, editable=False)

    visibilities = (
        Visibility(
            "l’organisme",
            "parce que c’est son recours",
            path="organism__memberships__user",
            where=lambda: acting("organism__memberships__"),
            ties=memberships,
            by="organism",
        ),
        OFFICE[0],
        *until_archive(
            "appeal",
            OFFICE[1],
            Visibility("le secrétariat du comité", "parce qu’il l’enregistre", role=Role.SECRETARY),
            ChairVisibility("la présidence du comité", "parce qu’elle notifie l’issue"),
            rules.visibility("handled_appeal"),
        ),
    )

    class Meta(Submission.Meta):
        verbose_name = "recours"
        verbose_name_plural = "recours"

    @property
    def outcome_words(self):
        return self.OUTCOMES.get(self.outcome, "")

    @property
    def hand(self):
        """A rejection is the secretariat's to notify, a reexamination the présidence's (rules.notifies)."""
        if self.state == self.State.DECIDED and self.outcome != self.Outcome.UPHELD:
            return self.workflow.hands[self.State.RECEIVED]
        return super().hand

    @property
    def item(self):
        return self.decision.item

    @property
    def procedure(self):
        """The dossier whose rules bind the decision: that of the point, or that of its label."""
        return self.item.dossier or self.item.label.dossier

    @property
    def rules_version(self):
        return self.procedure.rules.code

    def due_date(self, code):
        """The delays of the dossier's own rules (BR-08), from the receipt."""
        if code == self.promise:
            return self.promised_on
        return self.procedure.rules.due(code, self.received_on)

    def reminder_days(self, code):
        return self.procedure.rules.reminder_days(code)

    @property
    def subject(self):
        return f"{self.organism}"


SUBJECTS = ("dossier", "label", "accreditation")


def to_list():
    """Upheld appeals whose subject is on no later agenda; a dossier in review has its own step for that."""
    contested = "decision__item"
    same = Q()
    for subject in SUBJECTS:
        same |= Q(**{subject: OuterRef(f"{contested}__{subject}")})
    later = AgendaItem.objects.filter(same, pk__gt=OuterRef(contested))
    later = later.exclude(state=AgendaItem.State.REMOVED)
    rows = Appeal.objects.filter(state=Appeal.State.NOTIFIED, outcome=Appeal.Outcome.UPHELD)
    return rows.filter(~Exists(later)).exclude(**{f"{contested}__dossier__state": "review"})


def is_to_list(appeal):
    return to_list().filter(pk=appeal.pk).exists()
