"""Benchmarked pages: address, person who asks, and ceilings (T, SQL queries).

Ceilings are the aims of the project; a page is expected under them with cold caches too.
"""

from collections.abc import Callable
from dataclasses import dataclass

from community.models import Space, SpaceDocument, Thread
from home.models import EventPage, NewsPage
from labelling.committee.models import AgendaItem, SeatHolder
from labelling.dossiers.models import LabelDossier
from labelling.labels.models import Label
from labelling.organisms.models import Membership
from observatory.practices.models import GoodPractice
from portal.core import clock
from portal.models import Role, User


def referent():
    return User.objects.filter(groups__name=Role.REFERENT).first()


def comex():
    return User.objects.filter(groups__name=Role.COMEX).first()


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


def club_member():
    """Somebody of a landlord of the scenario that holds the label, hence of the club."""
    held = Label.objects.in_force().values("organism")
    rows = Membership.objects.filter(is_active=True, user__is_active=True, organism__in=held)
    found = rows.select_related("user").order_by("pk").first()
    return found and found.user


def newcomer():
    """Somebody of the same group, who has never opened a space: all is new to them."""
    rows = Space.objects.get(slug=GROUP).people.exclude(person=club_member()).order_by("-pk")
    return rows.first().person


def thread_page(messages):
    """A question of the club with so many messages."""

    def path():
        rows = Thread.objects.filter(space__kind="club", messages_count=messages)
        return rows.order_by("-pk").first().get_absolute_url()

    return path


def document_page():
    return SpaceDocument.objects.filter(space__kind="club").last().get_absolute_url()


def profile_page():
    space = Space.objects.get(kind="club")
    return f"{space.get_absolute_url()}annuaire/mesure-{club_member().pk}/"


def dossier():
    """One of the scenario, with its parts: the copies of `benchmarks.multiply` have none."""
    return LabelDossier.objects.filter(pieces__isnull=False).order_by("-pk").first()


def dossier_page():
    return dossier().get_absolute_url()


def timeline_page():
    return f"{dossier().organism.get_absolute_url()}chronologie/"


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


def past_figure():
    """A stock told from the journal, on the last day of a year that is over."""
    return f"/espace/pilotage/chiffres/stock.labelled/?au={clock.today().year - 2}-12-31"


@dataclass(frozen=True)
class Page:
    name: str
    path: str | Callable[[], str]
    who: Callable[[], User | None] | None = None  # None: anybody, without a session
    ratio: float = 40
    queries: int = 8


