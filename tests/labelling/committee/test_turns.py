"""Turn of what waits for the committee: the office's until an agenda has it, then the committee's, on home and page."""

import re
from datetime import timedelta
from html import unescape

import pytest

from labelling.committee.agenda import actions
from labelling.committee.models import AgendaItem
from portal.core import clock
from portal.web import worklist
from tests.labelling.accreditation.factories import make_accreditation
from tests.labelling.committee import factories
from tests.labelling.committee.factories import HELD
from tests.labelling.labels.factories import make_label

pytestmark = pytest.mark.django_db
PANEL = re.compile(r'<section class="act"(.*?)</section>', re.DOTALL)


def panel(client, thing):
    """(whose turn, [where the buttons lead]) of the frame of the next act."""
    found = PANEL.search(unescape(client.get(thing.get_absolute_url()).text))[1]
    said = " ".join(re.sub(r"<[^>]+>", " ", found).split())
    hand = re.search(r"La main est (.*?)(?: ·| sans date| [A-Z])", said)[1]
    return hand, re.findall(r'class="button"\s+href="([^"]+)"', found)


def rows(user, thing):
    lists = worklist.lists(user)
    return [
        (one.hand, name)
        for name in lists
        for one in lists[name]
        if one.url == thing.get_absolute_url()
    ]


@pytest.fixture
def things(people, organism):
    return {
        AgendaItem.Kind.REINSTATEMENT: make_label(
            organism, state="suspended", due_on=clock.today() - timedelta(days=2)
        ),
        AgendaItem.Kind.ACCREDITATION: make_accreditation(state="committee_pending"),
    }


@pytest.mark.parametrize("kind", [AgendaItem.Kind.REINSTATEMENT, AgendaItem.Kind.ACCREDITATION])
def test_what_no_session_has_yet_is_the_office_s_to_list(things, kind, sonia, signed_in):
    thing, asked = things[kind], f"/espace/comite/?dossier={things[kind].reference}"
    assert panel(signed_in(sonia), thing) == ("à vous", [asked])
    assert rows(sonia, thing) == [("vous", "do")]

    session = factories.make_session(sonia, days=73)
    choice = signed_in(sonia).get(asked).text
    assert f"{session.get_absolute_url()}ordre-du-jour/?dossier={thing.reference}" in choice

    actions.add(session, kind, thing, by=sonia)
    assert type(thing).objects.get(pk=thing.pk).hand == "le comité de labellisation"
    assert panel(signed_in(sonia), thing)[0] == "au comité de labellisation"
    assert [hand for hand, _ in rows(sonia, thing)] == ["le comité de labellisation"]


def test_a_suspension_that_runs_is_the_committee_s(organism, sonia, signed_in):
    label = make_label(organism, state="suspended", due_on=clock.today() + timedelta(days=1))

    assert panel(signed_in(sonia), label)[0] == "au comité de labellisation"
    assert label.to_mend is None


def test_until_the_day_a_session_is_the_presidency_s_that_day_the_attendance_comes_first(
    item, session, nora, carla, sonia, signed_in
):
    for name in ("convene", "send_pack"):
        factories.fire(session, name, nora)
    session = factories.fresh(session)
    assert session.hand == "la présidence du comité"
    assert rows(carla, session) == [("vous", "do")]
    assert rows(nora, session) == [("la présidence du comité", "watch")]

    with clock.at(HELD):
        assert panel(signed_in(nora), session)[0] == "à vous"
        assert panel(signed_in(carla), session)[0] == "au secrétariat du comité"
        assert rows(carla, session) == [("le secrétariat du comité", "watch")]
        assert rows(nora, session) == [("vous", "do")]
        factories.attend(session, nora)
        assert rows(carla, session) == [("vous", "do")]
        factories.declare(session, nora)
        factories.fire(session, "open", carla)
        assert rows(carla, session) == [("vous", "do")]
        assert rows(nora, session) == []
