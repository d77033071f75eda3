"""Sections of the home: chosen, ordered, hidden by the Dircom; what the portal computes is read when shown."""

from wagtail.blocks import (
    BooleanBlock,
    CharBlock,
    ChoiceBlock,
    ListBlock,
    RichTextBlock,
    StreamBlock,
    TextBlock,
)

from home.blocks import addresses
from home.blocks.base import ACTS, FACTS, WORDS, Part
from home.blocks.loading import gather
from home.blocks.words import ANSWER, Quote
from home.pages.front import reading
from home.pages.front.base import FULL, NARROW, WIDE, Section, layout, many

SESSIONS = 3  # of the committee: dates that concern few visitors
MOTIFS = [("brick", "brique"), ("sky", "bleu"), ("leaf", "vert")]


class Figures(Section):
    """The four figures of the label, counted when the page is shown; none before the first label."""

    hides_title = BooleanBlock(
        label="titre lu, non affiché",
        required=False,
        help_text="Les lecteurs d’écran l’annoncent\u00a0; les yeux vont droit aux chiffres.",
    )

    def data(self, value, read):
        return {"figures": read.figures} if read.figures[0]["value"] else None

    class Meta:
        label, icon, group = "Chiffres du label", "history", FACTS
        template = "home/sections/figures.html"
        description = "Les quatre chiffres du label, calculés au moment où la page s’affiche."
        preview_value = {"title": "Le label en chiffres"}
        form_layout = layout("hides_title")


class Path(Section):
    """The stages to a first label, from the rules in force."""

    def data(self, value, read):
        return {"path": read.path} if read.path else None

    class Meta:
        label, icon, group = "Parcours vers le label", "tasks", FACTS
        template = "home/sections/path.html"
        description = "Les étapes lues dans le règlement en vigueur."
        preview_value = {"title": "Le parcours, de la candidature au label"}
        form_layout = layout()


class Visitor(Part):
    """A card of « Vous êtes… »: who, what they find, where it leads."""

    title = CharBlock(label="qui", max_length=60)
    text = TextBlock(label="ce qu’on y trouve", max_length=200)
    note = CharBlock(label="précision", required=False, max_length=80)
    motif = ChoiceBlock(choices=MOTIFS, default="brick", label="motif")
    page = addresses.page()
    address = addresses.address()

    def problems(self, value):
        return addresses.problems(value)

    class Meta:
        label, icon = "Carte", "user"
        label_format = "{title}"


class Visitors(Section):
    """« Vous êtes… »: a card for each kind of visitor."""

    cards = ListBlock(Visitor(), label="cartes", min_num=1, max_num=6)

    def data(self, value, read):
        rows = [{"card": one, "url": addresses.url_of(one)} for one in value.get("cards") or ()]
        return {"cards": rows} if rows else None

    class Meta:
        label, icon, group = "Vous êtes…", "group", ACTS
        template = "home/sections/visitors.html"
        description = "Une carte pour chaque sorte de visiteur, qui mène à sa page."
        preview_value = {
            "title": "Vous êtes…",
            "cards": [
                {
                    "title": "Locataire",
                    "text": "Comprendre ce que le label change chez vous.",
                    "note": "Page facile à lire",
                    "motif": "brick",
                    "address": "/locataires/",
                }
            ],
        }
        form_layout = layout("cards")


class Practice(Section):
    """The practice of the month, chosen in the observatory."""

    def data(self, value, read):
        return {"practice": read.practice} if read.practice else None

    class Meta:
        label, icon = "Pratique du mois", "pick"
        template = "home/sections/practice.html"
        description = "La pratique que l’observatoire met en avant, avec ses mesures."
        preview_value = {"title": "La pratique du mois"}
        form_layout = layout()


class Agenda(Section):
    """The next events; under them, in a quiet line, the sessions of the committee if wished; nothing without either."""

    limit = many(5, 12)
    with_sessions = BooleanBlock(
        label="avec les séances du comité de labellisation", required=False, default=True
    )

    def data(self, value, read):
        wished = value.get("with_sessions", True)
        sessions = read.sessions(SESSIONS) if wished else []
        coming = read.coming(value["limit"])
        return {"coming": coming, "sessions": sessions} if coming or sessions else None

    class Meta:
        label, icon = "Prochains rendez-vous", "calendar"
        template = "home/sections/agenda.html"
        description = "Les prochaines dates de l’agenda, et celles du comité."
        preview_value = {"title": "À venir", "limit": 5, "with_sessions": True}
        form_layout = layout("limit", "with_sessions")


