"""Dispersion of auditors’ ratings: small counts are told nowhere, gaps are those of the same criteria."""

from datetime import date

import pytest

from labelling.parties.framework.binding import current_framework
from labelling.steering.performance import dispersion
from tests.labelling.performance.conftest import rated

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)  # the audits before the labels are more than three years old


def audits(labelled, auditor, rating, many):
    for _ in range(many):
        rated(labelled(1, auditor).dossier, date(2025, 6, 3), rating, auditor, "verification")


def test_two_auditors_stand_each_beside_the_other(labelled, two_auditors):
    strict, kind = two_auditors
    audits(labelled, strict, 1, 3)
    audits(labelled, kind, 3, 3)

    told = dispersion.count(TODAY)

    many = len(current_framework().criteria)
    assert told["auditors"] == []  # three ratings of the other on each criterion: too few
    assert {tuple(one[1:]) for one in told["criteria"]} == {(6, 2, 2.0, 1.0)}
    assert len(told["criteria"]) == many

    audits(labelled, strict, 1, 2)
    audits(labelled, kind, 3, 2)

    assert dispersion.count(TODAY)["auditors"] == [
        [strict.pk, 5, 5 * many, -2.0],
        [kind.pk, 5, 5 * many, 2.0],
    ]


def test_a_criterion_that_one_auditor_rated_or_few_times_has_no_dispersion(labelled, two_auditors):
    one, other = two_auditors
    audits(labelled, one, 1, 5)
    assert dispersion.count(TODAY)["criteria"] == []

    audits(labelled, other, 2, 1)

    assert dispersion.count(TODAY)["criteria"]


def test_an_auditor_of_one_audit_is_told_nowhere(labelled, two_auditors):
    one, other = two_auditors
    audits(labelled, one, 1, 6)
    audits(labelled, other, 3, 1)

    assert dispersion.count(TODAY)["auditors"] == []
