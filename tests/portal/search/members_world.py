"""Sample portal of the members' graded queries: forty landlords of the demonstration and their dossiers."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from community.documents import actions as documents
from community.faq import actions as faq
from community.models import SpaceMember
from community.pages import actions as pages
from community.pages.workflow import PAGE
from labelling.parties.organisms import demonstration
from portal import documents as files
from portal.core import clock
from portal.models import Role
from portal.search import index
from tests import factories
from tests.community.factories import certified, club, fresh, make_answer, make_thread, settle
from tests.home.factories import make_event, make_news
from tests.labelling.accreditation.factories import make_accreditation, make_auditor
from tests.labelling.audits.factories import make_mission
from tests.labelling.complaints.factories import make_complaint, make_enquiry, make_misuse
from tests.labelling.labels.factories import make_label
from tests.labelling.licences.factories import make_licence
from tests.observatory.factories import make_practice
from tests.portal.documents import build

LANDLORDS = 40
TOWNS = {
    "Orvance Habitat": "Grenoble", "Rhodalys": "Lyon", "Drômelys": "Valence", "Armoril Habitat": "Saint-Brieuc",
    "Vilaine-Aumance Habitat": "Rennes", "Touraval Habitat": "Tours", "Alsanove": "Strasbourg",
    "Aubelis Habitat": "Troyes",
}  # fmt: skip
DOSSIERS = (  # in the order of their references, QH-D-2026-0001 first
    ("Orvance Habitat", "initial", "submitted"),
    ("Val-de-Brenelle Habitat", "initial", "to_complete"),
    ("Isérane Logis", "renewal", "preparation"),
    ("Coop’Alpane", "initial", "audit"),
    ("Cévalis Habitat", "initial", "diagnosis"),
    ("OPH des Monts d’Auverne", "verification", "review"),
    ("Rhodalys", "mention", "scheduled"),
    ("Les Toits du Jarelin", "initial", "adjourned"),
    ("SACICAP du Lémanois", "initial", "refused"),
    ("Ardelune Habitat", "extension", "follow_up"),
    ("Drômelys", "initial", "registered"),
    ("Bourbonelle Habitat", "initial", "draft"),
    ("Comtalys", "initial", "discontinued"),
)
LABELS = (
    ("Armoril Habitat", "active"),
    ("Kerval Logis", "active"),
    ("Coop’Arvorane", "suspended"),
    ("Vilaine-Aumance Habitat", "extended"),
    ("Le Foyer d’Iroisie", "expired"),
    ("Ligéa Centre Habitat", "withdrawn"),
)
AUDITORS = (("Ali", "Haddad"), ("Maïté", "Etcheverry"), ("Hervé", "Le Goff"), ("Nadia", "Brunet"))
MISSIONS = (  # dossier's organism, kind, state, auditor
    ("Isérane Logis", "hqs", "planned", 0),
    ("Coop’Alpane", "implementation", "in_progress", 1),
    ("OPH des Monts d’Auverne", "verification", "closed", 2),
    ("Ardelune Habitat", "implementation", "draft_report", 3),
    ("Rhodalys", "short_notice", "postponed", 0),
)
MEMBERS = (
    ("Orvance Habitat", "signatory", "Alice", "Arnaud"),
    ("Orvance Habitat", "contact", "Chloé", "Ferrand"),
    ("Val-de-Brenelle Habitat", "signatory", "François", "Lemaître"),
    ("Isérane Logis", "contact", "Aïcha", "Benyahia"),
    ("Rhodalys", "signatory", "Thierry", "Gauthier"),
    ("Drômelys", "contact", "Mathilde", "Quéméner"),
    ("Armoril Habitat", "signatory", "Yann", "Kerdoncuff"),
    ("Kerval Logis", "contact", "Zoé", "Lenoir"),
)
THREADS = (
    ("Nettoyage des halls le week-end", "Qui passe le dimanche quand le gardien est absent ?"),
    ("Pannes d’ascenseur répétées", "Comment prévenir les personnes âgées des étages hauts ?"),
    ("Affichage des résultats de l’enquête triennale", "Sous quel format dans les halls ?"),
    ("Rédiger le plan d’action de maintien", "Combien d’actions par engagement ?"),
)
FILES = ("Délibération du conseil d’administration.pdf", "Attestation d’assurance 2026.pdf")


def make():
    """{name: user} of those who search."""
    landlords = _landlords()
    people = {"sonia": factories.make_user("Sonia", "Vasseur", roles=[Role.REFERENT])}
    for name, function, first_name, last_name in MEMBERS:
        people[first_name] = factories.make_member(
            landlords[name], function, first_name=first_name, last_name=last_name
        )
    dossiers = {
        name: factories.make_dossier(landlords[name], dossier_type=kind, state=state)
        for name, kind, state in DOSSIERS
    }
    labels = {name: make_label(landlords[name], state=state) for name, state in LABELS}
    _audits(people, dossiers)
    make_licence(label=labels["Armoril Habitat"], state="active", by=people["Yann"])
    make_licence(label=labels["Coop’Arvorane"], state="suspended", by=people["Yann"])
    make_enquiry(text="Comment se porter candidat ?")
    make_misuse(text="Le logo figure sur une affiche.")
    make_complaint(text="L’audit ne nous a pas écoutés.")
    _club(people)
    _practices(landlords)
    for name in FILES:
        made = SimpleUploadedFile(name, build.pdf())
        files.store(made, holder=dossiers["Orvance Habitat"], by=people["Alice"], kind="piece")
    _site()
    index.rebuild()  # some of these were put in their state without being saved
    return people


def _landlords():
    rows = [row for row in demonstration.rows() if not row["nom"].startswith("SACICAP Franc")]
    return {
        row["nom"]: factories.make_organism(
            row["nom"],
            family=row["famille"],
            region=row["region"],
            departement=row["departement"],
            homes=int(row["logements"]),
            city=TOWNS.get(row["nom"], ""),
        )
        for row in rows[:LANDLORDS]
    }


def _audits(people, dossiers):
    auditors = [make_auditor(*name, firm=f"Cabinet {name[1]}") for name in AUDITORS]
    for auditor, state in zip(
        auditors, ("active", "active", "suspended", "under_review"), strict=True
    ):
        make_accreditation(auditor, state=state)
    people["Ali"] = auditors[0].user
    for name, kind, state, auditor in MISSIONS:
        whole = {"declared_at": clock.now(), "starts_on": clock.today(), "ends_on": clock.today()}
        make_mission(dossiers[name], kind, state=state, auditor=auditors[auditor], **whole)


def _club(people):
    """Zoé and Yann are of the club; Yann animates it."""
    yann, zoe = people["Yann"], people["Zoé"]
    SpaceMember.objects.create(space=club(), person=yann, function="animator")
    settle(yann)
    settle(zoe)
    for title, source in THREADS:
        thread = make_thread(zoe, title, source=source)
        answer = make_answer(thread, yann, "Une convention avec la régie de quartier.")
    certified(answer, people["sonia"])
    faq.publish(
        fresh(answer.thread), by=people["sonia"], title="Combien d’actions au plan de maintien ?",
        source="Une par engagement au moins.",
    )  # fmt: skip
    for title, folder, summary in (
        (
            "Grille de visite des halls",
            "Méthode",
            "Douze points de propreté à noter avec un locataire",
        ),
        ("Modèle de courrier de régularisation", "Charges", "Trois phrases et un graphique"),
    ):
        file = SimpleUploadedFile("grille.png", build.picture())
        documents.add(
            club(), by=yann, title=title, folder=folder, summary=summary, file=file,
            effective_on=date(2026, 11, 24),
        )  # fmt: skip
    page = pages.begin(club(), by=yann, title="Préparer son audit de vérification")
    page.text = "Rassembler les preuves des engagements, prévenir les équipes."
    page.save()
    PAGE.fire(page, "publish", by=yann)


def _practices(landlords):
    told = (
        ("Rhodalys", "published", "Tag signalé, tag effacé", "Un marché dédié efface tout graffiti en deux jours."),
        ("Armoril Habitat", "published", "Le diagnostic en marchant", "Les habitants parcourent la résidence."),
        ("Drômelys", "draft", "La demande en ligne suivie comme un colis", "Le locataire joint une photo."),
    )  # fmt: skip
    for name, state, title, summary in told:
        make_practice(landlords[name], state, title=title, summary=summary)


def _site():
    for page in (
        make_news("Vingt labels de plus cette année", intro="Le comité a tranché."),
        make_event(
            "Journée du club", audience="club", intro="La propreté des halls", place="Tours"
        ),
        make_event("Webinaire des candidats", intro="Déposer son dossier", place="En ligne"),
    ):
        page.save_revision().publish()
