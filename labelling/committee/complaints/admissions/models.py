"""Admission of an organism that asks for a space: who signs, who prepares, what was made precise."""

from dataclasses import replace

from django.conf import settings
from django.db import models
from django.db.models import Q

from labelling.committee.complaints import submissions
from labelling.committee.complaints.submissions import OFFICE, FromStranger, in_use
from labelling.parties.framework.binding import current_rules
from labelling.parties.organisms.models import Membership, Organism, valid_siren
from portal.core import clock
from portal.retention import durations
from portal.ui.states import States

F = Membership.Function
UNCONFIRMED = "unconfirmed_admission"  # its line of the register of retention


def is_confirmed():
    """What nobody has confirmed is nobody's to read: the address may be anyone's."""
    return ~Q(state="unconfirmed")


class Admission(FromStranger):
    """The sender prepares the file and follows the request; somebody else may sign.

    `exchanges` are the précisions asked for, each {asked, asked_on, said, said_on}: the last one may wait.
    """

    class State(States):
        UNCONFIRMED = "unconfirmed", "mail", "quiet", "Adresse à confirmer"
        RECEIVED = "received", "tray", "warn", "À vérifier"
        TO_SPECIFY = "to_specify", "triangle", "warn", "Précision demandée"
        OPENED = "opened", "tile-tick", "ok", "Espace ouvert"
        JOINED = "joined", "people", "ok", "Invitée dans un espace"
        REFUSED = "refused", "cross", "danger", "Refusée"

    promise = "D23"
    noun = "demande d’espace"

    state = models.CharField(
        "état", max_length=12, choices=State, default=State.UNCONFIRMED, editable=False
    )
    siren = models.CharField("Siren", max_length=9, validators=[valid_siren])
    family = models.CharField("famille", max_length=10, choices=Organism.Family)
    departement = models.CharField("département du siège", max_length=3)
    signatory_name = models.CharField("personne signataire", max_length=120)
    signatory_job = models.CharField("fonction de la personne signataire", max_length=120)
    signatory_email = models.EmailField("adresse de la personne signataire")
    exchanges = models.JSONField("précisions", default=list, editable=False)
    organism = models.ForeignKey(
        Organism,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="admissions",
        verbose_name="organisme",
    )

    visibilities = (
        replace(OFFICE[0], when=is_confirmed),
        replace(OFFICE[1], when=lambda: is_confirmed() & in_use("admission")()),
    )

    class Meta(FromStranger.Meta):
        verbose_name = "demande d’espace"

    @property
    def subject(self):
        return self.organism_name

    @property
    def is_unconfirmed(self):
        return self.state == self.State.UNCONFIRMED

    @property
    def is_lapsed(self):
        """Asked too long ago to be confirmed still, erased or not."""
        limit = durations.period(UNCONFIRMED).over_since(clock.today())
        return self.is_unconfirmed and self.received_on <= limit

    @property
    def time_to_confirm(self):
        """« 7 jours »."""
        return durations.format_delay(durations.period(UNCONFIRMED).active)

    @property
    def confirm_url(self):
        return settings.PORTAL_ADDRESS + submissions.confirm_path_of(self.reference)

    @property
    def question(self):
        """The précision that is waited for, or ""."""
        if self.state != self.State.TO_SPECIFY:
            return ""
        return self.exchanges[-1]["asked"]

    @property
    def invited(self):
        """[(address, function, job)] of whom the space is opened for; one person may be both."""
        signs = (self.signatory_email, F.SIGNATORY, self.signatory_job)
        prepares = (self.sender_email, F.CONTACT, "")
        is_one = self.signatory_email.lower() == self.sender_email.lower()
        return [signs] if is_one else [signs, prepares]

    def due_date(self, code):
        """A précision has its own delay (D02), and gives the verification its delay again (D23)."""
        return current_rules().due(code, clock.today())


def twin(admission):
    """The organism that bears the Siren of the request, or None (BR-02)."""
    return Organism.objects.filter(siren=admission.siren).first()


def others(admission):
    """The other requests of that Siren that still run."""
    rows = Admission.objects.open().filter(is_confirmed(), siren=admission.siren)
    return rows.exclude(pk=admission.pk).order_by("received_on", "pk")
