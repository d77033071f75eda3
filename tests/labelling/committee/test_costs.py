"""Query counts of the committee's pages: the same with few and many seats, points and ballots."""

from datetime import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from home.frame import reading
from labelling.committee.agenda import actions
from labelling.committee.models import AgendaItem, CommitteeSeat, CommitteeSession
from labelling.path.dossiers.models import Waiver
from portal.core import clock
from tests.access.people import browser
from tests.factories import make_dossier
from tests.labelling.committee import factories
from tests.labelling.committee.factories import add_major, fire, fresh, vote
from tests.labelling.labels.factories import make_label

pytestmark = pytest.mark.django_db
HELD = datetime(2026, 12, 17, 14)
VOTE, SESSION = 17, 21  # the safeguards that the session must have heard
MODES = CommitteeSession.Mode


def cost(client, address):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def fill(session, sonia, *, seats, points):
    """More seats with their titulaire and suppléant, more points, extensions among them."""
    for number in range(seats):
        code = f"B{seats}{number}"
        seat = CommitteeSeat.objects.create(code=code, label=code, college="Collège", order=50)
        factories.hold(seat, "full")
        factories.hold(seat, "substitute")
    for number in range(points):
        actions.add(session, AgendaItem.Kind.LABEL, factories.in_review(), by=sonia)
        if number % 2:
            label = make_label(start_on=datetime(2024, 1, 1).date())
            make_dossier(label.organism, state="preparation", dossier_type="renewal")
            actions.add(session, AgendaItem.Kind.EXTENSION, label, by=sonia)


def costs(thing, browsers):
    address = fresh(thing).get_absolute_url()
    return {name: cost(client, address) for name, client in browsers.items()}


def life(session, item, cast, nora, carla):
    """{step: {person: queries}} of both pages, at each step of a session's life."""
    told, item_cast = {}, {k: u for k, u in cast.items() if k != "member"}

    def look(step, readers=cast):
        told[step, "session"] = costs(session, cast if step != "draft" else item_cast)
        if step != "draft":
            told[step, "vote"] = costs(item, readers)

    look("draft")
    fire(session, "convene", nora)
    look("convened")
    fire(session, "send_pack", nora)
    look("sent")
    with clock.at(HELD):
        if not session.is_written:
            factories.attend(session, nora)
        factories.declare(session, nora)
        fire(session, "open", carla)
        look("open")
        fire(item, "open_vote", carla)
        vote(item, "refuse")
        look("voting")
        if not session.is_written:
            fire(item, "close_vote", carla)
            look("closed")
            fire(item, "validate", carla, motivation=factories.MOTIVE)
            look("validated")
    return told


def cast_of(people, nora, sonia, carla):
    """A browser each."""
    cast = {"office": nora, "referent": sonia, "chair": carla, "member": people["S3"]}
    return {name: browser(user) for name, user in cast.items()}


@pytest.mark.parametrize(
    ("mode", "most"),
    [
        (MODES.ON_SITE, 4),
        pytest.param(MODES.ON_SITE, 7, marks=pytest.mark.slow),
        pytest.param(MODES.WRITTEN, 7, marks=pytest.mark.slow),
    ],
)
def test_the_pages_of_a_session_and_of_a_vote_cost_the_same_with_few_and_many(
    before, people, nora, sonia, carla, mode, most
):
    reading.in_force()  # by the first page of a process, whichever test asks it
    found = []
    for size in (2, most):
        session = factories.make_session(sonia, days=77, mode=mode)
        item = actions.add(session, AgendaItem.Kind.LABEL, factories.in_review(), by=sonia)
        fill(session, sonia, seats=size, points=size)
        found.append(life(session, item, cast_of(people, nora, sonia, carla), nora, carla))

    few, many = found
    assert many == few
    dear = {
        (step, page, who): asked
        for (step, page), people_ in few.items()
        for who, asked in people_.items()
        if asked > (SESSION if page == "session" else VOTE)
    }
    assert dear == {}


def test_the_vote_page_stays_within_its_questions_with_an_open_major(signed_in, voting, people):
    """BR-35: the waiver is read with the point."""
    add_major(voting.item.dossier)
    address = voting.item.get_absolute_url()
    barred = cost(signed_in(people["S3"]), address)
    Waiver.objects.create(
        dossier=voting.item.dossier, rule="BR-35", reason="Preuve reçue", granted_by=people["PRES"]
    )

    page = signed_in(people["S3"]).get(address)
    assert (barred <= VOTE, page.context["barred"]) == (True, False)
