"""Benchmarked pages: address, person who asks, and what the page may cost (docs/costs.md)."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Count

from community.models import Space, SpaceDocument, Thread
from home.models import EventPage, NewsPage
from labelling.committee.models import AgendaItem, SeatHolder
from labelling.parties.organisms.models import Membership
from labelling.path.audits.models import AuditMission
from labelling.path.dossiers.models import LabelDossier
from labelling.title.labels.models import Label
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


def of_a_dossier(part):
    """A page of the organism's own work on the dossier that is measured."""
    return lambda: f"{dossier().get_absolute_url()}{part}"


def mission():
    """The one of most ratings, of an auditor who may still open it."""
    rows = AuditMission.objects.filter(auditor__user__is_active=True)
    return rows.annotate(many=Count("ratings")).order_by("-many", "-pk").first()


def auditor():
    return mission().auditor.user


def mission_page():
    return mission().get_absolute_url()


def criterion_page():
    return f"{mission_page()}criteres/{mission().ratings.first().criterion.code}/"


def session_page():
    return AgendaItem.objects.order_by("-pk").first().session.get_absolute_url()


def label_page():
    return Label.objects.in_force().order_by("pk").first().get_absolute_url()


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
    """`most`: milliseconds of CPU, Python and database; `peer`: what the best peer costs, in T."""

    name: str
    path: str | Callable[[], str]
    who: Callable[[], User | None] | None = None  # None: anybody, without a session
    most: int = 100
    peer: int | None = None
    is_kept: bool = False  # from memory: 3 T, and no query but the version's


