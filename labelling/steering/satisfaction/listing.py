"""Rows of a satisfaction survey, organism by organism, for its page and its files."""

from labelling.parties.organisms.models import Organism
from labelling.steering.satisfaction.models import SatisfactionResult, SatisfactionSurvey
from portal.web.pages import visible_or_404


def survey_of(user, year):
    return visible_or_404(SatisfactionSurvey, user, year=year)


def read_list(user, query, year):
    """The results of a survey, by name of organism."""
    survey = survey_of(user, year)
    rows = SatisfactionResult.objects.visible_to(user).filter(survey=survey)
    return rows.select_related("organism", "survey").order_by("organism__name__french", "pk")


def family(result):
    return Organism.Family(result.organism.family).label
