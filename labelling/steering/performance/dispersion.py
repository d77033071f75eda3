"""Dispersion of auditors’ ratings over three years: by criterion, and how far each auditor stands from the others.

Small counts are told nowhere: a criterion has LEAST ratings, an auditor LEAST_AUDITS audits and LEAST_RATINGS
ratings on criteria that others rated as often.
"""

from collections import defaultdict
from statistics import fmean, median, pstdev

from labelling.path.audits.models import AuditMission, AuditRating
from labelling.title.labels.directory import scores
from portal.core.working_days import add_months

CYCLE = 36  # months
LEAST, LEAST_AUDITORS = 5, 2  # ratings of a criterion, and who gave them
LEAST_AUDITS, LEAST_RATINGS = 2, 30  # of an auditor


def count(day):
    """{"criteria": [[« T05.2 … », ratings, auditors, median, spread]], "auditors": [[key, audits, ratings, gap]]}.

    The spread is the standard deviation; the gap of an auditor, the mean of what each of their ratings is above
    the mean of those that the others gave on the same criterion.
    """
    given = _given(day)
    return {"criteria": _criteria(given), "auditors": _auditors(given)}


def _given(day):
    """{code of a criterion: [(auditor, mission, rating, title)]} of complete audits validated in three years."""
    missions = AuditMission.objects.filter(
        audit_type__in=scores.WHOLE,
        state__in=scores.DONE,
        auditor__isnull=False,
        validated_on__gt=add_months(day, -CYCLE),
        validated_on__lte=day,
    )
    rows = AuditRating.objects.filter(mission__in=missions, rating__isnull=False).order_by("pk")
    found = defaultdict(list)
    told = rows.values_list(
        "criterion__code", "mission__auditor", "mission", "rating", "criterion__title"
    )
    for code, *one in told:
        found[code].append(tuple(one))
    return found


def _criteria(given):
    found = []
    for code, rows in sorted(given.items()):
        ratings = [rating for _, _, rating, _ in rows]
        auditors = len({auditor for auditor, *_ in rows})
        if len(ratings) >= LEAST and auditors >= LEAST_AUDITORS:
            title = f"{code} {rows[-1][-1]}"
            spread = round(pstdev(ratings), 2)
            found.append([title, len(ratings), auditors, float(median(ratings)), spread])
    return found


def _auditors(given):
    gaps, missions = defaultdict(list), defaultdict(set)
    for rows in given.values():
        by_auditor = defaultdict(list)
        for auditor, mission, rating, _ in rows:
            by_auditor[auditor].append(rating)
            missions[auditor].add(mission)
        total, many = sum(map(sum, by_auditor.values())), len(rows)
        for auditor, own in by_auditor.items():
            others = many - len(own)
            if others >= LEAST and len(by_auditor) > LEAST_AUDITORS - 1:
                mean = (total - sum(own)) / others
                gaps[auditor] += [rating - mean for rating in own]
    return [
        [auditor, len(missions[auditor]), len(told), round(fmean(told), 2)]
        for auditor, told in sorted(gaps.items())
        if len(told) >= LEAST_RATINGS and len(missions[auditor]) >= LEAST_AUDITS
    ]
