"""Turn of a thing that waits for an office: whoever holds it reads « vous », in every table."""

import pytest

from labelling.models import Trademark
from observatory.models import GoodPractice, MonthlyPractice
from portal.workflow import WORKFLOWS
from portal.workflow.turns import OFFICES

pytestmark = pytest.mark.django_db
NAMED = ("le référent label", "la Dircom", "Dircom")


@pytest.mark.parametrize(
    ("thing", "to_office", "to_dircom", "to_others"),
    [
        (GoodPractice(state="submitted"), "vous", "le référent label", "le référent label"),
        (Trademark(state="registered"), "la Dircom", "vous", "la Dircom"),
        (
            MonthlyPractice(state="chosen"), "vous", "vous", "le référent label ou la Dircom",
        ),
    ],
)  # fmt: skip
def test_an_office_is_told_vous_of_what_waits_for_it(
    sonia, dircom, alice, thing, to_office, to_dircom, to_others
):
    told = [thing.hand_for(one) for one in (sonia, dircom, alice)]

    assert told == [to_office, to_dircom, to_others]


def test_each_word_for_an_office_says_who_that_is():
    """A table that names the référent or the Dircom otherwise would tell them « la main est au référent label »."""
    untold = {
        (model.__name__, hand)
        for model, table in WORKFLOWS.items()
        for hand in set(table.hands.values()) - set(table.holders) - set(OFFICES)
        if hand.startswith(NAMED)
    }

    assert untold == set()
