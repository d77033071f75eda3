"""Sentence of the directory about the place or the name that somebody typed: its homonyms, who is near."""

from collections import defaultdict
from dataclasses import dataclass
from difflib import get_close_matches

from django.utils.text import slugify

from labelling import communes
from labelling.title.labels import register
from labelling.title.labels.directory import listing, matching, places

MOST = 3  # places told in one sentence
TOWNS, ORGANISMS = 6, 4  # suggested while one types
CLOSE, SHORTEST = 0.8, 4  # how near two spellings are, and letters of a word that is compared
HELD, UNDER_WAY, SUSPENDED = "label en vigueur", "engagé dans la démarche", "label suspendu"


@dataclass(frozen=True)
class Near:
    """A larger area, what is typed to look there, and how many answer."""

    located: str
    asked: str
    many: int


@dataclass(frozen=True)
class Known:
    """An organism that has a public page, and what it says today."""

    name: str
    slug: str
    note: str


@dataclass(frozen=True)
class Answer:
    areas: tuple = ()
    near: tuple = ()  # Near, when nobody answers where it was asked
    alike: tuple = ()  # names of towns, when nothing is understood
    known: tuple = ()  # Known, the same: what the filters leave out, or a name spelt nearly so
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


def answer_search(filters, many):
    """The Answer to `q` among the filters of the directory, `many` rows being found."""
    typed = filters["q"]
    areas = tuple(places.understood(typed))
    if many:
        return Answer(areas)
    if not areas:
        known = tuple(_known(typed))
        alike = () if known else tuple(places.suggestions(typed))
        return Answer(alike=alike, known=known, is_empty=True)
    others = {name: value for name, value in filters.items() if name != "q"}
    located = listing.in_areas(areas[0].around, listing.every_place())
    told = set(matching.ordered(**others))
    near = [Near(area.located, _typed(area), len(found & told)) for area, found in located.items()]
    return Answer(areas, tuple(one for one in near if one.many), is_empty=True)


def suggested(typed):
    """[{text, slug}] of organisms that bear these words, then [{text}] of towns that begin so."""
    typed = typed.strip()
    if len(typed) < communes.SHORTEST:
        return []
    asked = slugify(typed)
    plain = {one: slugify(one.name) for one in listing.every_place()}
    named = [one for one, name in plain.items() if asked and asked in name]
    named.sort(key=lambda one: (not plain[one].startswith(asked), plain[one]))
    towns = communes.starting(typed, TOWNS)
    return [{"text": one.name, "slug": one.slug} for one in named[:ORGANISMS]] + [
        {"text": communes.commune_label(one)} for one in towns
    ]


def _known(typed):
    """The organisms whose name bears these words, else those of which a word is spelt nearly so."""
    asked = slugify(typed)
    if places.is_code(typed) or len(asked) < SHORTEST:
        return []
    pages = _pages()
    found = [page for name, page in pages.items() if asked in name]
    return (found or _near(asked, pages))[:ORGANISMS]


def _pages():
    """{name as it is compared: Known}."""
    held = set(matching.ordered())
    known = [
        Known(one.name, one.slug, HELD if one.pk in held else UNDER_WAY)
        for one in listing.every_place()
    ]
    rows = register.suspended().order_by("organism__name__french", "pk")
    known += [
        Known(*row, SUSPENDED) for row in rows.values_list("organism__name", "organism__slug")
    ]
    return {slugify(one.name): one for one in known}


def _near(asked, pages):
    words = defaultdict(dict)
    for name, page in pages.items():
        for word in (name, *name.split("-")):
            if len(word) >= SHORTEST:
                words[word][page.slug] = page
    telling = [word for word, found in words.items() if len(found) <= MOST]
    near = get_close_matches(asked, telling, MOST, CLOSE)
    return list({page.slug: page for word in near for page in words[word].values()}.values())


def _typed(area):
    return area.code if area.kind == "departement" else area.label
