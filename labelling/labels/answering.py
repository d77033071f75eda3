"""Sentence of the directory about the place that somebody typed: where it is, its homonyms, who is near."""

from dataclasses import dataclass

from django.utils.text import slugify

from labelling import communes
from labelling.labels import directory, lookup, places

MOST = 3  # places told in one sentence
TOWNS, ORGANISMS = 6, 4  # suggested while one types


@dataclass(frozen=True)
class Near:
    """A larger area, what is typed to look there, and how many answer."""

    located: str
    asked: str
    many: int


@dataclass(frozen=True)
class Answer:
    areas: tuple = ()
    near: tuple = ()  # Near, when nobody answers where it was asked
    alike: tuple = ()  # names of towns, when nothing is understood
    is_empty: bool = False

    @property
    def located(self):
        """« à Rennes (35) », or ""."""
        return " ou ".join(area.located for area in self.areas[:MOST])

    @property
    def homonyms(self):
        """Towns of one name, each to be chosen apart."""
        towns = [area.label for area in self.areas if area.kind == "town"]
        return towns if len(towns) > 1 else []


def of(filters, many):
    """The Answer to `q` among the filters of the directory, `many` rows being found."""
    typed = filters["q"]
    areas = tuple(places.understood(typed))
    if many:
        return Answer(areas)
    if not areas:
        return Answer(alike=tuple(places.suggestions(typed)), is_empty=True)
    others = {name: value for name, value in filters.items() if name != "q"}
    located = directory.in_areas(areas[0].around, directory.every_place())
    told = set(lookup.ordered(**others))
    near = [Near(area.located, _typed(area), len(found & told)) for area, found in located.items()]
    return Answer(areas, tuple(one for one in near if one.many), is_empty=True)


def suggested(typed):
    """[{text, slug}] of organisms that bear these words, then [{text}] of towns that begin so."""
    typed = typed.strip()
    if len(typed) < communes.SHORTEST:
        return []
    asked = slugify(typed)
    plain = {one: slugify(one.name) for one in directory.every_place()}
    named = [one for one, name in plain.items() if asked and asked in name]
    named.sort(key=lambda one: (not plain[one].startswith(asked), plain[one]))
    towns = communes.starting(typed, TOWNS)
    return [{"text": one.name, "slug": one.slug} for one in named[:ORGANISMS]] + [
        {"text": communes.told(one)} for one in towns
    ]


def _typed(area):
    return area.code if area.kind == "departement" else area.label
