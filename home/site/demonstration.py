"""Demonstration content of the site: news, events, partners and press releases, each said to be invented."""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.core.files.base import ContentFile

from home.models import PortalImage
from home.pages.events import AgendaPage, EventPage
from home.pages.news import NewsIndexPage, NewsPage, NewsTopic
from home.pages.partners import PartnerPage, PartnersPage
from home.pages.press import RIGHTS, PressPage
from home.texts import as_page
from portal.core import clock
from portal.core.working_days import next_working_day, worked_before

NEWS = (
    (
        3,
        "label",
        "La liste des auditeurs se lit par région",
        "liste-des-auditeurs",
        "Choisir un auditeur devient plus simple\u00a0: la liste publique se filtre par région.",
        "<p>Seuls paraissent les auditeurs dont l’agrément est en cours et qui l’acceptent.</p>",
    ),
    (
        17,
        "locataires",
        "Une page facile à lire pour les locataires",
        "page-facile-a-lire",
        "Des phrases courtes, une idée par ligne, une question à la fois.",
        "<p>Elle se demande aussi sur papier, par téléphone ou par courrier.</p>",
    ),
    (
        32,
        "territoires",
        "Trois rencontres régionales au printemps",
        "rencontres-regionales",
        "Les associations régionales invitent les organismes qui hésitent à s’engager.",
        "<p>Au programme\u00a0: un témoignage, le cadre d’évaluation en clair, et les questions de la salle.</p>",
    ),
    (
        60,
        "organismes",
        "Préparer son auto-évaluation à plusieurs",
        "auto-evaluation-a-plusieurs",
        "Gardiens, agences et siège ne voient pas la même chose\u00a0: c’est l’intérêt.",
        "<p>Commencez par les critères que vous connaissez le mieux, puis confrontez vos preuves.</p>",
    ),
    (
        95,
        "auditeurs",
        "Une journée pour confronter les pratiques d’audit",
        "pratiques-d-audit",
        "Les auditeurs agréés comparent leurs façons de coter un même critère.",
        "<p>La prochaine journée est annoncée dans l’agenda.</p>",
    ),
)
DRAWN = {  # the news and events that have a picture, and its scene
    "page-facile-a-lire": "hall",
    "rencontres-regionales": "residence",
    "auto-evaluation-a-plusieurs": "meeting",
    "decouvrir-le-label": "garden",
}
EVENTS = (
    (
        9,
        9,
        7,
        "journee-du-club",
        "club",
        "Journée du club\u00a0: répondre en 48 heures, et tenir",
        "journee-du-club",
        "Ateliers entre organismes labellisés.",
        "Paris",
        40,
    ),
    (
        58,
        9,
        7,
        "journee-des-auditeurs",
        "auditeurs",
        "Journée des auditeurs agréés",
        "journee-des-auditeurs",
        "Confronter les cotations d’un même critère.",
        "Lyon",
        30,
    ),
    (
        36,
        14,
        3,
        "action-regionale",
        "public",
        "Découvrir le label en région",
        "decouvrir-le-label",
        "Pour les organismes qui hésitent\u00a0: témoignages et questions.",
        "Lille",
        60,
    ),
    (
        310,
        9,
        56,
        "congres",
        "public",
        "Le label au congrès Hlm",
        "congres-hlm",
        "Un stand, un débat, la remise des attestations de l’année.",
        "Ville à préciser",
        None,
    ),
    (
        -50,
        9,
        56,
        "congres",
        "public",
        "Le label au congrès Hlm de l’an passé",
        "congres-hlm-passe",
        "Trois jours de rencontres.",
        "Ville à préciser",
        None,
    ),
)
PARTNERS = (
    ("Association régionale des organismes Hlm, exemple du Nord", "association-exemple-nord", "32"),
    ("Association régionale des organismes Hlm, exemple du Sud", "association-exemple-sud", "93"),
    (
        "Association régionale des organismes Hlm, exemple de l’Ouest",
        "association-exemple-ouest",
        "52",
    ),
)
PHOTOGRAPHS = {  # scene: what the press room says under it
    "residence": "Une résidence, vue de la rue",
    "hall": "L’entrée d’un immeuble",
    "meeting": "Locataires et bailleur autour d’une table",
}
INVENTED = "Dessin d’exemple : vos photographies prennent sa place."
RELEASED = 52  # days ago
RELEASE = {
    "title": "Les chiffres du label se lisent au jour le jour",
    "text": "Communiqué inventé pour la démonstration. Les chiffres de cette page sont ceux du registre, à la "
    "date où on les lit\u00a0; chacun peut les reprendre en citant leur source.",
    "document": None,
}


