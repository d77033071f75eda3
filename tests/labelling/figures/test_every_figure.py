"""Every figure of the dictionary: said whole, and told of a portal where nothing happened yet."""

import pytest
from django.apps import apps

from labelling.steering.figures.dictionary import FAMILIES
from portal.figures import Measure, Period, all_figures

FIGURES = all_figures()


def test_each_figure_is_said_whole():
    told = {one.family for one in FIGURES}
    assert told <= set(FAMILIES)
    for one in FIGURES:
        texts = (one.name, one.definition, one.formula, one.unit, one.source)
        assert all(texts), one.code
        assert (one.definition[-1], one.formula[-1]) == (".", "."), one.code
        assert apps.get_model(one.model), one.code
    assert len({one.name for one in FIGURES}) == len(FIGURES)


@pytest.mark.django_db
def test_of_an_empty_portal_counts_are_zero_and_means_are_not_told():
    period = Period.of_year(2025)
    for one in FIGURES:
        counted = one.measure in (Measure.COUNT, Measure.SUM) and one.since is None
        assert one.value(period) == (0 if counted else None), one.code
