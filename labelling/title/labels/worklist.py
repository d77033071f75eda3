"""Tasks of labels on a member's home: renewals to prepare, suspensions that end, notices of withdrawal."""

from django.db.models import Exists, OuterRef
from django.urls import reverse

from labelling.parties.framework.deadlines import due_of, with_delay
from labelling.parties.framework.subjects import with_listing
from labelling.parties.organisms.rules import memberships
from labelling.path.dossiers.models import LabelDossier
from labelling.title.labels.attestations.actions import may_relaunch
from labelling.title.labels.models import Attestation, Label
from portal.core import clock, working_days
from portal.models import Role
from portal.ui import words
from portal.web.worklist import DO, WATCH, Task, of_an_office, source

MOST = 20
PRESSING = 3  # months before D12, when what is to be watched is to be done
SOON = 12  # months: the first reminder of BR-75


def _end(_user, label):
    return Task(
        WATCH,
        f"Fin du label {words.of(label.organism)}",
        label.reference,
        label.get_absolute_url(),
        "l’organisme",
        label.end_on,
        date_label="Prend fin le",
    )


@source("organism", tell=_end)
def ends(user):
    """For an organism: its label ends within a year."""
    mine = memberships(user)
    if not mine:
        return None
    today = clock.today()
    rows = Label.objects.visible_to(user).held(today).filter(organism__in=mine)
    return rows.filter(end_on__lte=working_days.add_months(today, SOON))


def _renewal(user, label):
    due_on = due_of(label, label.end_on)
    is_theirs = memberships(user).get(label.organism.pk) == "signatory"
    is_pressing = due_on <= working_days.add_months(clock.today(), PRESSING)
    url = reverse("labelling:dossier_open")
    return Task(
        DO if is_theirs and is_pressing else WATCH,
        f"Renouvellement du label {words.of(label.organism)}",
        f"{label.reference}, jusqu’au {words.day(label.end_on)}",
        f"{url}?organisme={label.organism.slug}&type=renewal"
        if is_theirs
        else label.get_absolute_url(),
        "vous" if is_theirs else "la personne signataire de l’organisme",
        due_on,
        button="Ouvrir le dossier" if is_theirs else "Ouvrir",
        date_label="À déposer avant le",
    )


@source("organism", tell=_renewal)
def renewals(user):
    """D12: what an organism whose label ends within a year, and who has opened no renewal, must submit and when."""
    mine = memberships(user)
    if not mine:
        return None
    today = clock.today()
    opened = LabelDossier.objects.open().filter(
        organism=OuterRef("organism"), dossier_type="renewal"
    )
    rows = Label.objects.visible_to(user).held(today).filter(organism__in=mine)
    rows = rows.filter(~Exists(opened), end_on__lte=working_days.add_months(today, SOON))
    return with_delay(rows, "D12", OuterRef("dossier__rules"))


def _own_suspension(_user, label):
    return Task(
        DO,
        f"Le label {words.of(label.organism)} est suspendu",
        "la marque ne s’emploie plus, l’annuaire et la vérification le disent",
        label.get_absolute_url(),
        label.hand,
        label.due_on,
        button="Lire la décision",
        date_label="Dure jusqu’au",
    )


@source("organism", tell=_own_suspension)
def own_suspensions(user):
    """BR-72, BR-73: the organism itself reads it first thing."""
    mine = memberships(user)
    if not mine:
        return None
    rows = Label.objects.visible_to(user).filter(organism__in=mine)
    return with_listing(rows.filter(state=Label.State.SUSPENDED))


def _suspension(_user, label):
    return Task(
        WATCH,
        f"Suspension {words.of(label.organism)}",
        label.reference,
        label.get_absolute_url(),
        label.hand,
        label.due_on,
        date_label="Dure jusqu’au",
    )


@source("organism", tell=_suspension, most=MOST, is_shared=of_an_office)
def suspensions(user):
    """BR-73: for the office, each that runs; the committee tells those to confirm (BR-72) and those that are over."""
    if not (user.has_role(Role.REFERENT) or user.has_role(Role.DEPUTY)):
        return None
    rows = Label.objects.visible_to(user).filter(state=Label.State.SUSPENDED, safeguard_on=None)
    return with_listing(rows.exclude(due_on__lte=clock.today())).order_by("due_on")


def _printing(_user, attestation):
    return Task(
        DO,
        f"Attestation {attestation.number}\u00a0: son PDF ne se prépare pas",
        attestation.organism_name,
        attestation.get_absolute_url(),
        "vous",
        button="Relancer",
    )


@source(tell=_printing, most=MOST)
def attestations_to_relaunch(user):
    """For whoever relaunches them: those that the portal has given up."""
    if not may_relaunch(user, None):
        return None
    rows = Attestation.objects.visible_to(user).filter(status=Attestation.Status.FAILED)
    return rows.order_by("next_try_at", "pk")
