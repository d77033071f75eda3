"""Tasks of licences on a member's home: for an organism, the Dircom, the référent and the présidence."""

from django.db.models import Q

from labelling.parties.organisms.rules import chair, memberships
from labelling.title.licences.models import TO_REMOVE, BrandLicence
from labelling.title.licences.pages import late
from portal.core import clock
from portal.models import Role
from portal.ui import words
from portal.web.worklist import DO, WAIT, WATCH, Task, source

S = BrandLicence.State
LIMIT = 20
SIGNATORY = "la personne signataire de l’organisme"


def _rows(user, where):
    return BrandLicence.objects.visible_to(user).filter(where).order_by("due_on", "pk")


def _own(user, one):
    if one.grievance and one.hand != SIGNATORY:
        return _heard(one)
    if one.state in (S.ELIGIBLE, S.REQUESTED):
        return _to_accept(one, memberships(user)[one.organism_id] == "signatory")
    if one.is_removed:
        return _task(WAIT, one, "Retrait de la marque déclaré", one.hand)
    return _task(DO, one, "Retrait de la marque", "vous", "Déclarer le retrait", one.due_on)


@source("organism", tell=_own)
def of_organism(user):
    """To accept (signatory), to remove, to answer."""
    mine = memberships(user)
    if not mine:
        return None
    asked = Q(state__in=(S.ELIGIBLE, S.REQUESTED)) | Q(
        state__in=TO_REMOVE, removal_confirmed_on=None
    )
    return _rows(user, Q(organism__in=mine) & (asked | ~Q(grievance="")))


def _heard(one):
    if one.observations:
        return _task(WAIT, one, "Révocation proposée", one.hand)
    due = one.hearing_until_on
    return _task(DO, one, "Révocation proposée", "vous", "Présenter nos observations", due)


def _to_accept(one, signs):
    if signs:
        return _task(DO, one, "Licence de marque à accepter", "vous", "Lire et accepter")
    return _task(WAIT, one, "Licence de marque à accepter", SIGNATORY)


def _of_brand(user, one):
    """Alerted, the Dircom reaches the organism, or proposes a revocation."""
    if one.is_removed:
        return _task(DO, one, f"Retrait déclaré par {one.organism}", "vous", "Constater")
    title = f"Retrait non déclaré par {one.organism}"
    if user.has_role(Role.DIRCOM):
        return _task(DO, one, title, "vous", "Relancer", one.due_on, "Retrait attendu le")
    return _task(WATCH, one, title, one.hand, "Ouvrir", one.due_on)


@source("organism", tell=_of_brand, most=LIMIT)
def of_brand(user):
    """For the Dircom: removals to confirm or overdue; the référent watches what is overdue."""
    if not any(user.has_role(role) for role in (Role.DIRCOM, Role.REFERENT, Role.DEPUTY)):
        return None
    overdue = late(clock.today())
    if not user.has_role(Role.DIRCOM):
        return _rows(user, overdue)
    declared = Q(digital_removed_on__isnull=False, print_removed_on__isnull=False)
    declared &= Q(state__in=(S.ENDING, S.REVOKED), removal_confirmed_on=None)
    return _rows(user, overdue | declared)


def _of_chair(_user, one):
    title, due = f"Révocation de la licence {words.of(one.organism)}", one.hearing_until_on
    if one.hand == "la présidence du comité":
        return _task(DO, one, title, "vous", "Décider", label="Observations closes le", due_on=due)
    return _task(WATCH, one, title, one.hand, due_on=due, label="Observations jusqu’au")


@source("organism", tell=_of_chair, most=LIMIT)
def of_chair(user):
    """A revocation proposed: to decide when the hearing is over, to watch before."""
    if not chair(user, None):
        return None
    return _rows(user, ~Q(grievance="") & Q(state__in=(S.ACTIVE, S.REQUESTED, S.SUSPENDED)))


def _task(where, one, title, hand, button="Ouvrir", due_on=None, label=""):
    context = f"{one.reference}, {one.get_variant_display().lower()}"
    return Task(where, title, context, one.get_absolute_url(), hand, due_on, button, label)
