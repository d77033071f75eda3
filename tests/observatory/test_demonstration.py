"""Demonstration content of the observatory: played through the real actions, once, and only with a cast."""

import pytest

from observatory import demonstration
from observatory.collections.models import Collection
from observatory.questions.models import PracticeQuestion
from observatory.reuse.models import PracticeReuse
from observatory.trophies.models import TrophyEdition
from tests import factories
from tests.labelling.labels.factories import make_label
from tests.observatory.factories import make_practice

pytestmark = pytest.mark.django_db


def test_the_exchanges_are_made_once(sonia):
    assert demonstration.ensure_content() is False
    for number in range(demonstration.FEWEST + 3):
        organism = factories.make_organism(f"Organisme inventé {number}")
        factories.make_member(organism)
        make_label(organism)
        make_practice(organism, "published", is_demo=True)

    assert [demonstration.ensure_content(), demonstration.ensure_content()] == [True, False]
    states = {
        model: sorted(model.objects.values_list("state", flat=True))
        for model in (PracticeReuse, PracticeQuestion, Collection, TrophyEdition)
    }
    assert states == {
        PracticeReuse: ["accepted", "accepted", "declared"],
        PracticeQuestion: ["asked", "published"],
        Collection: ["club", "public"],
        TrophyEdition: ["published", "voting"],
    }
