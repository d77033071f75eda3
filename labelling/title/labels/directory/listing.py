"""Public directory of labelled organisms: rows filtered and sorted, for pages, map, files and API."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from django.db.models import Case, Count, F, OuterRef, Prefetch, Q, Subquery, Sum, Value, When
from django.utils.text import slugify

from labelling import territories
from labelling.parties.organisms.models import Organism, OrganismTown
from labelling.title.labels import register
from labelling.title.labels.directory import places
from labelling.title.labels.mentions import AGEING, LabelMention
from labelling.title.labels.models import Attestation, Label
from portal.core import clock, working_days
from portal.core.read_once import read_once

ENGAGED = "engages"
SOON = "12-mois"
MENTIONS = {"vieillissement": AGEING}
LOOKUPS = {"famille": "family", "region": "region", "departement": "departement"}
ORDERS = {"nom": "name__french", "famille": "family", "region": "region", "logements": "homes"}
DATES = {"debut": "start_on", "fin": "end_on"}
SORTS = (*ORDERS, *DATES)
OF_ORGANISM = (
    *("name", "slug", "siren", "family", "region", "departement", "city", "homes", "website"),
    "is_demo",
)
OF_LABEL = ("state", "cycle", "start_on", "end_on", "ended_on")  # what files tell of a label
AREA_SORTS = ("nom", "nombre", "logements")


SIZES = {  # code: (label, from, below)
    "moins-de-3000": ("moins de 3 000", 1, 3_000),
    "3000-a-8000": ("3 000 à 8 000", 3_000, 8_000),
    "8000-a-15000": ("8 000 à 15 000", 8_000, 15_000),
    "15000-a-30000": ("15 000 à 30 000", 15_000, 30_000),
    "plus-de-30000": ("plus de 30 000", 30_000, None),
}  # the bands of `Organism.size_band`: a test holds them together


@dataclass(frozen=True)
class Entry:
    """One line of the directory: a landlord with its label in force, or engaged and without one."""

    organism: Organism
    label: Label | None
    day: date
    towns: tuple = ()  # Insee codes of those where it has homes, in files alone

    @property
    def status(self):
        return self.label.status_on(self.day) if self.label else None

    @property
    def word(self):
        return self.status.label if self.label else "Engagé dans la démarche"

    @property
    def mention(self):
        """Titles of the mentions in force, "" without any."""
        held = self.label.held_mentions if self.label else ()
        return ", ".join(dict.fromkeys(mention.title for mention in held))


def rows(*, statut="", tri="nom", **filters):
    """A sorted queryset: labels with their organism, or organisms under way that agreed (BR-70)."""
    found = engaged(**filters) if statut == ENGAGED else labels(**filters)
    return found.order_by(*_order(found, tri))


def entries(found):
    """The Entry of each row of a page, of a slice or of a whole queryset of `rows`."""
    return list(_each(found))


def _each(found):
    today = clock.today()
    for row in found:
        is_engaged = isinstance(row, Organism)
        yield Entry(row, None, today) if is_engaged else Entry(row.organism, row, today)


def stream(found):
    """The Entry of each row of `rows`, read as it is sent: three queries, however many there are."""
    rows = slim(found).prefetch_related(None).iterator()
    towns = _towns(found)
    for entry in _each(_with_mentions(rows, found) if found.model is Label else rows):
        yield replace(entry, towns=tuple(sorted(towns.get(entry.organism.pk, ()))))


def _towns(found):
    """{organism: its towns} of these rows, in one query."""
    own = "pk" if found.model is Organism else "organism"
    rows = OrganismTown.objects.filter(organism__in=found.order_by().values(own)).order_by()
    told = defaultdict(set)
    for organism, insee in rows.values_list("organism", "insee"):
        told[organism].add(insee)
    return told


def slim(found):
    """The same rows, with what lists and files tell of them alone: thousands are joined and sorted."""
    if found.model is Organism:
        return found.only(*OF_ORGANISM)
    return found.only(*(f"organism__{name}" for name in OF_ORGANISM), *OF_LABEL)


def _with_mentions(rows, found):
    """The labels with their mentions in force, all of which are read at once."""
    mentions = {}
    for one in LabelMention.objects.in_force().filter(label__in=found.order_by().values("pk")):
        mentions.setdefault(one.label_id, []).append(one)
    for label in rows:
        label.held_mentions = mentions.get(label.pk, ())
        yield label


def labels(**filters):
    """Labels in force (BR-70) that answer the filters; an empty one says nothing."""
    told = Prefetch("mentions", LabelMention.objects.in_force(), to_attr="held_mentions")
    found = _narrowed(**filters).select_related("organism").prefetch_related(told)
    return found.annotate(number=_number())


def _narrowed(**filters):
    return register.directory_labels().filter(
        _of_organism("organism__", **filters), _of_label(**filters)
    )


def _number():
    """Of the attestation that holds."""
    numbers = Attestation.objects.filter(label=OuterRef("pk")).order_by("-number")
    return Subquery(numbers.exclude(status=Attestation.Status.VOID).values("number")[:1])


def engaged(**filters):
    """No mention and no date: who asks for one is not looking for them."""
    if any(filters.get(name) for name in ("mention", "depuis", "fin")):
        return Organism.objects.none()
    return register.engaged().filter(_of_organism("", **filters))


def _of_organism(prefix, *, q="", taille="", **filters):
    asked = {
        f"{prefix}{field}": filters[name] for name, field in LOOKUPS.items() if filters.get(name)
    }
    if taille:
        _, low, high = SIZES[taille]
        asked |= {f"{prefix}homes__gte": low} | ({f"{prefix}homes__lt": high} if high else {})
    return Q(**asked) & _named(prefix, q)


def _named(prefix, q):
    return Q(**{f"{prefix}pk__in": list(named(q))}) if q else Q()


def named(q):
    """{organism: Place} of the register that these words find: a name, with or without its accents, or a place."""
    asked, plain, number = q.lower(), slugify(q), places.siren(q)
    by_name = not places.is_code(q)
    everywhere = every_place()
    located = in_areas(places.understood(q), everywhere)
    return {
        place.pk: place
        for place in everywhere
        if (by_name and (asked in place.name.lower() or asked in place.city.lower()))
        or (by_name and plain and plain in place.slug)
        or (number and number == place.siren)
        or any(place.pk in organisms for organisms in located.values())
    }


def in_areas(areas, everywhere):
    """{area: the organisms that have homes there, or, of those of `everywhere`, their head office}: one query."""
    found = {
        area: {place.pk for place in everywhere if area.is_head_office(place)} for area in areas
    }
    if areas:
        towns = OrganismTown.objects.filter(places.towns_of(areas)).order_by()
        for organism, insee in towns.values_list("organism", "insee"):
            for area in areas:
                if area.holds(insee):
                    found[area].add(organism)
    return found


class Place(NamedTuple):
    """An organism of the register: what is looked in (name and commune), and where it counts."""

    pk: int
    name: str
    slug: str
    siren: str | None
    city: str
    region: str
    departement: str
    homes: int


@read_once
def every_place():
    """Letters are compared in memory: the database would do it several times a page."""
    listed, under_way = (
        register.directory_labels().values("organism"),
        register.engaged().values("pk"),
    )
    rows = Organism.objects.filter(Q(pk__in=listed) | Q(pk__in=under_way)).order_by()
    return list(map(Place._make, rows.values_list(*Place._fields)))


def _of_label(*, mention="", depuis="", fin="", **_):
    """`depuis` and `fin` are years of the label's first and last day, or the twelve months to come."""
    asked = Q()
    if mention:
        held = LabelMention.objects.in_force().filter(title=MENTIONS[mention])
        asked &= Q(pk__in=held.values("label"))
    if depuis:
        asked &= Q(start_on__year=int(depuis))
    if fin == SOON:
        asked &= Q(end_on__lte=working_days.add_months(clock.today(), 12))
    elif fin:
        asked &= Q(end_on__year=int(fin))
    return asked


