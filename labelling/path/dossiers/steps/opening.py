"""Opening of a dossier: for which organism, and what prevents it (BR-12, BR-76)."""

from django.db import transaction

from labelling.parties.framework.binding import current_framework, current_rules
from labelling.parties.framework.kinds import DossierType
from labelling.parties.organisms.models import Organism
from labelling.parties.organisms.rules import instructor, memberships, signatory
from labelling.path.dossiers.models import FINAL, LabelDossier
from portal.access.references import next_reference
from portal.core import clock
from portal.ui import words
from portal.workflow import Forbidden, Problem, Refused, audit_log

HELD = ("pending", "active", "extended", "suspended")  # states of a label that may be renewed
may_open = signatory | instructor


def openable(user):
    """The organisms for which `user` may open a dossier."""
    rows = Organism.objects.filter(is_active=True)
    if instructor(user, None):
        return rows
    mine = [pk for pk, function in memberships(user).items() if function == "signatory"]
    return rows.filter(pk__in=mine)


def opening_problems(organism, dossier_type):
    """Why `organism` cannot open a dossier of this type today: a list, empty when it can."""
    found = [
        _inactive(organism),
        _already_open(organism, dossier_type),
        _too_soon(organism, dossier_type),
        _label_mismatch(organism, dossier_type),
    ]
    return [problem for problem in found if problem]


def _inactive(organism):
    if not organism.is_active:
        return Problem("inactive", "Cet organisme n’est plus en activité.")
    return None


def _already_open(organism, dossier_type):
    """BR-12: one open dossier per organism and type."""
    rows = organism.dossiers.filter(dossier_type=dossier_type).exclude(state__in=FINAL)
    if dossier := rows.first():
        text = f"Un dossier de ce type est déjà ouvert : {dossier.reference}."
        return Problem("ALREADY_OPEN", text, dossier.get_absolute_url(), "Ouvrir ce dossier")
    return None


def _too_soon(organism, dossier_type):
    """BR-76: after a refusal, a new first application waits for D17."""
    if dossier_type != DossierType.INITIAL:
        return None
    refused = organism.dossiers.filter(state="refused", dossier_type=dossier_type)
    last = refused.select_related("rules").order_by("-decided_on").first()
    if last is None or clock.today() >= (first := last.rules.due("D17", last.decided_on)):
        return None
    return Problem(
        "too_soon", f"Après un refus, une candidature se rouvre à partir du {words.day(first)}."
    )


def _label_mismatch(organism, dossier_type):
    """A first application is for who holds no label; the other types are for who does (BR-77)."""
    is_held = organism.labels.held(clock.today()).exists()
    if dossier_type == DossierType.INITIAL:
        text = "Cet organisme détient le label : ouvrez un renouvellement."
        return Problem("has_label", text) if is_held else None
    if dossier_type == DossierType.RENEWAL:
        is_held = organism.labels.exists()
    return (
        None if is_held else Problem("no_label", "Ce type de dossier suppose un label en vigueur.")
    )


def filing_due(organism, dossier_type):
    """D12: the day by which a renewal is submitted, before the end of the label; None for the other types."""
    if dossier_type != DossierType.RENEWAL:
        return None
    held = organism.labels.filter(state__in=HELD, end_on__gte=clock.today())
    label = held.order_by("-end_on").first()
    return label and label.renewal_due_on


@transaction.atomic
def open_dossier(organism, *, by, dossier_type=DossierType.INITIAL):
    """A draft under the rules in force today, bound for good at registration. Refused, Forbidden."""
    organism = Organism.objects.select_for_update().get(pk=organism.pk)
    if not may_open(by, organism):
        raise Forbidden(Problem("forbidden", f"Seul {may_open.label} peut ouvrir un dossier."))
    if problems := opening_problems(organism, dossier_type):
        raise Refused(*problems)
    dossier = LabelDossier.objects.create(
        reference=next_reference("QH-D", clock.today().year),
        organism=organism,
        dossier_type=dossier_type,
        rules=current_rules(),
        framework=current_framework(),
        due_on=filing_due(organism, dossier_type),
        homes_in_perimeter=organism.homes or None,
        is_demo=organism.is_demo,
    )
    audit_log.write(
        dossier,
        by=by,
        act="open",
        sentence=f"{by} a ouvert le dossier {words.of(organism)}.",
        target=dossier.state,
        rules=dossier.rules_version,
    )
    return dossier
