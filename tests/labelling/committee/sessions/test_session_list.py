"""List of sessions: filters by state, year and text; their cost; their file."""

import pytest

from labelling.committee.attendance import interests
from labelling.committee.models import CommitteeSession
from labelling.committee.sessions import listing
from tests.labelling.committee.factories import fire, make_session
from tests.page_costs import queries
from tests.portal.exports.reading import rows_of

pytestmark = pytest.mark.django_db
LIST = "/espace/comite/"


def found(user, **query):
    return [one.place for one in listing.read_list(user, query)]


@pytest.fixture
def sessions(before, people, sonia):
    """The first is of the year after, and cancelled."""
    late = make_session(sonia, days=400, place="Lyon")
    CommitteeSession.objects.filter(pk=late.pk).update(state="cancelled")
    return [late, make_session(sonia, days=77, place="Paris")]


def test_the_filters_narrow_and_join(sonia, sessions):
    soon = sessions[1]

    assert found(sonia) == ["Lyon", "Paris"]
    assert found(sonia, etat="cancelled") == ["Lyon"]
    assert found(sonia, annee=str(soon.held_on.year)) == ["Paris"]
    assert found(sonia, annee=str(soon.held_on.year), etat="cancelled") == []
    assert found(sonia, q="lyo") == ["Lyon"]
    assert found(sonia, q=soon.reference) == ["Paris"]
    assert len(found(sonia, etat="nul", annee="1999")) == 2


def test_br52_the_text_finds_the_points_that_one_opens(
    session, item, nora, sonia, people, organism
):
    fire(session, "convene", nora)
    interests.declare(session, people["S3"], {item: "J’y ai travaillé."})

    assert [found(one, q=organism.name) for one in (sonia, people["S4"], people["S3"])] == [
        [session.place],
        [session.place],
        [],
    ]


def test_the_list_costs_the_same_with_one_and_thirty_rows(signed_in, sonia, sessions):
    client = signed_in(sonia)
    one = queries(client, LIST), queries(client, f"{LIST}?q=a")
    for days in range(1, 30):
        make_session(sonia, days=days)

    assert (queries(client, LIST), queries(client, f"{LIST}?q=a")) == one


def test_the_files_have_the_sessions_and_the_points_of_one(signed_in, sonia, item):
    client = signed_in(sonia)

    (session,) = rows_of(client, f"{LIST}?etat=draft")
    (point,) = rows_of(client, item.session.get_absolute_url())

    assert (session["Référence"], session["Points"]) == (item.session.reference, 1)
    assert (point["Point"], point["Objet"]) == (1, "Attribution du label")
