"""The pages that are measured: address, who looks, and the ceilings not to pass (T, SQL queries).

Ceilings are the aims of the project; a page is expected under them with cold caches too.
"""

from collections.abc import Callable
from dataclasses import dataclass

from labelling.committee.models import AgendaItem, SeatHolder
from labelling.dossiers.models import LabelDossier
from labelling.labels.models import Label
from labelling.organisms.models import Membership
from portal.models import Role, User


def referent():
    return User.objects.filter(groups__name=Role.REFERENT).first()


def member():
    """Somebody of the organism whose dossier is measured."""
    membership = Membership.objects.filter(is_active=True, organism=dossier().organism).first()
    return membership and membership.user


def voter():
    """Somebody who holds a seat."""
    holder = SeatHolder.objects.first()
    return holder and holder.user


def dossier():
    """One of the scenario, with its parts: the copies of `benchmarks.multiply` have none."""
    return LabelDossier.objects.filter(pieces__isnull=False).order_by("-pk").first()


def dossier_page():
    return dossier().get_absolute_url()


def vote_page():
    return AgendaItem.objects.order_by("-pk").first().get_absolute_url()


def landlord_page():
    """A labelled landlord in the directory; /verifier/ refuses a load by its own limit."""
    return f"/annuaire/{Label.objects.in_force().first().organism.slug}/?{UNKNOWN}"


@dataclass(frozen=True)
class Page:
    name: str
    path: str | Callable[[], str]
    who: Callable[[], User | None] | None = None  # None: anybody, without a session
    ratio: float = 40
    queries: int = 8


UNKNOWN = "hors-cache=1"  # no page is kept for a query that no filter knows
PAGES = (
    Page("vue triviale du portail", "/banc/", ratio=3, queries=0),
    Page("accueil", f"/?{UNKNOWN}", ratio=30, queries=8),
    Page("accueil gardé", "/", ratio=3, queries=8),
    Page("annuaire", f"/annuaire/?{UNKNOWN}", ratio=40, queries=8),
    Page("annuaire gardé", "/annuaire/", ratio=3, queries=8),
    Page("annuaire, recherche à facettes", "/annuaire/?q=habitat", ratio=65, queries=8),
    Page("annuaire, départements", f"/annuaire/?carte=departements&{UNKNOWN}", ratio=60, queries=8),
    Page("chiffres du label", "/annuaire/chiffres/", ratio=60, queries=12),
    Page("organisme dans l’annuaire", landlord_page, ratio=40, queries=8),
    Page("espace du membre", "/espace/", member, ratio=40, queries=10),
    Page("espace du référent", "/espace/", referent, ratio=40, queries=10),
    Page("liste des dossiers", "/espace/dossiers/", referent, ratio=40, queries=6),
    Page("page d’un dossier", dossier_page, member, ratio=45, queries=12),
    Page("page d’un dossier, référent", dossier_page, referent, ratio=45, queries=12),
    Page("page de vote", vote_page, voter, ratio=45, queries=10),
)
