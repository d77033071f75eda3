"""Models of requests: messages, misuses, complaints, admissions and appeals, under one numbering."""

from django.db import models

from labelling.committee.complaints.admissions.models import Admission
from labelling.committee.complaints.appeals.models import Appeal
from labelling.committee.complaints.handlers import rules
from labelling.committee.complaints.submissions import (
    DIRCOM,
    OFFICE,
    FromStranger,
    SubmissionQuerySet,
    until_archive,
)
from labelling.committee.models import Decision
from labelling.parties.organisms.models import Organism
from labelling.path.audits.models import AuditMission
from portal.core import clock
from portal.core.working_days import add_months
from portal.ui.states import States


class MisuseQuerySet(SubmissionQuerySet):
    def of_the_mark(self):
        """Those of the mark, of the name or of an attestation: not of the service rendered."""
        reasons = MisuseReport.Reason
        return self.filter(reason__in=(reasons.MARK, reasons.CLAIM, reasons.ATTESTATION))

    def facts(self):
        """[{reason, seen_on, retained_on}] of those retained: all that the organism's file may tell.

        Never who reported, nor their words, nor the place, by which somebody might be known.
        """
        rows = self.exclude(retained_on=None).order_by("-retained_on", "-pk")
        reasons = dict(MisuseReport.Reason.choices)
        return [
            {"reason": reasons[reason], "seen_on": seen_on, "retained_on": retained_on}
            for reason, seen_on, retained_on in rows.values_list("reason", "seen_on", "retained_on")
        ]


class MisuseReport(FromStranger):
    """Reported without an account; triaged; what is retained feeds the organism's file."""

    class Reason(models.TextChoices):
        MARK = "mark", "Le logo ou le nom du label utilisé sans droit"
        CLAIM = "claim", "Un organisme se dit labellisé et ne l’est pas, ou plus"
        ATTESTATION = "attestation", "Une attestation qui paraît fausse"
        QUALITY = "quality", "Un problème de qualité de service qui dure"
        OTHER = "other", "Autre chose"

    class State(States):
        RECEIVED = "received", "tray", "warn", "Reçu"
        ACKNOWLEDGED = "acknowledged", "book", "info", "Pris en charge"
        FOUNDED = "founded", "flag", "strong", "Retenu"
        UNFOUNDED = "unfounded", "cross", "quiet", "Non retenu"
        REDIRECTED = "redirected", "turn", "quiet", "Réorienté"
        HANDLED = "handled", "spanner", "ok", "Traité"
        CLOSED = "closed", "box", "quiet", "Clos"
        TRANSFERRED = "transferred", "swap", "quiet", "Transféré"

    noun = "signalement"

    reason = models.CharField("motif", max_length=12, choices=Reason)
    place = models.CharField("vu où", max_length=300, blank=True)
    seen_on = models.DateField("vu le", null=True, blank=True)
    organism = models.ForeignKey(
        Organism,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="misuses",
        verbose_name="organisme",
    )
    state = models.CharField(
        "état", max_length=12, choices=State, default=State.RECEIVED, editable=False
    )
    finding = models.TextField("ce qui a été constaté", blank=True)
    redirected_to = models.CharField("réorienté vers", max_length=200, blank=True)
    measures = models.TextField("ce qui a été fait", blank=True)
    retained_on = models.DateField("retenu le", null=True, editable=False)

    objects = MisuseQuerySet.as_manager()
    visibilities = (OFFICE[0], *until_archive("misuse", OFFICE[1], DIRCOM))

    class Meta(FromStranger.Meta):
        verbose_name = "signalement"

    @property
    def subject(self):
        return self.get_reason_display()


