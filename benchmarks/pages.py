"""The pages that are measured: address, who looks, and the ceilings not to pass (T, SQL queries).

Ceilings are the aims of the project; a page is expected under them with cold caches too.
"""

from collections.abc import Callable
from dataclasses import dataclass

from home.models import EventPage, NewsPage
from labelling.committee.models import AgendaItem, SeatHolder
from labelling.dossiers.models import LabelDossier
from labelling.labels.models import Label
from labelling.organisms.models import Membership
from observatory.models import GoodPractice
from portal.models import Role, User


def referent():
    return User.objects.filter(groups__name=Role.REFERENT).first()


def dircom():
    return User.objects.filter(groups__name=Role.DIRCOM).first()


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


def news_page():
    return f"{NewsPage.objects.live().first().get_url()}?{UNKNOWN}"


def event_page():
    return f"{EventPage.objects.live().first().get_url()}?{UNKNOWN}"


def practice_page():
    return f"/observatoire/{GoodPractice.objects.published().first().slug}/?{UNKNOWN}"


@dataclass(frozen=True)
class Page:
    name: str
    path: str | Callable[[], str]
    who: Callable[[], User | None] | None = None  # None: anybody, without a session
    ratio: float = 40
    queries: int = 8


CAMPAIGN = "campagne-de-mesure"  # made by `benchmarks.public_site`
UNKNOWN = "hors-cache=1"  # no page is kept for a query that no filter knows
WHOLE = {"ratio": 60, "queries": 12}  # a public page made whole
KEPT = {"ratio": 3, "queries": 12}  # the same, from memory; its queries are those of its making
DESK = {"ratio": 60, "queries": 8}  # a list of the member space
PAGES = (
    Page("vue triviale du portail", "/banc/", ratio=3, queries=0),
    Page("accueil", f"/?{UNKNOWN}", **WHOLE),
    Page("accueil gardé", "/", **KEPT),
    Page("le label", f"/le-label/?{UNKNOWN}", **WHOLE),
    Page("le label gardé", "/le-label/", **KEPT),
    Page("cadre d’évaluation", f"/le-label/cadre/?{UNKNOWN}", **WHOLE),
    Page("actualités", f"/actualites/?{UNKNOWN}", **WHOLE),
    Page("actualités gardées", "/actualites/", **KEPT),
    Page("une actualité", news_page, **WHOLE),
    Page("agenda", f"/agenda/?{UNKNOWN}", **WHOLE),
    Page("un rendez-vous", event_page, **WHOLE),
    Page("page de campagne, dix blocs", f"/{CAMPAIGN}/?{UNKNOWN}", **WHOLE),
    Page("page de campagne gardée", f"/{CAMPAIGN}/", **KEPT),
    Page("observatoire", f"/observatoire/?{UNKNOWN}", ratio=90, queries=12),
    Page(
        "observatoire, recherche à facettes",
        "/observatoire/?q=gardien&theme=T07",
        ratio=90,
        queries=12,
    ),
    Page("observatoire gardé", "/observatoire/", **KEPT),
    Page("fiche de l’observatoire", practice_page, **WHOLE),
    Page("recherche", "/recherche/?q=label", **WHOLE),
    Page("kit public", f"/marque/kit/?{UNKNOWN}", **WHOLE),
    Page("annuaire", f"/annuaire/?{UNKNOWN}", ratio=60, queries=8),
    Page("annuaire gardé", "/annuaire/", **KEPT),
    Page("annuaire, recherche à facettes", "/annuaire/?q=habitat", ratio=60, queries=8),
    Page("annuaire, tri", f"/annuaire/?tri=-logements&{UNKNOWN}", **WHOLE),
    Page("annuaire, départements", f"/annuaire/?carte=departements&{UNKNOWN}", ratio=60, queries=8),
    Page("chiffres du label", f"/annuaire/chiffres/?{UNKNOWN}", **WHOLE),
    Page("chiffres du label gardés", "/annuaire/chiffres/", **KEPT),
    Page("organisme dans l’annuaire", landlord_page, ratio=40, queries=8),
    Page("espace du membre", "/espace/", member, ratio=40, queries=10),
    Page("espace du référent", "/espace/", referent, ratio=40, queries=10),
    Page("espace de la Dircom", "/espace/", dircom, ratio=40, queries=10),
    Page("liste des dossiers", "/espace/dossiers/", referent, ratio=40, queries=6),
    Page("liste des licences", "/espace/licences/", dircom, **DESK),
    Page("liste des bons à tirer", "/espace/bat/", dircom, **DESK),
    Page("liste des demandes", "/espace/demandes/", referent, **DESK),
    Page("liste des campagnes", "/espace/campagnes/", dircom, **DESK),
    Page("page d’un dossier", dossier_page, member, ratio=45, queries=12),
    Page("page d’un dossier, référent", dossier_page, referent, ratio=45, queries=12),
    Page("page de vote", vote_page, voter, ratio=45, queries=10),
)
