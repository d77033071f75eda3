"""Public register: who holds the label on a day, from dates and decisions alone."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Exists, OuterRef

from labelling.parties.organisms.models import Merger, Organism
from labelling.path.dossiers.models import LabelDossier
from labelling.title.labels.models import Attestation, Label
from portal.core import clock
from portal.ui import words

UNREGISTERED = ("draft", "submitted", "to_complete")
TOLD_AS_THEY_ARE = ("withdrawn", "annulled")  # they say why their attestation is void
TAKEN_BACK = ("withdrawn", "annulled", "suspended")
TOLD_CYCLES = ("active", "extended", "expired", "superseded")  # BR-70: a withdrawn one never


def shows_suspended():
    return settings.SHOW_SUSPENDED


def directory_labels(day=None):
    """The labels that the directory shows (BR-70): in force, never a withdrawn or refused file."""
    if shows_suspended():
        return Label.objects.held(day)
    return Label.objects.in_force(day)


def lists(state):
    """Whether the directory shows a label that is held and of this state, as `listed`."""
    return shows_suspended() or state != Label.State.SUSPENDED


def engaged(day=None):
    """Organisms with a registered, open dossier and no label, that accept to be named (BR-70)."""
    dossiers = LabelDossier.objects.open().exclude(state__in=UNREGISTERED)
    rows = Organism.objects.filter(has_public_consent=True, is_active=True)
    return rows.filter(pk__in=dossiers.values("organism")).exclude(
        pk__in=Label.objects.held(day).values("organism")
    )


def suspended():
    """Labels that are suspended and that the directory does not list: a page of their organism says so."""
    rows = Label.objects.filter(state=Label.State.SUSPENDED, attestations__isnull=False)
    return rows.exclude(organism__in=directory_labels().values("organism"))


def taken_back():
    """Keys of the organisms whose last label is withdrawn, annulled or suspended: nothing vouches for them."""
    return set(taken_back_keys())


def taken_back_keys():
    """The same, to be read inside of another query."""
    later = Label.objects.filter(organism=OuterRef("organism"), start_on__gt=OuterRef("start_on"))
    rows = Label.objects.filter(~Exists(later), state__in=TAKEN_BACK)
    return rows.values_list("organism", flat=True)


def cycles(organism, day=None):
    """Past and present cycles told to the public, the latest first."""
    day = day or clock.today()
    rows = organism.labels.filter(start_on__lte=day).order_by("-start_on")
    return [label for label in rows if label.status_on(day) in TOLD_CYCLES]


ANSWERS = {
    "active": ("Label en vigueur", "ok", "tile-tick"),
    "extended": ("Label prorogé", "warn", "plus"),
    "pending": ("Label à prendre effet", "info", "clock"),
    "suspended": ("Label suspendu", "warn", "pause"),
    "expired": ("Label échu", "quiet", "hourglass"),
    "superseded": ("Attestation d’un cycle passé", "quiet", "swap"),
    "withdrawn": ("Label retiré", "danger", "cross"),
    "renounced": ("Label abandonné par l’organisme", "quiet", "door"),
    "annulled": ("Label annulé", "danger", "cross"),
    "void": ("Attestation annulée", "danger", "cross"),
}


@dataclass(frozen=True)
class Answer:
    """What /verifier/ says of a number, this very second (BR-68, BR-69). No personal data."""

    number: str
    status: str
    organism: Organism
    label: Label
    attestation: Attestation

    @property
    def title(self):
        return ANSWERS[self.status][0]

    @property
    def tone(self):
        return ANSWERS[self.status][1]

    @property
    def icon(self):
        return ANSWERS[self.status][2]

    @property
    def is_held(self):
        return self.status in ("active", "extended")

    @property
    def page(self):
        """The organism's public page, when the directory shows it."""
        return self.organism if directory_labels().filter(pk=self.label.pk).exists() else None

    @property
    def absorption(self):
        return None if self.organism.is_active else absorption_of(self.organism)

    @property
    def ended(self):
        """[(label, day)] of what ended or suspended the label; empty while nothing did."""
        label = self.label
        said, day = {
            "suspended": ("Suspendu le", label.suspended_on or label.safeguard_on),
            "withdrawn": ("Retiré le", label.ended_on),
            "renounced": ("Abandonné le", label.ended_on),
            "annulled": ("Annulé le", label.ended_on),
        }.get(self.status, ("", None))
        return [(said, day)] if day else []

    @property
    def sentence(self):
        """One sentence that answers « detains it today? », with its date."""
        label, who = self.label, self.attestation.organism_name
        return {
            "active": f"{who} détient le label Quali’Hlm jusqu’au {words.day(label.ended_on or label.end_on)}.",
            "extended": f"{who} détient le label Quali’Hlm, prorogé jusqu’au {words.day(label.end_on)}.",
            "pending": f"Le label {words.of(who)} prendra effet le {words.day(label.start_on)}.",
            "suspended": f"{who} ne peut pas se prévaloir du label, suspendu le temps de corriger.",
            "expired": f"Le label {words.of(who)} a pris fin le {words.day(label.ended_on or label.end_on)}.",
            "superseded": f"Ce cycle a pris fin le {words.day(label.ended_on or label.end_on)} ; un autre l’a suivi.",
            "withdrawn": f"Le comité de labellisation a retiré le label {words.of(who)}.",
            "renounced": f"{who} a renoncé au label.",
            "annulled": f"La décision qui accordait le label {words.to(who)} est annulée : ce label n’existe plus.",
            "void": f"Cette attestation, émise pour {who}, ne vaut plus rien.",
        }[self.status]


def absorption_of(organism):
    """By whom the organism was absorbed, or None (BR-05): a fact of the public register of firms."""
    return Merger.objects.filter(absorbed=organism).select_related("absorbing").first()


def is_shown(organism):
    """Whether the directory has a page of it today."""
    if directory_labels().filter(organism=organism).exists():
        return True
    return engaged().filter(pk=organism.pk).exists()


def verify(number):
    """The Answer for an attestation's number, or None when it was never given."""
    rows = Attestation.objects.select_related("label__organism")
    return _answer(rows.filter(number=number).first())


def last_answer(slug):
    """The Answer for the last attestation of an organism that the directory does not show any more, or None."""
    rows = Attestation.objects.select_related("label__organism").filter(label__organism__slug=slug)
    return _answer(rows.order_by("-label__start_on", "-number").first())


def _answer(attestation):
    if attestation is None:
        return None
    label, number = attestation.label, attestation.number
    status = label.status_on(clock.today())
    if attestation.status == Attestation.Status.VOID and status not in TOLD_AS_THEY_ARE:
        status = "void"
    return Answer(number, str(status), label.organism, label, attestation)
