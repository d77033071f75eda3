"""Blocks that list live data: the register of labels, the observatory, the calendar."""

from urllib.parse import urlencode

from wagtail.blocks import ChoiceBlock, IntegerBlock

from home.blocks import reading
from home.blocks.base import LISTS, Part, title

FILTERS = {"family": "famille", "region": "region", "departement": "departement"}


def limit():
    """Number of rows; the rest is behind a link."""
    return IntegerBlock(label="nombre au plus", default=6, min_value=1, max_value=100)


class Organisms(Part):
    """Organisms labelled today, in the directory's order."""

    title = title()
    famille = ChoiceBlock(choices=reading.families, required=False, label="famille")
    region = ChoiceBlock(choices=reading.regions, required=False, label="région")
    departement = ChoiceBlock(choices=reading.departements, required=False, label="département")
    limit = limit()

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        asked = {name: value.get(key) for name, key in FILTERS.items() if value.get(key)}
        rows = reading.from_context(context).rows
        for name, wanted in asked.items():
            rows = [row for row in rows if row[name] == wanted]
        return context | {
            "rows": reading.organism_rows(rows[: value["limit"]]),
            "many": len(rows),
            "query": urlencode({FILTERS[name]: wanted for name, wanted in asked.items()}),
        }

    class Meta:
        label, icon, group = "Organismes labellisés", "group", LISTS
        template = "home/blocks/organisms.html"
        description = "Les organismes qui détiennent le label aujourd’hui, lus dans le registre."
        preview_value = {"title": "Ils détiennent le label", "limit": 3}


class Practices(Part):
    """Published practices, latest first."""

    title = title()
    theme = ChoiceBlock(choices=reading.themes, required=False, label="thème")
    limit = limit()

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        found = reading.from_context(context).practices(value.get("theme") or "", value["limit"])
        return context | {"rows": found}

    class Meta:
        label, icon, group = "Bonnes pratiques", "pick", LISTS
        template = "home/blocks/practices.html"
        description = "Les dernières pratiques publiées par l’observatoire."
        preview_value = {"title": "Des pratiques à reprendre", "limit": 3}


class Events(Part):
    """Events to come, nearest first."""

    title = title()
    kind = ChoiceBlock(choices=reading.event_kinds, required=False, label="sorte")
    limit = limit()

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        found = reading.from_context(context).events(value.get("kind") or "", value["limit"])
        return context | {"rows": found}

    class Meta:
        label, icon, group = "Prochains rendez-vous", "calendar", LISTS
        template = "home/blocks/events.html"
        description = "Les rendez-vous à venir, lus dans l’agenda."
        preview_value = {"title": "Prochains rendez-vous", "limit": 3}