def _order(found, tri):
    """Sort keys; regions by their names, and what engaged organisms do not have by name."""
    is_label, back = found.model is Label, tri.startswith("-")
    prefix, key = "organism__" if is_label else "", tri.removeprefix("-")
    dates = DATES if is_label else dict.fromkeys(DATES, "name__french")
    field = dates.get(key) or f"{prefix}{ORDERS.get(key, 'name__french')}"
    first = _by_name_of_region(field) if key == "region" else F(field)
    return (first.desc() if back else first.asc(), f"{prefix}name__french", "pk")


def _by_name_of_region(field):
    named = sorted(territories.regions(), key=lambda region: territories.fold_name(region.name))
    ranks = [When(**{field: region.code}, then=Value(n)) for n, region in enumerate(named)]
    return Case(*ranks, default=Value(len(ranks)))


@dataclass(frozen=True)
class Area:
    """A region or a département and what it counts in the directory."""

    code: str
    label: str
    count: int
    homes: int


def areas(level, told):
    """The Area of every region, or département, from what `counts` tells."""
    every = territories.regions() if level == "region" else territories.departements()
    zones = {region.code: region.zone for region in territories.regions()}
    return [
        Area(one.code, one.name, *told.get(one.code, (0, 0)))
        for one in every
        if one.code in told or zones[getattr(one, "region", one.code)] != "com"
    ]


def counts(level, **filters):
    """{code: (organisms, homes)} of the areas that have one, from the same rows as the table.

    The filter of the level itself is not among `filters`; a name is looked for in `lookup`.
    """
    return _counted(level, tuple(sorted((name, value) for name, value in filters.items() if value)))


@read_once
def _counted(level, asked):
    filters = dict(asked)
    is_engaged = filters.pop("statut", "") == ENGAGED
    found = engaged(**filters) if is_engaged else _narrowed(**filters)
    prefix = "" if is_engaged else "organism__"
    grouped = found.order_by().values_list(f"{prefix}{level}")
    counted = grouped.annotate(Count("pk"), Sum(f"{prefix}homes"))
    return {code: (n, homes) for code, n, homes in counted}
