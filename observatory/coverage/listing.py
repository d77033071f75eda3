"""Lists of practices that need attention: never read, never reused, to review, waiting, dormant."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Exists, F, Min, OuterRef, Q
from django.db.models.functions import Coalesce, TruncDate
from django.urls import reverse

from observatory.page_views.models import PracticePageViews
from observatory.practices.models import GoodPractice
from observatory.practices.querysets import followed
from observatory.practices.terms import PUBLISHED
from portal.core import clock

S = GoodPractice.State
UNREAD, UNUSED, SOON, ASLEEP = (timedelta(days=n) for n in (30, 180, 60, 60))


@dataclass(frozen=True)
class List:
    """`since` is the date from which the age is counted; `says` heads that column."""

    address: str
    label: str
    which: Callable
    since: str
    says: str
    none: str


def _ago(delay):
    return clock.today() - delay


LISTS = (
    List(
        "jamais-lues",
        "Jamais lues",
        lambda: Q(state__in=PUBLISHED, is_read=False, published_on__lte=_ago(UNREAD)),
        "published_on",
        "Publiée",
        "Toutes les fiches publiées depuis un mois ont été lues.",
    ),
    List(
        "jamais-reprises",
        "Jamais reprises",
        lambda: Q(state__in=PUBLISHED, reuse_count=0, published_on__lte=_ago(UNUSED)),
        "published_on",
        "Publiée",
        "Toutes les fiches publiées depuis six mois ont été reprises.",
    ),
    List(
        "a-relire-bientot",
        "À confirmer bientôt",
        lambda: Q(state=S.PUBLISHED, review_due_on__lte=clock.today() + SOON),
        "review_due_on",
        "À confirmer avant",
        "Aucune fiche n’est à confirmer dans les soixante jours.",
    ),
    List(
        "a-relire-en-retard",
        "À confirmer, en retard",
        lambda: Q(state=S.REVIEW_DUE),
        "review_due_on",
        "À confirmer avant",
        "Aucune fiche n’attend d’être confirmée.",
    ),
    List(
        "en-attente",
        "En relecture",
        lambda: Q(state__in=(S.SUBMITTED, S.VALIDATED)),
        "since_on",
        "Attend depuis",
        "Aucune fiche n’attend de relecture.",
    ),
    List(
        "brouillons-endormis",
        "Brouillons endormis",
        lambda: Q(state__in=(S.DRAFT, S.CHANGES_REQUESTED), touched_on__lte=_ago(ASLEEP)),
        "touched_on",
        "Écrite pour la dernière fois",
        "Aucun brouillon n’est laissé de côté depuis deux mois.",
    ),
)
BY_ADDRESS = {one.address: one for one in LISTS}


def _rows(user):
    """Practices that this reader follows: for the Dircom, neither drafts nor those under review."""
    read = PracticePageViews.objects.filter(practice=OuterRef("pk"))
    return followed(user).annotate(
        is_read=Exists(read),
        since_on=TruncDate("since_at"),
        touched_on=TruncDate(Coalesce("written_at", "since_at")),
    )


def tabs(user, here):
    """One query for the counts of all lists."""
    counts = _rows(user).aggregate(
        **{f"n{rank}": Count("pk", filter=one.which()) for rank, one in enumerate(LISTS)}
    )
    return [
        {
            "label": one.label,
            "url": reverse("observatory:upkeep", args=[one.address]),
            "is_current": one is here,
            "count": counts[f"n{rank}"],
        }
        for rank, one in enumerate(LISTS)
    ]


def rows(user, one):
    """Oldest first, each with `since`."""
    found = _rows(user).filter(one.which()).annotate(since=F(one.since))
    return found.select_related("organism").order_by("since", "pk")


def counted_since():
    """The first day with page views, or None."""
    return PracticePageViews.objects.aggregate(first=Min("day"))["first"]