class Enquiry(FromStranger):
    """What the contact form brings."""

    class Topic(models.TextChoices):
        LABEL = "label", "Le label et ses étapes"
        JOIN = "join", "Devenir labellisé"
        VERIFY = "verify", "Une attestation à vérifier"
        PRESS = "press", "Presse et partenariats"
        DATA = "data", "Mes données personnelles"
        SITE = "site", "Le site et son accessibilité"
        OTHER = "other", "Autre sujet"

    class State(States):
        RECEIVED = "received", "tray", "warn", "Reçu"
        ANSWERED = "answered", "mail", "ok", "Répondu"
        CLOSED = "closed", "box", "quiet", "Classé"
        TRANSFERRED = "transferred", "swap", "quiet", "Transféré"

    promise = "D23"
    noun = "message"

    topic = models.CharField("sujet", max_length=8, choices=Topic, default=Topic.LABEL)
    state = models.CharField(
        "état", max_length=12, choices=State, default=State.RECEIVED, editable=False
    )

    visibilities = (*OFFICE, DIRCOM)

    class Meta(FromStranger.Meta):
        verbose_name = "message"

    @property
    def subject(self):
        return self.get_topic_display()


class Complaint(rules.Handled, FromStranger):
    """`mission` and `decision` are what is contested: whoever took part may not handle it (BR-100)."""

    class About(models.TextChoices):
        ORGANISATION = "organisation", "L’organisation du label"
        AUDIT = "audit", "Un audit"
        ORGANISM = "organism", "Un organisme labellisé"

    class State(States):
        RECEIVED = "received", "tray", "warn", "Reçue"
        ACKNOWLEDGED = "acknowledged", "book", "info", "Prise en charge"
        INVESTIGATED = "investigated", "lens", "info", "Instruite"
        DECIDED = "decided", "vote", "strong", "Décidée"
        NOTIFIED = "notified", "mail", "ok", "Notifiée"
        TRANSFERRED = "transferred", "swap", "quiet", "Transférée"

    class Outcome(models.TextChoices):
        FOUNDED = "founded", "Fondée"
        PARTLY = "partly", "Fondée en partie"
        UNFOUNDED = "unfounded", "Non fondée"

    noun = "réclamation"

    about = models.CharField("objet", max_length=12, choices=About)
    state = models.CharField(
        "état", max_length=12, choices=State, default=State.RECEIVED, editable=False
    )
    organism = models.ForeignKey(
        Organism,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="complaints",
        verbose_name="organisme",
    )
    mission = models.ForeignKey(
        AuditMission,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="complaints",
        verbose_name="audit contesté",
    )
    decision = models.ForeignKey(
        Decision,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="complaints",
        verbose_name="décision contestée",
    )
    handlers = rules.handlers_field("complaints_handled")
    finding = models.TextField("instruction", blank=True)
    outcome = models.CharField("issue", max_length=10, choices=Outcome, blank=True, editable=False)

    visibilities = (
        OFFICE[0],
        *until_archive("complaint", OFFICE[1], rules.visibility("handled_complaint")),
    )

    class Meta(FromStranger.Meta):
        verbose_name = "réclamation"

    @property
    def subject(self):
        return self.get_about_display()


REPEATED = 2  # one alone is nobody's habit, and would tell who wrote


def repeated_of_the_service(organism):
    """How many say, since a year, that the service of this organism fails; 0 while nothing repeats.

    Counted, never named: reports of a lasting problem and complaints about the organism, but those judged unfounded
    and those that go on under another reference.
    """
    recent = {"received_on__gt": add_months(clock.today(), -12)}
    told = organism.misuses.filter(reason=MisuseReport.Reason.QUALITY, **recent)
    told = told.exclude(state__in=(MisuseReport.State.UNFOUNDED, MisuseReport.State.TRANSFERRED))
    heard = organism.complaints.filter(about=Complaint.About.ORGANISM, **recent)
    heard = heard.exclude(outcome=Complaint.Outcome.UNFOUNDED)
    many = told.count() + heard.exclude(state=Complaint.State.TRANSFERRED).count()
    return many if many >= REPEATED else 0


PREFIX = "QH-R"
MOVABLE = {"message": Enquiry, "signalement": MisuseReport, "reclamation": Complaint}
STRANGERS = MOVABLE | {"espace": Admission}
KINDS = STRANGERS | {"recours": Appeal}

__all__ = (
    "KINDS",
    "MOVABLE",
    "PREFIX",
    "STRANGERS",
    "Admission",
    "Appeal",
    "Complaint",
    "Enquiry",
    "MisuseReport",
)