def ensure_content():
    """Idempotent, in the demonstration only; what editors have written is left alone."""
    if not settings.IS_DEMO:
        return
    _fill(NewsIndexPage, _news())
    _fill(AgendaPage, _events())
    _fill(PartnersPage, _partners())
    press = PressPage.objects.first()
    if press and not press.releases and press.latest_revision_id is None:
        day = worked_before(clock.today() - timedelta(days=RELEASED))
        press.releases = [("release", RELEASE | {"date": day})]
        press.photographs = list(_photographs())
        press.save()


def _fill(index, pages):
    parent = index.objects.first()
    if parent and not parent.get_children().exists():
        for page in pages:
            parent.add_child(instance=page)


def _news():
    topics = {topic.slug: topic for topic in NewsTopic.objects.all()}
    for days, topic, title, slug, intro, body in NEWS:
        words = as_page({"title": title, "slug": slug, "intro": intro, "body": body})
        day = clock.today() - timedelta(days=days)
        yield NewsPage(
            date=day, topic=topics.get(topic), is_demo=True, **words, **_picture(DRAWN.get(slug))
        )


def _picture(name):
    """The picture of a page, drawn here; the others have the cover that their name gives."""
    if name is None:
        return {}
    image, alternative = _image(name)
    return {"picture": image, "picture_alt": alternative}


def _photographs():
    for name, caption in PHOTOGRAPHS.items():
        image, alternative = _image(name)
        told = {"image": image, "alt": alternative, "caption": f"{caption}. {INVENTED}"}
        yield "photograph", told | {"rights": RIGHTS}


def _image(name):
    """(the image of a scene, its alternative text), put in the library once."""
    from portal.demonstration import pictures  # noqa: PLC0415 -- draws in the demonstration alone

    content, alternative = pictures.scene(name)
    image = PortalImage.objects.filter(title=alternative).first()
    image = image or PortalImage.objects.create(
        title=alternative,
        description=alternative,
        file=ContentFile(content, f"{name}.png"),
        credit=pictures.CREDIT,
    )
    return image, alternative


def _events():
    for days, hour, hours, kind, audience, title, slug, intro, place, capacity in EVENTS:
        day = next_working_day(clock.today() + timedelta(days=days))
        starts_at = datetime.combine(day, time(hour), tzinfo=clock.PARIS)
        words = as_page({"title": title, "slug": slug, "intro": intro, "body": ""})
        yield EventPage(
            kind=kind,
            audience=audience,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(hours=hours),
            place=place,
            takes_registrations=capacity is not None,
            capacity=capacity,
            is_demo=True,
            **words,
            **_picture(DRAWN.get(slug)),
        )


def _partners():
    intro = "Page d’exemple\u00a0: ce qu’une association régionale dit du label dans sa région."
    body = (
        "<p>Texte inventé. Les chiffres qui suivent sont lus dans le registre de démonstration.</p>"
    )
    for title, slug, region in PARTNERS:
        words = as_page({"title": title, "slug": slug, "intro": intro, "body": body})
        email = "region@qualihlm.example"
        yield PartnerPage(
            region=region, contact="Chargé de mission", email=email, is_demo=True, **words
        )
