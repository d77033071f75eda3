"""Audits of performance: complete ones, rated and validated on a day."""

from datetime import date, datetime, time

import pytest

from labelling.parties.framework.binding import current_framework
from labelling.path.audits.models import AuditRating
from labelling.path.audits.reports import snapshots
from portal.core import clock
from tests.factories import make_organism
from tests.labelling.dossiers.factories import make_auditor, make_mission
from tests.labelling.labels.factories import make_label

FIRST_DAY = date(2024, 1, 1)


def rated(dossier, day, ratings, auditor=None, audit_type="implementation"):
    """A complete audit validated on `day`; `ratings` is one for all criteria, or {code: rating}."""
    mission = make_mission(
        dossier, audit_type, "closed", auditor=auditor, closed_on=day, validated_on=day
    )
    criteria = current_framework().criteria
    told = ratings if isinstance(ratings, dict) else {one.code: ratings for one in criteria}
    rows = [one for one in criteria if one.code in told]
    AuditRating.objects.bulk_create(
        AuditRating(mission=mission, criterion=one, rating=told[one.code]) for one in rows
    )
    noon = datetime.combine(day, time(12), tzinfo=clock.PARIS)
    snapshots.freeze(mission, "post", {"auditor": told}, taken_at=noon)
    return mission


@pytest.fixture
def labelled():
    """`labelled(rating, …)`: an organism labelled on FIRST_DAY, with an audit before of that rating."""

    def make(before, auditor=None, **where):
        label = make_label(make_organism(**where), start_on=FIRST_DAY)
        rated(label.dossier, date(2023, 11, 2), before, auditor)
        return label

    return make


@pytest.fixture
def two_auditors():
    return make_auditor(), make_auditor()
