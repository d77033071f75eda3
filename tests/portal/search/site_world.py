"""Sample site of the visitors' graded queries: pages, news, events, landlords, themes, practices, one answer."""

from community.faq import actions as faq
from community.questions import actions as questions
from labelling.parties.organisms import demonstration
from observatory import loading
from portal.models import Role
from tests import factories
from tests.community.factories import certified, fresh, make_answer, make_club_animator, make_thread
from tests.home.factories import make_event, make_news
from tests.labelling.labels.factories import make_label

TOWNS = {
    "Orvance Habitat": "Grenoble",
    "Rhodalys": "Lyon",
    "Armoril Habitat": "Saint-Brieuc",
    "Alsanove": "Strasbourg",
}
LABELLED = (*TOWNS, "Kerval Logis", "Coop’Arvorane", "Paris-Orillon Habitat", "Ventoris Habitat")


def make():
    """After `ensure_site`."""
    landlords = {
        row["nom"]: factories.make_organism(
            row["nom"],
            family=row["famille"],
            region=row["region"],
            departement=row["departement"],
            homes=int(row["logements"]),
            city=TOWNS.get(row["nom"], ""),
        )
        for row in demonstration.rows()
    }
    for name in LABELLED:
        make_label(landlords[name])
    loading.load_practices()
    for page in (
        make_news("Vingt labels de plus cette année", intro="Le comité de novembre a tranché."),
        make_news(
            "Une charte de marque refondue", intro="Nouvelles couleurs, mêmes règles du logo."
        ),
        make_news("Le référentiel évolue en 2027", intro="Trois critères changent."),
        make_event(
            "Webinaire des candidats", intro="Déposer son premier dossier", place="En ligne"
        ),
        make_event(
            "Rencontre régionale de Lyon", intro="Retours de trois labellisés", place="Lyon"
        ),
    ):
        page.save_revision().publish()
    _question()


def _question():
    """One answer of the club told to everybody."""
    sonia = factories.make_user("Sonia", "Vasseur", roles=[Role.REFERENT])
    lea = make_club_animator("Léa", "Mateur")
    answer = certified(
        make_answer(make_thread(lea, "Combien de temps dure le label ?"), lea), sonia
    )
    entry = faq.publish(
        fresh(answer.thread),
        by=sonia,
        title="Combien de temps dure le label ?",
        source="Trois ans.",
    )
    told = questions.prepare(
        entry,
        by=sonia,
        title="Combien de temps dure le label ?",
        source="Trois ans, puis on renouvelle.",
    )
    told.workflow.fire(told, "publish", by=sonia)
