"""Suspensions of a label that are over: the référent's to list, then the committee's (BR-73)."""

from datetime import timedelta

import pytest

from labelling.committee.agenda import actions
from labelling.committee.models import AgendaItem
from portal.core import clock
from portal.web import worklist
from tests.labelling.committee import factories
from tests.labelling.labels.factories import make_label

pytestmark = pytest.mark.django_db


def told(user):
    """[(list, title, hand, address)] of what their home says of suspensions."""
    lists = worklist.lists(user)
    return [
        (name, one.title, one.hand, one.url)
        for name in ("do", "wait", "watch")
        for one in lists[name]
        if "Suspension" in one.title
    ]


@pytest.fixture
def over(people, organism, alice, sonia):
    return make_label(organism, state="suspended", due_on=clock.today() - timedelta(days=2))


def test_br73_a_suspension_that_is_over_is_the_referent_s_until_an_agenda_takes_it(over, sonia):
    before = told(sonia)
    session = factories.make_session(sonia, days=73)
    item = actions.add(session, AgendaItem.Kind.REINSTATEMENT, over, by=sonia)
    listed = told(sonia)
    factories.fire(item, "remove", sonia, reason="Le point passe à la séance suivante.")

    title = "Suspension de Valmeyre Habitat"
    asked = f"{title}\u00a0: la faire lever, ou retirer le label"
    assert before == [("do", asked, "vous", over.get_absolute_url())]
    assert listed == [("watch", title, "le comité de labellisation", over.get_absolute_url())]
    assert told(sonia) == before


def test_a_suspension_that_runs_is_watched(over, sonia):
    type(over).objects.update(due_on=clock.today() + timedelta(days=1))

    assert told(sonia) == [
        (
            "watch",
            "Suspension de Valmeyre Habitat",
            "le comité de labellisation",
            over.get_absolute_url(),
        )
    ]
