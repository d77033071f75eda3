"""Body with every kind of block, `many` times over."""

from wagtail.models import Page

from home.blocks.numbers import MEASURES
from tests.home.blocks.factories import make_document, make_image

KINDS = 17


def every_block(home, many=1):
    return [block for n in range(many) for block in _blocks(home, n)]


def _blocks(home, n):
    image, document = make_image(f"hall-{n}.jpg", colour=(n, 90, 120)), make_document()
    film, captions = make_document(f"visite-{n}.mp4"), make_document(f"visite-{n}.vtt")
    links = (
        f'<h2>Partie {n}</h2><p><a linktype="page" id="{home.pk}">L’accueil</a>, '
        f'<a linktype="document" id="{document.pk}">le guide</a></p>'
    )
    return [
        ("text", links),
        ("quote", {"text": "Nous avons appris.", "author": "La directrice", "role": ""}),
        ("accordion", {"title": "Questions", "items": [{"question": "Qui\u00a0?", "answer": links}]}),
        ("table", {"caption": "Délais", "head": ["Étape", "Délai"], "rows": [["Dépôt", "un mois"]]}),
        ("picture", {"image": image, "alt": "Un hall clair", "caption": "Le hall"}),
        ("gallery", {"title": "Vues", "pictures": [{"image": image, "alt": "Un hall, de près"}]}),
        ("video", {
            "title": "Visite", "file": film, "poster": image, "captions": captions,
            "is_silent": False, "transcript": "<p>On entre.</p>",
        }),
        ("figures", {"title": "", "chosen": [code for code, _ in MEASURES]}),
        ("steps", {"title": "Parcours", "source": "plan"}),
        ("map", {"title": "Carte", "level": "regions"}),
        ("organisms", {"title": "Labellisés", "limit": 3}),
        ("practices", {"title": "Pratiques", "limit": 3}),
        ("practice_figures", {"title": "Observatoire", "chosen": ["sheets", "verified"]}),
        ("events", {"title": "Agenda", "limit": 3}),
        ("documents", {"title": "Documents", "documents": [{"document": document, "note": "À lire"}]}),
        ("call", {"title": "Écrire", "label": "Nous écrire", "page": Page.objects.get(pk=home.pk)}),
        ("contact", {"title": "Contact", "who": "Le référent", "email": "label@exemple.fr"}),
    ]  # fmt: skip
