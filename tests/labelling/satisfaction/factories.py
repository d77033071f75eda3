"""Factories of satisfaction: a survey, the result of an organism, its consent."""

from datetime import date

from labelling.steering.satisfaction.models import (
    SatisfactionConsent,
    SatisfactionResult,
    SatisfactionSurvey,
)
from tests.factories import make_organism


def make_survey(year=2025):
    return SatisfactionSurvey.objects.create(
        year=year, ended_on=date(year, 11, 30), questions=[["home", "Le logement"]]
    )


def make_result(survey, organism=None, overall=80, **fields):
    told = {"respondents": 400, "rates": {"home": 70}} | fields
    return SatisfactionResult.objects.create(
        survey=survey, organism=organism or make_organism(), overall=overall, **told
    )


def make_peer(survey, overall=80, *, homes=9_000, family="OPH", **fields):
    """An organism with a result, that accepts to be compared."""
    organism = make_organism(homes=homes, family=family)
    SatisfactionConsent.objects.create(organism=organism)
    return make_result(survey, organism, overall, **fields).organism
