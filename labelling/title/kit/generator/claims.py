"""Claims that an organism may print today, from its title and its licence."""

from dataclasses import asdict, dataclass
from datetime import date

from django.conf import settings
from django.urls import reverse

from labelling.title.kit.models import Variant
from labelling.title.labels.mentions import titles
from labelling.title.labels.models import Attestation, Label
from portal.core import clock
from portal.ui import words

LONGEST_PERIMETER = 160  # characters; beyond, the attestation tells it


@dataclass(frozen=True)
class Claim:
    """The words of a document, for one organism, one variant and one day."""

    variant: str
    organism: str
    sentence: str
    valid: str
    perimeter: str
    mention: str
    start_on: date | None
    end_on: date | None
    address: str
    is_demo: bool
    number: str = ""

    @property
    def facts(self):
        """Plain values: what the cached document depends on."""
        return asdict(self)


SENTENCES = {
    Variant.ENGAGED: "est engagé dans la démarche Quali’Hlm",
    Variant.LABELLED: "est labellisé Quali’Hlm",
    Variant.MENTION: "est labellisé Quali’Hlm, avec la mention",
}


def claim(organism, right):
    """The Claim that `right` (labelling.title.licences.rights) opens for `organism`."""
    variant = Variant(right.variant)
    label = None if variant == Variant.ENGAGED else _label(organism, right)
    mention = titles(label) if label and variant == Variant.MENTION else ""
    sentence = SENTENCES[variant] + (f" « {mention} »" if mention else "")
    return Claim(
        variant=variant.value,
        organism=organism.name,
        sentence=sentence,
        valid=_valid(right.until),
        perimeter=_perimeter(label),
        mention=mention,
        start_on=label.start_on if label else None,
        end_on=right.until,
        address=settings.PORTAL_ADDRESS + _page(organism, label),
        is_demo=organism.is_demo,
        number=_number(label),
    )


def _label(organism, right):
    """The title of the day: the licence's own, or the one that has just followed it."""
    held = Label.objects.in_force().filter(organism=organism).order_by("-start_on").first()
    return held or right.licence.label


def _number(label):
    """Of the latest attestation of the title, or "" (taken over without it, being prepared)."""
    if label is None:
        return ""
    given = label.attestations.exclude(status=Attestation.Status.VOID).order_by("-number")
    return given.values_list("number", flat=True).first() or ""


def _valid(until):
    if until is None:
        return f"Établi le {words.day(clock.today())}, valable tant que le dossier est ouvert"
    return f"Valable jusqu’au {words.day(until)}"


def _perimeter(label):
    if label is None:
        return ""
    text = " ".join(label.perimeter.split())
    return text if len(text) <= LONGEST_PERIMETER else "Périmètre précisé sur l’attestation"


def _page(organism, label):
    """Where anybody reads the state of the day."""
    return reverse("labelling:badge", args=[organism.slug]) if label else "/"
