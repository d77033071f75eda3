"""Cohorts of like organisms: same family, near sizes, five at least, and the medians that they are told.

The cohorts of a survey are parts of it: none holds another, so that no two of them can be subtracted. A
median, in whole points, does not give by its change what somebody who comes or goes brought to it.
"""

from collections import defaultdict
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from statistics import median

from labelling.parties.organisms.models import Organism
from labelling.steering.satisfaction import consents
from labelling.steering.satisfaction.models import SatisfactionResult
from labelling.steering.satisfaction.questions import OVERALL
from labelling.steering.satisfaction.rules import LEAST
from labelling.title.labels.directory import listing
from portal.ui import words

BANDS = [(low, below) for _, low, below in listing.SIZES.values()]


@dataclass(frozen=True)
class Cohort:
    """Organisms of a family whose sizes stand in bands that follow each other; {organism: {question: percent}}."""

    family: str
    bands: tuple  # ranks of BANDS
    rates: dict

    @property
    def label(self):
        """« Office public de l’habitat, de 3 000 à 15 000 logements »."""
        low, below = BANDS[self.bands[0]][0], BANDS[self.bands[-1]][1]
        return f"{Organism.Family(self.family).label}, {_sizes(low, below)}"

    def medians(self):
        """{question: its median, in whole points}; of a question that fewer than five have, nothing."""
        by_question = defaultdict(list)
        for rates in self.rates.values():
            for code, value in rates.items():
                by_question[code].append(Decimal(str(value)))
        return {
            code: whole(median(values))
            for code, values in by_question.items()
            if len(values) >= LEAST
        }


def whole(value):
    """In whole points, half up."""
    return int(Decimal(str(value)).quantize(Decimal(1), ROUND_HALF_UP))


def cohorts(survey, **where):
    """[Cohort] of a survey, each of five organisms at least that accept it today; one query.

    `where`: a condition on families, which no cohort crosses.
    """
    accepting = consents.in_force().values("organism")
    rows = SatisfactionResult.objects.filter(survey=survey, organism__in=accepting)
    rows = rows.filter(organism__homes__gt=0, **where).order_by("pk")
    families = defaultdict(lambda: defaultdict(dict))
    for organism, family, homes, overall, rates in rows.values_list(
        "organism", "organism__family", "organism__homes", "overall", "rates"
    ):
        told = {OVERALL: overall} | rates
        families[family][_band(homes)][organism] = told
    return [one for family, bands in families.items() for one in _of_family(family, bands)]


def cohort_of(organism, survey):
    """The one that it belongs to, or None: it does not consent, its size is not known, or its like are too few."""
    found = cohorts(survey, organism__family=organism.family)
    return next((one for one in found if organism.pk in one.rates), None)


def _of_family(family, by_band):
    """Bands are put together, the smallest first, until they are five; what is left joins the last."""
    found, bands, rates = [], (), {}
    for band in sorted(by_band):
        bands, rates = (*bands, band), rates | by_band[band]
        if len(rates) >= LEAST:
            found.append(Cohort(family, bands, rates))
            bands, rates = (), {}
    if rates and found:
        last = found.pop()
        found.append(Cohort(family, (*last.bands, *bands), last.rates | rates))
    return found


def _band(homes):
    return next(rank for rank, (_, below) in enumerate(BANDS) if below is None or homes < below)


def _sizes(low, below):
    if below is None:
        return f"plus de {words.number(low)} logements" if low else "toutes tailles"
    if not low:
        return f"moins de {words.number(below)} logements"
    return f"de {words.number(low)} à {words.number(below)} logements"
