"""Averages of the evaluations of auditors: by criterion, and what an auditor may read of their own."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Avg, Count

from labelling.committee.evaluations.grids import current_grid, grid_of
from labelling.committee.evaluations.models import AuditorEvaluation, mean_of
from labelling.parties.accreditation.models import Auditor


@dataclass(frozen=True)
class Averages:
    """`many` evaluations, their mean, and [(label of the criterion, mean)]."""

    many: int
    mean: Decimal
    criteria: list


def averages(evaluations):
    """Of some evaluations; None of none."""
    found = list(evaluations)
    if not found:
        return None
    ratings = defaultdict(list)
    for one in found:
        labels = {criterion.code: criterion.label for criterion in grid_of(one.grid).criteria}
        for code, value in one.ratings.items():
            ratings[labels.get(code, code)].append(value)
    means = [(label, mean_of(values)) for label, values in ratings.items()]
    return Averages(len(found), mean_of([one.mean for one in found]), means)


def own_averages(auditor):
    """What an auditor reads: the first evaluations, by as many as the grid says; None before.

    By threes, the averages that one reads one after the other never differ by a single evaluation.
    """
    least = current_grid().least
    rows = AuditorEvaluation.objects.filter(mission__auditor=auditor).order_by("given_on", "pk")
    found = list(rows)
    return averages(found[: len(found) // least * least])


def by_auditor():
    """The auditors who were evaluated, with `many` and `average`; by name."""
    rows = Auditor.objects.annotate(
        many=Count("missions__evaluations"), average=Avg("missions__evaluations__mean")
    )
    return rows.filter(many__gt=0).select_related("user").order_by("user__last_name__french", "pk")
