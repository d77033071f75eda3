"""Cohorts of like organisms: four hidden, five shown, none that another holds, consent taken back at once."""

from itertools import combinations

import pytest

from labelling.steering.satisfaction import consents
from labelling.steering.satisfaction.cohorts import cohort_of, cohorts
from labelling.steering.satisfaction.models import SatisfactionConsent
from portal.workflow import Refused
from tests.factories import make_member, make_organism
from tests.labelling.satisfaction.factories import make_peer, make_result, make_survey

pytestmark = pytest.mark.django_db


@pytest.fixture
def survey():
    return make_survey()


def test_four_like_organisms_are_no_cohort_and_five_are_one(survey):
    peers = [make_peer(survey, rate) for rate in (70, 75, 80, 85)]
    make_result(survey, make_organism(homes=9_000))  # does not consent
    assert cohorts(survey) == []

    fifth = make_peer(survey, 90)

    [found] = cohorts(survey)
    assert set(found.rates) == {one.pk for one in (*peers, fifth)}
    assert found.label == "Office public de l’habitat, de 8\u00a0000 à 15\u00a0000 logements"
    assert found.medians() == {"overall": 80, "home": 70}


def test_a_cohort_is_hidden_as_soon_as_one_of_five_takes_its_consent_back(survey):
    peers = [make_peer(survey, rate) for rate in (70, 75, 80, 85, 90)]
    assert cohort_of(peers[0], survey) is not None

    consents.withdraw(peers[4], by=make_member(peers[4]))

    assert cohorts(survey) == []


def test_no_difference_of_two_cohorts_tells_an_organism(survey):
    """They are parts of the survey: whatever the families and the sizes, no two have an organism in common."""
    for family, homes, many in (
        ("OPH", 2_000, 2), ("OPH", 5_000, 4), ("OPH", 9_000, 5), ("OPH", 40_000, 3),
        ("ESH", 5_000, 4), ("COOP", 1_000, 6),
    ):  # fmt: skip
        for _ in range(many):
            make_peer(survey, homes=homes, family=family)

    found = cohorts(survey)

    assert [(one.family, one.bands, len(one.rates)) for one in found] == [
        ("OPH", (0, 1), 6),
        ("OPH", (2, 4), 8),  # three large ones alone would be told by what is left
        ("COOP", (0,), 6),
    ]
    for one, other in combinations(found, 2):
        assert not set(one.rates) & set(other.rates)


def test_a_question_that_four_of_a_cohort_asked_has_no_median(survey):
    for rates in ({"home": 60}, {"home": 60}, {"home": 60}, {"home": 60}, {}):
        make_peer(survey, rates=rates)

    [found] = cohorts(survey)

    assert found.medians() == {"overall": 80}


def test_medians_are_whole_points_and_do_not_move_with_who_comes(survey):
    """A mean would give the newcomer’s result to whoever kept the former one."""
    for rate in ("70.4", "75.2", "80.5", "85.1", "90.3"):
        make_peer(survey, rate)
    before = cohorts(survey)[0].medians()["overall"]

    make_peer(survey, "80.5")

    assert (before, cohorts(survey)[0].medians()["overall"]) == (81, 81)


def test_an_organism_whose_size_is_not_known_is_in_no_cohort(survey):
    unknown = [make_peer(survey, homes=0) for _ in range(5)]

    assert cohort_of(unknown[0], survey) is None


def test_a_consent_is_given_once_and_taken_back_once(organism, alice):
    consents.give(organism, by=alice)
    with pytest.raises(Refused, match="déjà donné"):
        consents.give(organism, by=alice)
    consents.withdraw(organism, by=alice)
    with pytest.raises(Refused, match="rien à retirer"):
        consents.withdraw(organism, by=alice)
    consents.give(organism, by=alice)

    assert SatisfactionConsent.objects.filter(organism=organism).count() == 2
    assert consents.has_consented(organism)
