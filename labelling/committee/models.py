"""Models of the committee: seats, sessions, agenda, attendance, interests, votes, decisions."""

import hashlib

from django.db import models
from django.db.models import Q
from django.urls import reverse

from labelling.committee.minutes.models import MinutesAddendum
from labelling.committee.seats.models import CommitteeSeat, SeatHolder, sitting
from labelling.committee.votes.models import Ballot, Decision
from labelling.parties.accreditation.models import AuditorAccreditation
from labelling.parties.framework.binding import VersionKey, current_rules
from labelling.parties.framework.models import CommitteeRulesVersion
from labelling.parties.organisms.past import IN_PLACE, TAKEN_OVER, TakenOverThing, in_place
from labelling.path.dossiers.models import LabelDossier
from labelling.title.labels.models import Label
from portal import access
from portal.access import Visibility
from portal.core import clock
from portal.documents import StoredFile
from portal.models import Role, User
from portal.ui import words
from portal.ui.states import States
from portal.workflow import Problem, Refused

__all__ = (
    "HEARD",
    "AgendaItem",
    "Attendance",
    "Ballot",
    "CommitteeSeat",
    "CommitteeSession",
    "Decision",
    "InterestDeclaration",
    "MinutesAddendum",
    "SeatHolder",
    "sitting",
)


def minutes_digest(text):
    return hashlib.sha256(text.encode()).hexdigest()


class CommitteeSession(TakenOverThing):
    """A session (séance), from its date to its approved minutes."""

    class State(States):
        DRAFT = "draft", "pencil", "quiet", "En préparation"
        CONVENED = "convened", "mail", "info", "Convoquée"
        PACK_SENT = "pack_sent", "book", "info", "Dossiers transmis"
        OPEN = "open", "vote", "strong", "Ouverte"
        CLOSED = "closed", "lock", "info", "Close"
        MINUTES_DRAFT = "minutes_draft", "pencil", "info", "Relevé provisoire"
        MINUTES_APPROVED = "minutes_approved", "tick", "ok", "Relevé approuvé"
        ARCHIVED = "archived", "box", "quiet", "Archivée"
        CANCELLED = "cancelled", "cross", "quiet", "Annulée"
        RECONVENED = "reconvened", "turn", "warn", "Reconvoquée, faute de quorum"

    class Mode(models.TextChoices):
        ON_SITE = "in_session", "sur place"
        REMOTE = "remote_session", "à distance"
        WRITTEN = "written_consultation", "consultation écrite"

    reference = models.CharField("référence", max_length=20, unique=True)
    state = models.CharField(
        "état", max_length=20, choices=State, default=State.DRAFT, editable=False
    )
    held_on = models.DateField("date")
    starts_at = models.TimeField("heure", null=True)
    place = models.CharField("lieu", max_length=200)
    mode = models.CharField("forme", max_length=24, choices=Mode, default=Mode.ON_SITE)
    rules = VersionKey(
        CommitteeRulesVersion, models.PROTECT, related_name="+", verbose_name="règles"
    )
    convened_on = models.DateField("convoquée le", null=True, editable=False)
    urgency_reason = models.TextField("motif d’urgence", blank=True)
    minutes_text = models.TextField("relevé de décisions", blank=True)
    minutes_digest = models.CharField(
        "empreinte du relevé", max_length=64, blank=True, editable=False
    )
    minutes_approved_on = models.DateField("relevé approuvé le", null=True, editable=False)
    minutes_file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, editable=False, related_name="+"
    )

    objects = in_place()
    visibilities = (
        Visibility("le référent label", "parce qu’il appuie le comité", role=Role.REFERENT),
        Visibility("le suppléant du référent", "parce qu’il le remplace", role=Role.DEPUTY),
        Visibility(
            "le secrétariat du comité", "parce qu’il prépare la séance", role=Role.SECRETARY
        ),
    )  # members in office: rules.py

    class Meta:
        verbose_name = "séance"
        ordering = ("-held_on",)
        constraints = (
            models.CheckConstraint(
                name="session_has_an_hour", condition=Q(starts_at__isnull=False) | TAKEN_OVER
            ),
        )

    def __str__(self):
        return f"Comité du {words.day(self.held_on)}"

    def save(self, *args, **options):
        """BR-59: once fingerprinted, the text of the minutes is read-only, whoever saves."""
        if self.minutes_digest and minutes_digest(self.minutes_text) != self.minutes_digest:
            sentence = "Un relevé approuvé ne change plus : écrivez un additif."
            raise Refused(Problem("minutes_approved", sentence))
        super().save(*args, **options)

    def get_absolute_url(self):
        return reverse("labelling:session_detail", args=[self.reference])

    @property
    def rules_version(self):
        return self.rules.code

    @property
    def is_written(self):
        return self.mode == self.Mode.WRITTEN

    def due_date(self, code):
        """All but the notification (D10) are counted from, or before, the date of the session."""
        return current_rules().due(code, clock.today() if code == "D10" else self.held_on)

    def reminder_days(self, code):
        """Counted from the session: those of the deadline, which is some days before it (D09c)."""
        rules = current_rules()
        ahead = (self.held_on - rules.due(code, self.held_on)).days
        return tuple(ahead + days for days in rules.reminder_days(code))