MEMBER, WHOLE = 100, 60
LIST, DOSSIER, SEARCH = 1_286, 156, 528
GROUP = "mesure"  # made by `benchmarks.communities`
CLUB, OF_GROUP = "/espace/club/", f"/espace/groupes/{GROUP}/"
CAMPAIGN = "campagne-de-mesure"  # made by `benchmarks.public_site`
UNKNOWN = "hors-cache=1"  # no page is kept for a query that no filter knows
COMMUNITIES = (  # 5,000 questions and 50,000 messages, 500 people: `benchmarks.communities`
    Page("club, questions", f"{CLUB}questions/", club_member),
    Page("club, questions d’un thème", f"{CLUB}questions/?theme=T07", club_member),
    Page("club, questions sans réponse", f"{CLUB}questions/?vue=sans-reponse", club_member),
    Page("club, questions cherchées", f"{CLUB}questions/?q=ascenseur+gardien", club_member),
    Page("club, questions, page 50", f"{CLUB}questions/?page=50", club_member),
    Page("club, question de 10 messages", thread_page(10), club_member),
    Page("club, question de 200 messages", thread_page(200), club_member),
    Page("club, question, référent", thread_page(200), referent),
    Page("club, accueil", CLUB, club_member),
    Page("club, accueil du référent", CLUB, referent),
    Page("groupe, accueil", OF_GROUP, club_member),
    Page("groupe, questions", f"{OF_GROUP}questions/", club_member),
    Page("club, annuaire des membres", f"{CLUB}annuaire/", club_member),
    Page("club, profil d’un membre", profile_page, referent),
    Page("club, équipe", f"{CLUB}equipe/", club_member),
    Page("club, organismes", f"{CLUB}organismes/", club_member),
    Page("club, documents", f"{CLUB}documents/", club_member),
    Page("club, un document", document_page, club_member),
    Page("club, pages", f"{CLUB}pages/", club_member),
    Page("club, FAQ", f"{CLUB}faq/", club_member),
    Page("club, enquêtes", f"{CLUB}enquetes/", club_member),
    Page("communautés", "/espace/communautes/", club_member),
    Page("mentorat", f"{CLUB}mentorat/", club_member),
    Page("messages, non lus", "/espace/messages/", club_member),
    Page("messages, tous", "/espace/messages/?vue=tous", club_member),
    Page("recherche des membres", "/espace/recherche/?q=ascenseur", club_member, peer=SEARCH),
    Page("calendrier", "/espace/calendrier/", club_member),
    Page("calendrier d’un mois", "/espace/calendrier/?vue=mois", club_member),
    Page("nouveautés", "/espace/nouveautes/", newcomer),
    Page("espace d’un membre du club", "/espace/", club_member),
    Page("courriels à venir", "/espace/courriels/a-venir/", referent),
)
WORK = (  # of organisms, auditors and the committee
    Page("parc d’un organisme", of_a_dossier("patrimoine/"), member),
    Page("cotation du parc", of_a_dossier("patrimoine/cotation/"), member),
    Page("plan d’action", of_a_dossier("plan/"), member),
    Page("autoévaluation", of_a_dossier("auto-evaluation/"), member),
    Page("une mission", mission_page, auditor),
    Page("un critère à coter", criterion_page, auditor),
    Page("une séance", session_page, voter),
    Page("page de vote", vote_page, voter),
    Page("un label", label_page, referent),
)
PAGES = (
    Page("vue triviale du portail", "/banc/", most=WHOLE),
    Page("accueil", f"/?{UNKNOWN}", most=WHOLE),
    Page("accueil gardé", "/", is_kept=True),
    Page("le label", f"/le-label/?{UNKNOWN}", most=WHOLE),
    Page("le label gardé", "/le-label/", is_kept=True),
    Page("cadre d’évaluation", f"/le-label/cadre/?{UNKNOWN}", most=WHOLE),
    Page("actualités", f"/actualites/?{UNKNOWN}", most=WHOLE),
    Page("actualités gardées", "/actualites/", is_kept=True),
    Page("une actualité", news_page, most=WHOLE),
    Page("agenda", f"/agenda/?{UNKNOWN}", most=WHOLE),
    Page("un rendez-vous", event_page, most=WHOLE),
    Page("page de campagne, dix blocs", f"/{CAMPAIGN}/?{UNKNOWN}", most=WHOLE),
    Page("page de campagne gardée", f"/{CAMPAIGN}/", is_kept=True),
    Page("observatoire", f"/observatoire/?{UNKNOWN}", most=WHOLE),
    Page("observatoire, recherche à facettes", "/observatoire/?q=gardien&theme=T07", most=WHOLE),
    Page("observatoire gardé", "/observatoire/", is_kept=True),
    Page("fiche de l’observatoire", practice_page, most=WHOLE),
    Page("recherche", "/recherche/?q=label", most=WHOLE, peer=SEARCH),
    Page("kit public", f"/marque/kit/?{UNKNOWN}", most=WHOLE),
    Page("annuaire", f"/annuaire/?{UNKNOWN}", most=WHOLE),
    Page("annuaire gardé", "/annuaire/", is_kept=True),
    Page("annuaire, recherche à facettes", "/annuaire/?q=habitat", most=WHOLE),
    Page("annuaire, tri", f"/annuaire/?tri=-logements&{UNKNOWN}", most=WHOLE),
    Page("annuaire, départements", f"/annuaire/?carte=departements&{UNKNOWN}", most=WHOLE),
    Page("chiffres du label", f"/annuaire/chiffres/?{UNKNOWN}", most=WHOLE),
    Page("chiffres du label gardés", "/annuaire/chiffres/", is_kept=True),
    Page("organisme dans l’annuaire", landlord_page, most=WHOLE),
    Page("espace du membre", "/espace/", member),
    Page("espace du référent", "/espace/", referent),
    Page("espace de la Dircom", "/espace/", dircom),
    Page("liste des dossiers", "/espace/dossiers/", referent, peer=LIST),
    Page("suivi du label", "/espace/suivi/?vue=tous", referent, peer=LIST),
    Page("suivi du label, en retard", "/espace/suivi/?retard=oui&tri=-retard", referent, peer=LIST),
    Page("pilotage du label", "/espace/pilotage/", referent),
    Page("liste des licences", "/espace/licences/", dircom, peer=LIST),
    Page("liste des bons à tirer", "/espace/bat/", dircom, peer=LIST),
    Page("liste des demandes", "/espace/demandes/", referent, peer=LIST),
    Page("liste des campagnes", "/espace/campagnes/", dircom, peer=LIST),
    Page("page d’un dossier", dossier_page, member, peer=DOSSIER),
    Page("page d’un dossier, référent", dossier_page, referent, peer=DOSSIER),
    Page("pilotage, COMEX", "/espace/pilotage/", comex),
    Page("cartographie", "/espace/pilotage/cartographie/", referent),
    Page("performance du label", "/espace/pilotage/performance/", referent),
    Page("points d’alerte", "/espace/pilotage/points/", referent),
    Page("chiffre à une date passée", past_figure, referent),
    Page("chronologie d’un organisme", timeline_page, referent),
    *COMMUNITIES,
    *WORK,
)