GROUP = "mesure"  # made by `benchmarks.communities`
CLUB, OF_GROUP = "/espace/club/", f"/espace/groupes/{GROUP}/"
CAMPAIGN = "campagne-de-mesure"  # made by `benchmarks.public_site`
UNKNOWN = "hors-cache=1"  # no page is kept for a query that no filter knows
WHOLE = {"ratio": 60, "queries": 13}  # a public page made whole, its version read
KEPT = {"ratio": 3, "queries": 12}  # the same, from memory; its queries are those of its making
DESK = {"ratio": 60, "queries": 9}  # a list of the member space
DETAIL = {"ratio": 80, "queries": 12}  # a page that tells one thing, or greets
OWN = {
    "ratio": 80,
    "queries": 9,
}  # what awaits a person: their tasks, their dates, what changed for them
COMMUNITIES = (  # 5,000 questions and 50,000 messages, 500 people: `benchmarks.communities`
    Page("club, questions", f"{CLUB}questions/", club_member, **DESK),
    Page("club, questions d’un thème", f"{CLUB}questions/?theme=T07", club_member, **DESK),
    Page("club, questions sans réponse", f"{CLUB}questions/?vue=sans-reponse", club_member, **DESK),
    Page("club, questions cherchées", f"{CLUB}questions/?q=ascenseur+gardien", club_member, **DESK),
    Page("club, questions, page 50", f"{CLUB}questions/?page=50", club_member, **DESK),
    Page("club, question de 10 messages", thread_page(10), club_member, **DETAIL),
    Page("club, question de 200 messages", thread_page(200), club_member, **DETAIL),
    Page("club, question, référent", thread_page(200), referent, **DETAIL),
    Page("club, accueil", CLUB, club_member, **DETAIL),
    Page("club, accueil du référent", CLUB, referent, **DETAIL),
    Page("groupe, accueil", OF_GROUP, club_member, **DETAIL),
    Page("groupe, questions", f"{OF_GROUP}questions/", club_member, **DESK),
    # One more just after a public write: framework, charter and statuses are read again.
    Page("club, annuaire des membres", f"{CLUB}annuaire/", club_member, ratio=60, queries=9),
    Page("club, profil d’un membre", profile_page, referent, **DETAIL),
    Page("club, équipe", f"{CLUB}equipe/", club_member, **DESK),
    Page("club, organismes", f"{CLUB}organismes/", club_member, **DESK),
    Page("club, documents", f"{CLUB}documents/", club_member, **DESK),
    Page("club, un document", document_page, club_member, **DETAIL),
    Page("club, pages", f"{CLUB}pages/", club_member, **DESK),
    Page("club, FAQ", f"{CLUB}faq/", club_member, **DESK),
    Page("club, enquêtes", f"{CLUB}enquetes/", club_member, **DESK),
    Page("communautés", "/espace/communautes/", club_member, **DESK),
    Page("mentorat", f"{CLUB}mentorat/", club_member, **DESK),
    Page("messages, non lus", "/espace/messages/", club_member, **DESK),
    Page("messages, tous", "/espace/messages/?vue=tous", club_member, **DESK),
    Page(
        "recherche des membres",
        "/espace/recherche/?q=ascenseur",
        club_member,
        ratio=100,
        queries=14,
    ),
    Page("calendrier", "/espace/calendrier/", club_member, **OWN),
    Page("calendrier d’un mois", "/espace/calendrier/?vue=mois", club_member, **OWN),
    Page("nouveautés", "/espace/nouveautes/", newcomer, **OWN),
    Page("espace d’un membre du club", "/espace/", club_member, **OWN),
    # Told again each minute, and after a write: some questions a table, as many for one organism as for all.
    Page("courriels à venir", "/espace/courriels/a-venir/", referent, ratio=80, queries=20),
)
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
    Page("observatoire", f"/observatoire/?{UNKNOWN}", ratio=75, queries=12),
    Page(
        "observatoire, recherche à facettes",
        "/observatoire/?q=gardien&theme=T07",
        ratio=75,
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
    Page("espace du membre", "/espace/", member, **OWN),
    Page("espace du référent", "/espace/", referent, **OWN),
    Page("espace de la Dircom", "/espace/", dircom, **OWN),
    Page("liste des dossiers", "/espace/dossiers/", referent, **DESK),
    Page("suivi du label", "/espace/suivi/?vue=tous", referent, **DETAIL),
    Page("suivi du label, en retard", "/espace/suivi/?retard=oui&tri=-retard", referent, **DETAIL),
    Page("pilotage du label", "/espace/pilotage/", referent, **DETAIL),
    Page("liste des licences", "/espace/licences/", dircom, **DESK),
    Page("liste des bons à tirer", "/espace/bat/", dircom, **DESK),
    Page("liste des demandes", "/espace/demandes/", referent, **DESK),
    Page("liste des campagnes", "/espace/campagnes/", dircom, **DESK),
    Page("page d’un dossier", dossier_page, member, ratio=75, queries=12),
    Page("page d’un dossier, référent", dossier_page, referent, ratio=75, queries=12),
    Page("pilotage, COMEX", "/espace/pilotage/", comex, **DETAIL),
    Page("cartographie", "/espace/pilotage/cartographie/", referent, ratio=40, queries=9),
    Page("performance du label", "/espace/pilotage/performance/", referent, ratio=80, queries=9),
    Page("points d’alerte", "/espace/pilotage/points/", referent, ratio=80, queries=9),
    Page("chiffre à une date passée", past_figure, referent, ratio=300, queries=8),
    Page("chronologie d’un organisme", timeline_page, referent, ratio=75, queries=14),
    *COMMUNITIES,
    Page("page de vote", vote_page, voter, **DETAIL),
)
