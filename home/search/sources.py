"""Sources of the site search besides pages, queried live: the directory and the observatory."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.module_loading import import_string

from community.public import public_questions
from labelling import public
from portal.cache.public import cached
from portal.search.french import roots
from portal.ui import words as french

SOURCES = []


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


def source(read):
    """Register `read() -> [Thing]`: public things only, as they are today."""
    SOURCES.append(read)
    return read


@dataclass(frozen=True)
class Things:
    """All things, and those that hold each root."""

    found: tuple[Thing, ...]
    by_root: Mapping[str, list[Thing]]

    def holding(self, wanted):
        """Things that hold all these roots."""
        rarest = min((self.by_root.get(root, ()) for root in wanted), key=len)
        return [thing for thing in rarest if thing.roots.issuperset(wanted)]


# Until a public write or midnight: stemming thousands of texts again every five minutes would be too dear.
@cached(seconds=None)
def things():
    found = tuple(thing for read in SOURCES for thing in read())
    by_root = defaultdict(list)
    for thing in found:
        for root in thing.roots:
            by_root[root].append(thing)
    return Things(found, by_root)


@source
def organisms():
    """BR-70: those of the directory, and those under way that accept to be named."""
    regions = dict(public.regions())
    found = []
    for entry in public.directory_entries():
        row, label = entry["organism"], entry["label"]
        said = (
            f"Label jusqu’au {french.day(label.end_on)}." if label else "Engagé dans la démarche."
        )
        found.append(
            Thing(
                "organisme",
                row.name,
                f"{row.get_family_display()}, {regions.get(row.region, '')}. {said}",
                reverse("labelling:directory_organism", args=[row.slug]),
                f"{row.city} {row.departement_name} {row.family} bailleur",
            )
        )
    return found


@source
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


@source
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


@source
def questions():
    """What the référent answered for everybody."""
    return [
        Thing("question", one.title, one.plain, one.get_public_url()) for one in public_questions()
    ]


@source
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
