"""Actions on the practice of the month: choose one; which one is current."""

from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Case, F, FilteredRelation, OuterRef, Q, Subquery, When

from labelling.public import instructor
from observatory.practices.models import GoodPractice
from observatory.practices.rules import dircom
from observatory.spotlight.models import MonthlyPractice
from portal.core import clock, working_days
from portal.workflow import Forbidden, Problem, Refused, audit_log

chooser = instructor | dircom
RECENT = 12  # months: what « récemment publiée » means
LATEST = 500  # practices among which the most reused is looked for, when none is chosen
MEASURES = 2  # told with it
MEASURE = ("name", "before", "after", "unit", "measured_on")
AHEAD = 12  # months that may be chosen, the present one included


def first_day(day):
    return day.replace(day=1)


def months():
    """Months that may be chosen."""
    start = first_day(clock.today())
    return [working_days.add_months(start, n) for n in range(AHEAD)]


def month_of(text):
    """« 2026-12 » as its first day, or None."""
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return None


@transaction.atomic
def choose(practice, month, *, by, words=""):
    """One a month. Forbidden, Refused."""
    if not chooser(by, None):
        raise Forbidden(Problem("forbidden", f"Seul {chooser.label} choisit la pratique du mois."))
    if not practice.is_published:
        raise Refused(Problem("practice_gone", "Cette pratique n’est pas publiée."))
    facts = {"practice": practice, "month": first_day(month), "words": words, "chosen_by": by}
    try:
        with transaction.atomic():
            made = MonthlyPractice.objects.create(**facts)
    except IntegrityError as error:
        sentence = "Une pratique est déjà choisie pour ce mois\u00a0: annulez-la d’abord."
        raise Refused(Problem("taken", sentence)) from error
    sentence = f"{by} a choisi la pratique du mois."
    audit_log.write(made, by=by, act="choose", sentence=sentence, target=made.state)
    return made


def current():
    """{practice, words, measures} of today, or None, in one query: the chosen one while it is published, else
    the most reused of the last months, else the most reused of those published before (`LATEST` are read).
    """
    month = first_day(clock.today())
    chosen = MonthlyPractice.objects.filter(state=MonthlyPractice.State.CHOSEN, month=month)
    since = working_days.add_months(clock.today(), -RECENT)
    found = GoodPractice.objects.published()
    latest = found.order_by("-published_on", "-pk").values("pk")[:LATEST]
    found = found.filter(Q(pk__in=latest) | Q(pk__in=chosen.values("practice"))).annotate(
        words=Subquery(chosen.filter(practice=OuterRef("pk")).values("words")[:1]),
        place=Case(
            When(words__isnull=False, then=0), When(published_on__gte=since, then=1), default=2
        ),
        measured=FilteredRelation("indicators", condition=Q(indicators__before__isnull=False)),
        **{f"measure_{name}": F(f"measured__{name}") for name in MEASURE},
    )
    order = ("place", "-reuse_count", "-published_on", "-pk", "measured__order")
    rows = list(found.select_related("organism").order_by(*order)[:MEASURES])
    return _card(rows[0], rows) if rows else None


def _card(practice, rows):
    """Each row is the practice with one of its measures, or none."""
    return {
        "practice": practice,
        "words": practice.words or "",
        "measures": [
            {name: getattr(row, f"measure_{name}") for name in MEASURE}
            for row in rows
            if row.pk == practice.pk and row.measure_name is not None
        ],
    }