class News(Section):
    """The latest news; hidden by itself as long as there is none."""

    limit = many(3, 9)

    def data(self, value, read):
        rows = read.news(value["limit"])
        return {"news_rows": rows} if rows else None

    class Meta:
        label, icon = "Actualités", "doc-full"
        template = "home/sections/news.html"
        description = "Les dernières actualités publiées."
        preview_value = {"title": "Actualités", "limit": 3}
        form_layout = layout("limit")


class Labels(Section):
    """The latest labels in force; nothing before the first one."""

    limit = many(5, 12)

    def data(self, value, read):
        latest = read.labels(value["limit"])
        return {"latest": latest} if latest else None

    class Meta:
        label, icon = "Derniers labels", "pick"
        template = "home/sections/labels.html"
        description = "Les derniers organismes labellisés, lus dans le registre."
        preview_value = {"title": "Derniers labels", "limit": 5}
        form_layout = layout("limit")


class Pioneers(Section):
    """Real organisms that told of their label, with their sources."""

    def data(self, value, read):
        return {"pioneers": read.pioneers} if read.pioneers else None

    class Meta:
        label, icon = "Organismes cités", "openquote"
        template = "home/sections/pioneers.html"
        description = "Des organismes réels, cités d’après des pages publiques."
        preview_value = {"title": "Ils ont fait connaître leur label"}
        form_layout = layout()


class Testimonies(Section):
    """Words of people, with their agreement."""

    quotes = ListBlock(Quote(), label="témoignages", min_num=1, max_num=4)

    def data(self, value, read):
        return {"quotes": value["quotes"]} if value.get("quotes") else None

    class Meta:
        label, icon, group = "Témoignages", "openquote", WORDS
        template = "home/sections/testimonies.html"
        description = "Les mots de personnes, avec leur accord."
        preview_value = {"title": "Ils en parlent", "quotes": [Quote().meta.preview_value]}
        form_layout = layout("quotes")


class Words(Section):
    """A text with its picture and its buttons."""

    body = RichTextBlock(label="texte", features=["h3", *ANSWER], required=False)

    class Meta:
        label, icon, group = "Texte, image et boutons", "pilcrow", WORDS
        template = "home/sections/words.html"
        description = "Quelques lignes, une image si vous voulez, un ou deux boutons."
        preview_value = {
            "title": "Un label qui se vérifie",
            "body": "<p>Chaque attestation porte un numéro.</p>",
            "buttons": [
                {"label": "Vérifier une attestation", "page": None, "address": "/verifier/"}
            ],
        }
        form_layout = layout("body")


SECTIONS = [
    ("figures", Figures()),
    ("path", Path()),
    ("visitors", Visitors()),
    ("practice", Practice()),
    ("agenda", Agenda()),
    ("news", News()),
    ("labels", Labels()),
    ("pioneers", Pioneers()),
    ("testimonies", Testimonies()),
    ("words", Words()),
]
SEVERAL = {"testimonies", "words", "visitors"}  # what may stand more than once


class Sections(StreamBlock):
    """The sections under the opening of the home, in rows: two that are not full stand side by side."""

    def render(self, value, context=None):
        with gather(value):
            return super().render(value, context)

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context) | {"home_data": reading.HomeData()}
        return context | {"rows": rows(value, context)}

    class Meta:
        template = "home/sections/all.html"
        block_counts = {name: {"max_num": 1} for name, _ in SECTIONS if name not in SEVERAL}


class Buttons(StreamBlock):
    """The buttons of the opening: the first one stands out."""

    button = addresses.Button()

    class Meta:
        max_num = 3


def rows(stream, context):
    """[{sections, how}]: what is drawn, the hidden and the empty left out; `how` names the columns."""
    drawn = []
    for number, child in enumerate(stream, 1):
        if child.value.get("is_hidden"):
            continue
        html = child.render(context | {"section_id": f"section-{number}"})
        if html.strip():
            drawn.append((child.value.get("width") or FULL, html))
    found = []
    while drawn:
        width, html = drawn.pop(0)
        if width == FULL or not drawn or drawn[0][0] == FULL:
            found.append({"sections": [html], "how": ""})
            continue
        beside, other = drawn.pop(0)
        how = {(WIDE, NARROW): "wide", (NARROW, WIDE): "first"}.get((width, beside), "half")
        found.append({"sections": [html, other], "how": how})
    return found
