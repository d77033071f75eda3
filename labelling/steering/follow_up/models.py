"""Notes private to the office, the mentions of a colleague, the exchanges with organisms, the relances."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from labelling.parties.organisms.models import Organism
from labelling.parties.organisms.past import TAKEN_OVER, TakenOver, in_place
from labelling.path.dossiers.models import LabelDossier
from labelling.steering.follow_up.rules import OFFICE
from portal import access
from portal.access import Visibility
from portal.core import clock
from portal.models import User
from portal.ui import words


class FollowUpQuerySet(access.QuerySet):
    def current(self):
        """Those that hold: withdrawn by nobody."""
        return self.filter(withdrawn_at=None)


class FollowUp(TakenOver):
    """What the office keeps for itself of an organism, or of one of its dossiers; `by` wrote it.

    Each has a chain of its own in the journal: that of its organism is read by the organism.
    """

    reference = models.CharField("référence", max_length=20, unique=True)
    organism = models.ForeignKey(
        Organism, models.PROTECT, related_name="%(class)ss", verbose_name="organisme"
    )
    dossier = models.ForeignKey(
        LabelDossier, models.PROTECT, null=True, related_name="%(class)ss", verbose_name="dossier"
    )
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="écrit par")
    recorded_at = models.DateTimeField("écrit le", default=clock.now, editable=False)
    withdrawn_at = models.DateTimeField("retiré le", null=True, editable=False)

    objects = in_place(FollowUpQuerySet)
    visibilities = OFFICE

    class Meta:
        abstract = True

    def get_absolute_url(self):
        return f"{reverse('labelling:follow_up', args=[self.organism.slug])}#{self.reference}"


class OfficeNote(FollowUp):
    text = models.TextField("note", max_length=5000)
    edited_at = models.DateTimeField("modifiée le", null=True, editable=False)
    pinned_at = models.DateTimeField("épinglée le", null=True, editable=False)

    class Meta:
        verbose_name = "note du bureau"
        verbose_name_plural = "notes du bureau"
        ordering = ("-recorded_at", "-pk")
        indexes = (
            models.Index(fields=("organism", "-recorded_at", "-id"), name="note_of_organism"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(pinned_at=None) | Q(withdrawn_at=None), name="note_withdrawn_unpinned"
            ),
        )

    def __str__(self):
        return f"Note {self.reference}, {self.organism}"


class NoteMention(models.Model):
    """A colleague named by a note, who has still to read it until `read_at`."""

    note = models.ForeignKey(
        OfficeNote, models.CASCADE, related_name="mentions", verbose_name="note"
    )
    person = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name="personne")
    told_at = models.DateTimeField("mentionnée le", default=clock.now)
    read_at = models.DateTimeField("lue le", null=True)

    objects = access.QuerySet.as_manager()
    visibilities = access.through("note")

    class Meta:
        verbose_name = "mention dans une note du bureau"
        verbose_name_plural = "mentions dans les notes du bureau"
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("note", "person"), name="note_mention_once"),
        )
        indexes = (
            models.Index(fields=("person",), condition=Q(read_at=None), name="note_mention_unread"),
        )

    def __str__(self):
        return f"Mention {self.note_id}, {self.person_id}"

    def get_absolute_url(self):
        return self.note.get_absolute_url()


class RelanceQuerySet(access.QuerySet):
    def waiting(self):
        """Confirmed, and neither undone nor gone."""
        return self.filter(confirmed_at__isnull=False, cancelled_at=None, left_at=None)


class Relance(models.Model):
    """A mail to people of an organism: prepared, read again, confirmed; it may be undone until it leaves.

    Those that are prepared together bear one `batch`, the reference of the first. `cancelled_at` before
    the confirmation: left out of them.
    """

    reference = models.CharField("référence", max_length=20, unique=True)
    batch = models.CharField("préparation", max_length=20, db_index=True)
    organism = models.ForeignKey(
        Organism, models.PROTECT, related_name="relances", verbose_name="organisme"
    )
    dossier = models.ForeignKey(
        LabelDossier, models.PROTECT, null=True, related_name="relances", verbose_name="dossier"
    )
    people = models.ManyToManyField(User, related_name="+", verbose_name="destinataires")
    subject = models.CharField("objet", max_length=150)
    text = models.TextField("texte", max_length=5000)
    follow_on = models.DateField("à suivre le", null=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="écrite par")
    prepared_at = models.DateTimeField("préparée le", default=clock.now, editable=False)
    reviewed_at = models.DateTimeField("relue le", null=True, editable=False)
    confirmed_at = models.DateTimeField("confirmée le", null=True, editable=False)
    leaves_at = models.DateTimeField("part le", null=True, editable=False)
    left_at = models.DateTimeField("partie le", null=True, editable=False)
    cancelled_at = models.DateTimeField("annulée le", null=True, editable=False)

    objects = RelanceQuerySet.as_manager()
    visibilities = (
        *OFFICE,
        Visibility(
            "la personne à qui elle est écrite",
            "parce qu’elle reçoit ce courriel",
            path="people",
            where=lambda: Q(left_at__isnull=False),
        ),
    )

    class Meta:
        verbose_name = "relance"
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("batch", "organism"), name="relance_once_an_organism"),
            models.CheckConstraint(
                condition=Q(confirmed_at=None, leaves_at=None)
                | Q(confirmed_at__isnull=False, leaves_at__isnull=False),
                name="relance_confirmed_leaves",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None) | Q(reviewed_at__isnull=False),
                name="relance_reviewed_before",
            ),
            models.CheckConstraint(
                condition=Q(left_at=None) | Q(cancelled_at=None, confirmed_at__isnull=False),
                name="relance_undone_or_gone",
            ),
            models.UniqueConstraint(
                fields=("organism",),
                condition=Q(confirmed_at__isnull=False, cancelled_at=None, left_at=None),
                name="relance_one_waits",
            ),
        )

    def __str__(self):
        return f"Relance {self.reference}, {self.organism}"

    def get_absolute_url(self):
        """Where what it asks is done: the dossier, or the organism."""
        return (self.dossier or self.organism).get_absolute_url()

    @property
    def url(self):
        """Its page, of the office."""
        return reverse("labelling:relance_edit", args=[self.reference])

    @property
    def batch_url(self):
        return reverse("labelling:relances", args=[self.batch])

    @property
    def name(self):
        """What the mail calls its thing."""
        return str(self.dossier or self.organism)

    @property
    def is_draft(self):
        return self.confirmed_at is None and self.cancelled_at is None

    @property
    def is_waiting(self):
        return self.confirmed_at is not None and self.cancelled_at is None and self.left_at is None


class Exchange(FollowUp):
    """Contact with an organism, as whoever had it tells it; of a relance, the mail that left.

    `charge` follows it up, unless somebody has taken the dossier since (`worklist.py`).
    """

    class Kind(models.TextChoices):
        PHONE = "phone", "Téléphone"
        MAIL = "mail", "Courriel"
        MEETING = "meeting", "Réunion"
        VISIT = "visit", "Visite"
        RELANCE = "relance", "Relance"

    kind = models.CharField("moyen", max_length=10, choices=Kind)
    on = models.DateField("jour", null=True)  # of what was taken over, it may be unknown
    at = models.TimeField("heure", null=True)
    person = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name="avec (membre)"
    )
    with_name = models.CharField("avec", max_length=160, blank=True)
    said = models.TextField("ce qui s’est dit", max_length=5000)
    next_step = models.CharField("la suite", max_length=300, blank=True)
    next_on = models.DateField("à suivre le", null=True)
    charge = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name="suivi par"
    )
    done_at = models.DateTimeField("suite faite le", null=True, editable=False)
    done_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name="suite faite par"
    )
    done_word = models.CharField("ce qui en est sorti", max_length=300, blank=True)
    relance = models.OneToOneField(
        Relance, models.SET_NULL, null=True, related_name="exchange", verbose_name="courriel"
    )

    class Meta:
        verbose_name = "échange"
        ordering = ("-on", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(next_on=None) | Q(charge__isnull=False) | TAKEN_OVER,
                name="exchange_followed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(on__isnull=False) | TAKEN_OVER, name="exchange_has_a_day"
            ),
            models.CheckConstraint(
                condition=Q(done_at=None) ^ Q(done_by__isnull=False), name="exchange_done_by"
            ),
        )
        indexes = (
            models.Index(fields=("organism", "-on", "-id"), name="exchange_of_organism"),
            models.Index(
                fields=("next_on",),
                condition=Q(done_at=None, withdrawn_at=None, next_on__isnull=False),
                name="exchange_to_follow",
            ),
        )

    def __str__(self):
        return f"{self.get_kind_display()} {self.reference}, {self.organism}"

    @property
    def interlocutor(self):
        """With whom; a relance says to whom it was written in `with_name`."""
        return str(self.person) if self.person_id else self.with_name

    @property
    def when_and_whom(self):
        """« 24 novembre 2026 à 14 h 05, avec Alice Martin »."""
        day = words.day(self.on) if self.on else "jour inconnu"
        hour = f" à {words.hour(self.at)}" if self.at else ""
        return f"{day}{hour}" + (f", avec {self.interlocutor}" if self.interlocutor else "")

    @property
    def is_to_follow(self):
        return self.next_on is not None and self.done_at is None and self.withdrawn_at is None

    @property
    def is_late(self):
        return self.is_to_follow and self.next_on < clock.today()
