"""Fields shared by all kinds of requests, and their promised dates."""

from dataclasses import replace

from django.conf import settings
from django.core import signing
from django.db import models
from django.db.models import Q
from django.urls import reverse

from labelling.parties.framework.binding import current_rules
from portal import access
from portal.access import Visibility
from portal.core import clock
from portal.documents import StoredFile
from portal.models import Role
from portal.retention import durations
from portal.workflow import Stateful

CONFIRM = signing.Signer(sep=".", salt="labelling.complaints.confirmation")
signer = signing.Signer(sep=".", salt="labelling.complaints.tracking")


def path_of(reference):
    """The reference and its signature: nothing of the person, nothing that can be guessed."""
    return reverse("labelling:request_follow", args=[signer.sign(reference)])


def confirm_path_of(reference):
    """Sent to the address alone: the page that follows a request does not show it."""
    return reverse("labelling:admission_confirm", args=[CONFIRM.sign(reference)])


def reference_of(token, by=signer):
    """The reference of a signed token, or None for one that we never gave."""
    try:
        return by.unsign(token)
    except signing.BadSignature:
        return None


OFFICE = (
    Visibility("le référent label", "parce qu’il suit les demandes", role=Role.REFERENT),
    Visibility("le suppléant du référent", "parce qu’il le remplace", role=Role.DEPUTY),
)
DIRCOM = Visibility(
    "la Dircom", "parce qu’elle protège la marque et répond au public", role=Role.DIRCOM
)


def in_use(code):
    """BR-93: the condition of a visibility that ends when the demand enters the archive."""
    return lambda: Q(closed_on=None) | Q(closed_on__gt=durations.in_use_since(code))


def until_archive(code, *visibilities):
    """The référent alone reads the archive; these others do not any more."""
    return tuple(replace(visibility, when=in_use(code)) for visibility in visibilities)


class SubmissionQuerySet(access.QuerySet):
    def open(self):
        return self.filter(closed_on=None)


class Submission(Stateful):
    """One writing, with its human reference, the date promised for its answer, and the answer.

    `closed_on` starts the retention (`labelling/committee/complaints/retention.py`).
    """

    promise = "D23b"  # the deadline of the answer
    noun = "demande"

    reference = models.CharField("référence", max_length=20, unique=True)
    text = models.TextField("texte")
    file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="pièce"
    )
    received_on = models.DateField("reçu le", default=clock.today)
    promised_on = models.DateField("réponse promise pour le")
    answer = models.TextField("réponse", blank=True)
    answered_on = models.DateField("répondu le", null=True, editable=False)
    closed_on = models.DateField("clos le", null=True, editable=False)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ("-received_on", "-pk")

    def __str__(self):
        return f"{self._meta.verbose_name.capitalize()} {self.reference}"

    def get_absolute_url(self):
        return reverse("labelling:request_detail", args=[self.reference])

    @property
    def rules_version(self):
        return current_rules(self.received_on).code

    def due_date(self, code):
        """Every delay runs from the receipt; what was promised then does not move."""
        if code == self.promise:
            return self.promised_on
        return current_rules(self.received_on).due(code, self.received_on)

    def reminder_days(self, code):
        return current_rules(self.received_on).reminder_days(code)


class FromStranger(Submission):
    """Written without an account: who wrote is known by what they chose to say, and by no address.

    `sent_key` makes a repeated sending one row. `moved_to` is the reference under which it goes on.
    """

    sender_name = models.CharField("nom", max_length=120, blank=True)
    sender_email = models.EmailField("adresse électronique", blank=True)
    organism_name = models.CharField("organisme nommé", max_length=160, blank=True)
    sent_key = models.UUIDField(null=True, editable=False, unique=True)
    moved_to = models.CharField("suivi sous", max_length=20, blank=True, editable=False)
    came_from = models.CharField("issu de", max_length=20, blank=True, editable=False)

    class Meta(Submission.Meta):
        abstract = True

    @property
    def follow_path(self):
        return path_of(self.reference)

    @property
    def follow_url(self):
        return settings.PORTAL_ADDRESS + self.follow_path
