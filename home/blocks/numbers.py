"""Blocks of facts: live figures, steps, table, map."""

from django.forms import CheckboxSelectMultiple
from wagtail.blocks import CharBlock, ChoiceBlock, ListBlock, MultipleChoiceBlock, StructBlock

from home.blocks import reading
from home.blocks.base import FACTS, Part, title
from labelling import public
from portal.ui import words

MEASURES = [
    ("labelled", "organismes labellisés"),
    ("engaged", "organismes engagés qui l’annoncent"),
    ("homes", "logements des organismes labellisés"),
    ("regions", "régions représentées"),
    ("auditors", "auditeurs agréés"),
    ("sessions", "séances du comité annoncées"),
    ("mentions", "mentions spéciales en vigueur"),
]
SINGLE = {
    "labelled": "organisme labellisé",
    "engaged": "organisme engagé qui l’annonce",
    "regions": "région représentée",
    "auditors": "auditeur agréé",
    "sessions": "séance du comité annoncée",
    "mentions": "mention spéciale en vigueur",
}
PRACTICES = [
    ("sheets", "pratiques publiées"),
    ("organisms", "organismes qui les racontent"),
    ("reuses", "reprises par d’autres organismes"),
    ("with_tenants", "part menée avec des locataires"),
    ("with_figures", "part qui porte un chiffre mesuré"),
    ("verified", "part vérifiée en audit"),
]
FEW = "Écrivez au moins deux étapes, ou choisissez le règlement en vigueur."


def _format_figure(figures, code):
    if code == "homes":
        return public.homes_total(figures["homes"], figures["labelled"])
    return words.number(figures[code])


class Figures(Part):
    """Live figures of the register."""

    title = title()
    chosen = MultipleChoiceBlock(choices=MEASURES, label="chiffres", widget=CheckboxSelectMultiple)
    note = CharBlock(label="note", required=False, max_length=200)

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        figures = reading.from_context(context).figures
        rows = [
            {
                "label": words.agreed(figures[code], SINGLE.get(code, label), label),
                "value": _format_figure(figures, code),
            }
            for code, label in MEASURES
            if code in value["chosen"]
        ]
        return context | {"rows": rows}

    class Meta:
        label, icon, group = "Chiffres du registre", "history", FACTS
        template = "home/blocks/figures.html"
        description = "Des chiffres lus dans le registre au moment où la page s’affiche."
        preview_value = {
            "title": "Le label aujourd’hui",
            "chosen": ["labelled", "homes", "regions", "auditors"],
            "note": "",
        }


class PracticeFigures(Part):
    """Live public figures of the observatory, with a link to their page."""

    title = title()
    chosen = MultipleChoiceBlock(choices=PRACTICES, label="chiffres", widget=CheckboxSelectMultiple)
    note = CharBlock(label="note", required=False, max_length=200)

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        told, is_invented = reading.from_context(context).practice_figures
        rows = [told[code] for code, _ in PRACTICES if code in value["chosen"] and code in told]
        return context | {"rows": rows, "is_invented": is_invented}

    class Meta:
        label, icon, group = "Chiffres de l’observatoire", "history", FACTS
        template = "home/blocks/practice_figures.html"
        description = (
            "Combien de pratiques, d’organismes et de reprises, au moment où la page s’affiche."
        )
        preview_value = {
            "title": "L’observatoire aujourd’hui",
            "chosen": ["sheets", "organisms", "reuses"],
            "note": "",
        }


class Step(StructBlock):
    """A step and what happens there."""

    label = CharBlock(label="étape", max_length=120)
    note = CharBlock(label="ce qui s’y passe", required=False, max_length=300)

    class Meta:
        label, icon = "Étape", "arrow-right"


class Steps(Part):
    """The path: from the stage plan in force, or typed."""

    title = title()
    source = ChoiceBlock(
        choices=[("plan", "le règlement en vigueur"), ("typed", "les étapes ci-dessous")],
        default="plan",
        label="étapes lues dans",
    )
    steps = ListBlock(Step(), label="étapes", required=False, default=[], min_num=0)

    def problems(self, value):
        is_short = value["source"] == "typed" and len(value["steps"]) < 2
        return {"source": FEW} if is_short else {}

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        is_plan = value["source"] == "plan"
        rows = reading.from_context(context).plan if is_plan else list(value["steps"])
        return context | {"rows": rows, "is_plan": is_plan}

    class Meta:
        label, icon, group = "Étapes", "tasks", FACTS
        template = "home/blocks/steps.html"
        description = "Les étapes du label, lues dans le règlement, ou celles que vous écrivez."
        preview_value = {"title": "Le parcours", "source": "plan", "steps": []}


class Map(Part):
    """Organisms labelled today; the same figures stand in a table."""

    title = CharBlock(label="titre", max_length=120, default="Organismes labellisés par région")
    level = ChoiceBlock(
        choices=[("regions", "par région"), ("departements", "par département")],
        default="regions",
        label="découpage",
    )

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        is_by_region = value["level"] == "regions"
        read = reading.from_context(context)
        rows = read.by_region if is_by_region else read.by_departement
        outline = None if is_by_region else public.outline_map()
        return context | {"rows": rows, "outline": outline}

    class Meta:
        label, icon, group = "Carte", "site", FACTS
        template = "home/blocks/map.html"
        description = "Le nombre d’organismes labellisés aujourd’hui, par territoire."
        preview_value = {"title": "Organismes labellisés par région", "level": "regions"}
