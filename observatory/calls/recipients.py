"""Audience of a call: organisms strong on a theme and without practice on it, for the office only."""

from collections import Counter

from django.db.models import Count, Exists, OuterRef, Q, Subquery

from labelling.public import strong_points
from observatory.calls.models import ContributionCall
from observatory.practices import durations
from observatory.practices.models import UNDER_WAY, GoodPractice
from observatory.practices.terms import PUBLISHED, Kind, PracticeTerm
from portal.core import clock
from portal.core.working_days import Delay
from portal.search.french import sort_key

STANDS = (*PUBLISHED, *UNDER_WAY)


def delay():
    """Time between two calls to an organism on a theme: dated demonstration data."""
    return durations.in_force("call")


def earliest():
    """Calls sent since this day still count."""
    return Delay.parse(delay().delay).before(clock.today())


def to_call(user, theme=""):
    """[strength + {told, called_on}], least covered themes first. Four queries; [] to all but the office.

    `told` is how many sheets are published on the theme; `called_on` the date of a call that still counts.
    """
    strengths = [one for one in strong_points(user) if theme in ("", one["theme"])]
    if not strengths:
        return []
    told, covered, called = _published_by_theme(), _covered(), _called()
    rows = [
        one | {"told": told[one["theme"]], "called": called.get(_key(one))}
        for one in strengths
        if _key(one) not in covered
    ]
    return sorted(rows, key=lambda row: (row["told"], row["theme"], sort_key(row["organism"].name)))


def _key(strength):
    return strength["organism"].pk, strength["theme"]


def _published_by_theme():
    rows = PracticeTerm.objects.filter(kind=Kind.THEME, practice__state__in=PUBLISHED).order_by()
    return Counter(dict(rows.values_list("code").annotate(Count("pk"))))


def _covered():
    """{(organism, theme)} published or being written."""
    rows = PracticeTerm.objects.filter(kind=Kind.THEME, practice__state__in=STANDS).order_by()
    return set(rows.values_list("practice__organism", "code").distinct())


def still_counting():
    return ContributionCall.objects.filter(sent_at__date__gte=earliest())


def _called():
    rows = still_counting().order_by("sent_at", "pk")
    return {(one.organism_id, one.theme): one for one in rows}


def followed_up(user):
    """Calls, each with the state of the first practice opened since by its organism, on that theme or unclassed."""
    since = Q(organism=OuterRef("organism"), created_at__gte=OuterRef("sent_at"), edition_of=None)
    term = PracticeTerm.objects.filter(kind=Kind.THEME, practice=OuterRef("pk"))
    asked = Exists(term.filter(code=OuterRef(OuterRef("theme")))) | ~Exists(term)
    found = GoodPractice.objects.filter(since).filter(asked).order_by("created_at", "pk")
    return (
        ContributionCall.objects.visible_to(user)
        .select_related("organism", "sent_by")
        .annotate(outcome=Subquery(found.values("state")[:1]))
    )


def has_answered(call):
    """Whether the organism has a practice on this theme, published or being written."""
    rows = GoodPractice.objects.filter(organism=call.organism_id, state__in=STANDS)
    return rows.filter(terms__kind=Kind.THEME, terms__code=call.theme).exists()
