"""Figures of priority situations: homes rated, situations open, resolved, and how long they lasted."""

from labelling.path.dossiers.models import LabelDossier
from labelling.path.stock.models import Rating
from labelling.steering.figures.base import Family
from labelling.steering.figures.families.delays import lasted
from labelling.steering.figures.rules import office
from portal.core import clock
from portal.core.read_once import read_once
from portal.figures import Case, Measure

PRIORITY = Rating.Level.PRIORITY
family = Family("situations", source="les cotations du patrimoine, une par dossier", readers=office,
                model="labelling.rating", related=("residence", "dossier"), unit="situations",
                page=lambda one: one.dossier.get_absolute_url())  # fmt: skip


@read_once
def _whole():
    """[(residence, (rating, organism, day, level, homes))], the oldest first."""
    rows = Rating.objects.filter(dossier__in=LabelDossier.objects.all())
    told = rows.order_by("rated_at", "pk").values_list(
        "residence", "pk", "dossier__organism", "rated_at", "level", "residence__homes"
    )
    return [
        (residence, (pk, organism, at.astimezone(clock.PARIS).date(), level, homes))
        for residence, pk, organism, at, level, homes in told
    ]


def _ratings(day):
    """Of each residence, its ratings made by `day`, the oldest first."""
    found = {}
    for residence, rating in _whole():
        if rating[2] <= day:
            found.setdefault(residence, []).append(rating)
    return found.values()


def homes_rated(period):
    """Each residence once, by its last rating of the period."""
    last = [ratings[-1] for ratings in _ratings(period.end)]
    return [Case(pk, who, day, homes) for pk, who, day, _, homes in last if day >= period.start]


def open_on(period):
    return [
        Case(pk, who, day)
        for pk, who, day, level, _ in (ratings[-1] for ratings in _ratings(period.end))
        if level == PRIORITY
    ]


def _resolved(period):
    """(rating that says so, since when it was a priority), of residences that are one no more."""
    for ratings in _ratings(period.end):
        since = None
        for rating in ratings:
            _, _, day, level, _ = rating
            if level == PRIORITY:
                since = since or day
            elif since is not None:
                if day >= period.start:
                    yield rating, since
                since = None


def resolved(period):
    return [Case(pk, who, day) for (pk, who, day, *_), _ in _resolved(period)]


def duration(period):
    return [
        Case(pk, who, day, lasted(since, day)) for (pk, who, day, *_), since in _resolved(period)
    ]


family(
    "homes", "Logements des résidences cotées", homes_rated, "Logements des résidences que leur organisme a cotées.",
    "Somme des logements des résidences dont une cotation est datée de la période, chacune une fois.",
    measure=Measure.SUM, unit="logements", is_additive=False,
)  # fmt: skip
family(
    "open", "Situations prioritaires", open_on, "Résidences que leur dernière cotation classe prioritaires.",
    "Résidences dont la dernière cotation jusqu’à ce jour est «\u00a0prioritaire\u00a0».", is_stock=True,
)  # fmt: skip
family(
    "resolved", "Situations résolues", resolved,
    "Résidences prioritaires qu’une cotation d’un dossier suivant ne classe plus ainsi.",
    "Résidences dont une cotation de la période n’est pas prioritaire, après une qui l’était.",
)  # fmt: skip
family.delay(
    "duration", "Durée d’une situation prioritaire", duration,
    "Jours entre la cotation qui classe une résidence prioritaire et celle qui ne la classe plus ainsi.",
    "Date de la seconde cotation moins date de la première, pour les situations résolues dans la période.",
)  # fmt: skip