class AgendaItem(TakenOverThing):
    """A point of the agenda with its ballot; the session is its aggregate."""

    part_of = "session"

    class Kind(models.TextChoices):
        LABEL = "label", "Attribution du label"
        SUSPENSION = "suspension", "Suspension d’un label"
        REINSTATEMENT = "reinstatement", "Levée d’une suspension"
        WITHDRAWAL = "withdrawal", "Retrait d’un label"
        EXTENSION = "extension", "Prorogation d’un label"
        ACCREDITATION = "accreditation", "Agrément d’un auditeur"

    class State(States):
        NOT_OPEN = "not_open", "clock", "quiet", "À examiner"
        OPEN = "open", "vote", "strong", "Vote ouvert"
        CLOSED = "closed", "lock", "info", "Vote clos"
        VALIDATED = "validated", "tick", "ok", "Décision validée"
        VOID = "void", "turn", "warn", "Vote annulé"
        REMOVED = "removed", "box", "quiet", "Retiré de l’ordre du jour"
        ANNULLED = "annulled", "cross", "danger", "Décision annulée"

    session = models.ForeignKey(CommitteeSession, models.PROTECT, related_name="items")
    number = models.PositiveSmallIntegerField("point")
    kind = models.CharField("objet", max_length=14, choices=Kind)
    state = models.CharField(
        "état", max_length=12, choices=State, default=State.NOT_OPEN, editable=False
    )
    round = models.PositiveSmallIntegerField("tour", default=1, editable=False)
    dossier = models.ForeignKey(
        LabelDossier, models.PROTECT, null=True, blank=True, related_name="agenda_items"
    )
    label = models.ForeignKey(
        Label, models.PROTECT, null=True, blank=True, related_name="agenda_items"
    )
    accreditation = models.ForeignKey(
        AuditorAccreditation, models.PROTECT, null=True, blank=True, related_name="agenda_items"
    )
    pack_digest = models.CharField(
        "empreinte du dossier de séance", max_length=64, blank=True, editable=False
    )
    closed_quorum = models.JSONField("quorum à la clôture", null=True, editable=False)

    objects = in_place()
    visibilities = ()  # members, minus recused seats: rules.py

    class Meta:
        verbose_name = "point de l’ordre du jour"
        verbose_name_plural = "points de l’ordre du jour"
        ordering = ("session", "number")
        constraints = (
            models.UniqueConstraint(
                fields=("session", "number"), condition=IN_PLACE, name="item_number_once"
            ),
            models.CheckConstraint(
                name="item_has_its_object",
                condition=Q(kind="label", dossier__isnull=False)
                | Q(kind="accreditation", accreditation__isnull=False)
                | Q(
                    kind__in=["suspension", "reinstatement", "withdrawal", "extension"],
                    label__isnull=False,
                ),
            ),
        )

    def __str__(self):
        return f"Point {self.number}. {self.title}"

    @property
    def rules_version(self):
        return self.session.rules.code

    def get_absolute_url(self):
        return reverse("labelling:item_detail", args=[self.session.reference, self.number])

    @property
    def subject(self):
        """The dossier, the label or the accreditation put to the vote."""
        return self.dossier or self.label or self.accreditation

    @property
    def organism(self):
        holder = self.dossier or self.label
        return holder.organism if holder else None

    @property
    def title(self):
        """« Valmeyre Habitat : premier label »."""
        what = self.dossier.get_dossier_type_display() if self.dossier else self.get_kind_display()
        who = self.organism or self.accreditation.auditor
        return f"{who}\u00a0: {what[:1].lower()}{what[1:]}"


HEARD = (AgendaItem.Kind.SUSPENSION, AgendaItem.Kind.WITHDRAWAL)  # after a written notice (BR-72)


class Attendances(models.Manager.from_queryset(access.QuerySet)):
    """Attendances with their seat: `session.attendances.all()` is never read without it."""

    def get_queryset(self):
        return super().get_queryset().select_related("seat")


class Attendance(models.Model):
    """Who sits on a seat in a session, or that nobody does."""

    class Status(models.TextChoices):
        PRESENT = "present", "présent"
        ABSENT = "absent", "absent"

    session = models.ForeignKey(CommitteeSession, models.PROTECT, related_name="attendances")
    seat = models.ForeignKey(CommitteeSeat, models.PROTECT, related_name="+")
    full_status = models.CharField("titulaire", max_length=8, choices=Status, default=Status.ABSENT)
    substitute_status = models.CharField(
        "suppléant", max_length=8, choices=Status, default=Status.ABSENT
    )
    is_replaced = models.BooleanField("le suppléant siège, désigné d’avance", default=False)
    noted_at = models.DateTimeField(default=clock.now)

    objects = Attendances()
    visibilities = access.through("session")

    class Meta:
        verbose_name = "émargement"
        constraints = (
            models.UniqueConstraint(fields=("session", "seat"), name="attendance_once_a_seat"),
        )

    def __str__(self):
        return f"{self.seat} : {self.get_full_status_display()}"

    def get_absolute_url(self):
        return self.session.get_absolute_url()


class InterestDeclaration(models.Model):
    """A member's word on an item: no interest, or one that recuses (BR-51 to BR-53)."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="interests")
    user = models.ForeignKey(User, models.PROTECT, related_name="interests")
    has_interest = models.BooleanField("a un intérêt")
    nature = models.TextField("nature de l’intérêt", blank=True)
    is_automatic = models.BooleanField("constaté par le portail", default=False)
    lifted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    lift_reason = models.TextField("motif de la levée", blank=True)
    declared_at = models.DateTimeField(default=clock.now)

    objects = access.QuerySet.as_manager()
    visibilities = access.through("item")

    class Meta:
        verbose_name = "déclaration d’intérêt"
        verbose_name_plural = "déclarations d’intérêt"
        constraints = (models.UniqueConstraint(fields=("item", "user"), name="interest_once"),)

    def __str__(self):
        return f"{self.user}, {self.item}"
