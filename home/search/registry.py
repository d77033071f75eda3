"""Sources of the site search besides pages, queried live: the directory and the observatory."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.module_loading import import_string

from community.public import public_questions
from home.frame.blocks import written
from labelling import public
from portal.cache.public import cached
from portal.search.french import roots
from portal.ui import words as french

SOURCES = {}  # {kind: read}


@dataclass(frozen=True)
class Thing:
    """A searchable thing: `extra` is searched and not shown, `known_as` likewise and as its title."""

    kind: str
    title: str
    text: str
    url: str
    extra: str = ""
    known_as: str = ""
    title_roots: frozenset = field(init=False)
    roots: frozenset = field(init=False)

    def __post_init__(self):
        object.__setattr__(self, "title_roots", frozenset(roots(f"{self.title} {self.known_as}")))
        words = f"{self.title} {self.known_as} {self.text} {self.extra}"
        all_roots = frozenset(roots(words))
        object.__setattr__(self, "roots", all_roots)


def source(kind):
    """Register `read() -> [Thing]`, of things of this kind: public ones only, as they are today."""

    def register(read):
        SOURCES[kind] = read
        return read

    return register


@dataclass(frozen=True)
class Things:
    """The things of a kind, and those that hold each root."""

    found: tuple[Thing, ...]
    by_root: Mapping[str, list[Thing]]

    def holding(self, wanted):
        """Things that hold all these roots."""
        rarest = min((self.by_root.get(root, ()) for root in wanted), key=len)
        return [thing for thing in rarest if thing.roots.issuperset(wanted)]


# Until a public write or midnight: stemming thousands of texts again every five minutes would be too dear.
@cached
def things(kind):
    found = tuple(SOURCES[kind]())
    by_root = defaultdict(list)
    for thing in found:
        for root in thing.roots:
            by_root[root].append(thing)
    return Things(found, by_root)


@source("organisme")
def organisms():
    """BR-70: those of the directory, those under way that accept to be named, those whose label is suspended.

    The directory does not list the last ones; their page says what a verification says.
    """
    regions = dict(public.regions())
    return [_organism(regions, **entry) for entry in public.entries_with_suspended()]


def _organism(regions, organism, label, is_suspended):
    url = reverse("labelling:directory_organism", args=[organism.slug])
    if is_suspended:
        return Thing("organisme", organism.name, "Label suspendu.", url)
    said = f"Label jusqu’au {french.day(label.end_on)}." if label else "Engagé dans la démarche."
    return Thing(
        "organisme",
        organism.name,
        f"{organism.get_family_display()}, {regions.get(organism.region, '')}. {said}",
        url,
        f"{organism.city} {organism.departement_name} {organism.family} bailleur",
    )


@source("thème")
def themes():
    """The themes of the framework in force, with the words of their criteria."""
    framework = public.evaluation_framework()
    return [
        Thing(
            "thème",
            group["theme"].title,
            " ".join(criterion.title for criterion in group["criteria"]),
            reverse("home:framework_theme", args=[group["theme"].code.lower()]),
        )
        for group in (framework["themes"] if framework else ())
    ]


@source("pratique")
def practices():
    """Published practices; none without the observatory."""
    try:
        published = import_string("observatory.public.published_practices")
    except ImportError:
        return []
    return [
        Thing("pratique", row.title, row.summary, row.get_public_url())
        for row in published(limit=None)
    ]


@source("question")
def questions():
    """What the référent answered for everybody."""
    return [
        Thing("question", one.title, one.plain, one.get_public_url()) for one in public_questions()
    ]


@source("bilan")
def yearly_reports():
    """The published report of each year, in its last version."""
    return [
        Thing(
            "bilan",
            f"Le label en {one.year}",
            one.foreword,
            one.get_year_url(),
            "bilan annuel chiffres",
        )
        for one, *_former in public.published_reports()
    ]


@source("service")
def services():
    return [
        Thing("service", row["titre"], row["texte"], row["adresse"], known_as=row["mots"])
        for row in written()
    ]
