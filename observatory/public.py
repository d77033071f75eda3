"""Public interface of the observatory for other apps: published practices only."""

from django.db.models import Model, QuerySet

from observatory.collections.models import Collection, CollectionEntry
from observatory.collections.pages import selections as public_selections
from observatory.figures.counts import is_invented as practices_are_invented
from observatory.figures.exports import report as yearly_report
from observatory.figures.pages import headline as practice_figures
from observatory.practices.models import GoodPractice, PracticeIndicator
from observatory.practices.pieces.models import PracticePiece
from observatory.practices.terms import Kind, PracticeTerm
from observatory.questions.models import PracticeQuestion
from observatory.reuse.models import PracticeReuse
from observatory.search.models import PracticeEntry, SynonymGroup
from observatory.search_page.feeds import described as search_words
from observatory.search_page.feeds import kept as kept_search
from observatory.search_page.feeds import latest as latest_of_search
from observatory.spotlight.actions import current as practice_of_the_month
from observatory.spotlight.models import MonthlyPractice
from observatory.trophies.models import TrophyCandidate, TrophyCategory, TrophyEdition
from portal.cache import versions

versions.watch(GoodPractice, PracticeTerm, PracticeIndicator, PracticePiece)
versions.watch(PracticeReuse, PracticeQuestion, Collection, CollectionEntry, MonthlyPractice)
versions.watch(TrophyEdition, TrophyCategory, TrophyCandidate)
versions.watch(PracticeEntry, SynonymGroup)
__all__ = (
    "kept_search",
    "latest_of_search",
    "practice_count",
    "practice_figures",
    "practice_of_the_month",
    "practices_are_invented",
    "practices_of",
    "public_selections",
    "published_practices",
    "published_trophies",
    "search_words",
    "yearly_report",
)


def published_practices(
    theme: str | None = None,
    region: str | None = None,
    family: str | None = None,
    limit: int | None = None,
) -> QuerySet:
    """Latest first, with their organism; filtered by the arguments."""
    rows = GoodPractice.objects.published().select_related("organism")
    if theme:
        rows = rows.filter(terms__kind=Kind.THEME, terms__code=theme)
    if region:
        rows = rows.filter(organism__region=region)
    if family:
        rows = rows.filter(organism__family=family)
    rows = rows.order_by("-published_on", "-pk")
    return rows if limit is None else rows[:limit]


def practices_of(organism: Model) -> QuerySet:
    return published_practices().filter(organism=organism)


def practice_count() -> int:
    return GoodPractice.objects.published().count()


def published_trophies() -> QuerySet:
    """Editions whose results everybody reads, the latest first."""
    return TrophyEdition.objects.filter(state="published")
