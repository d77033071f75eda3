"""Hearing before a measure, as the committee reads it: the point, its pack, the minutes (BR-72)."""

from datetime import datetime

import pytest

from labelling.committee import pack
from labelling.committee.agenda import actions
from labelling.committee.attendance import interests
from labelling.committee.minutes import writing
from labelling.committee.models import AgendaItem
from labelling.title.hearings.models import Hearing
from portal.core import clock
from portal.scenario.files import document
from portal.workflow import Refused
from tests.labelling.committee import factories
from tests.labelling.committee.factories import HELD, MOTIVE, fire, fresh, text, vote
from tests.labelling.labels.factories import make_label

pytestmark = pytest.mark.django_db
Kind = AgendaItem.Kind
NOTICED, ANSWERED = datetime(2026, 10, 1, 9), datetime(2026, 10, 20, 9)
GROUNDS = "Trois tours sont sans eau chaude depuis dix jours, malgré deux rappels écrits."
ANSWER = "La chaudière est remplacée depuis le 2 octobre, le procès-verbal est joint."


@pytest.fixture
def label(people, organism, alice, sonia):
    return make_label(organism)


@pytest.fixture
def hearing(label, sonia):
    with clock.at(NOTICED):
        fire(label, "open_contradictory", sonia, measure="suspension", reason=GROUNDS)
    return Hearing.objects.get()


@pytest.fixture
def item(hearing, sonia, nora):
    with clock.at(ANSWERED):
        session = factories.make_session(sonia, days=58)
        return actions.add(session, Kind.SUSPENSION, hearing.label, by=sonia)


def answer(hearing, alice):
    with clock.at(ANSWERED):
        files = [document("proces-verbal", "Un texte.")]
        return fire(hearing, "answer", alice, observations=ANSWER, files=files)


def called(item, nora):
    with clock.at(ANSWERED):
        fire(item.session, "convene", nora)


def opened(item, carla, nora):
    with clock.at(ANSWERED):
        factories.open_session(fresh(item.session), carla, nora)


def decide(item, carla, option="yes"):
    with clock.at(HELD):
        fire(item, "open_vote", carla)
        vote(item, option)
        fire(item, "close_vote", carla)
        fire(item, "validate", carla, motivation=MOTIVE)


def test_br72_the_point_and_its_pack_show_the_measure_and_the_observations(
    item, hearing, alice, carla, nora, signed_in
):
    answer(hearing, alice)
    opened(item, carla, nora)
    with clock.at(HELD):
        page = signed_in(carla)
        found = [text(page.get(f"{item.get_absolute_url()}{one}")) for one in ("", "dossier/")]
        file = page.get(hearing.files.get().get_absolute_url())
        file.getvalue()

    told = ("suspension du label", GROUNDS, ANSWER, hearing.files.get().name, "20 octobre 2026")
    assert [one for one in told for page in found if one not in page] == []
    assert file.status_code == 200


def test_br72_silence_is_written_in_the_point_and_in_the_minutes(
    item, hearing, carla, nora, signed_in
):
    opened(item, carla, nora)
    said = "Aucune observation reçue au 2 novembre 2026."
    with clock.at(HELD):
        page = text(signed_in(carla).get(item.get_absolute_url()))
    decide(item, carla)

    assert said in page
    written = writing.text(fresh(item.session)).replace("\u00a0", " ")
    assert (
        f"Phase contradictoire ouverte le 1er octobre 2026 (suspension du label). {said}" in written
    )


@pytest.mark.parametrize(("option", "state"), [("yes", "suspended"), ("no", "active")])
def test_br72_the_decision_closes_the_hearing_and_the_minutes_say_that_it_was_answered(
    item, hearing, alice, carla, nora, option, state
):
    answer(hearing, alice)
    opened(item, carla, nora)
    decide(item, carla, option)

    assert (fresh(item.label).state, fresh(hearing).state) == (state, "closed")
    assert pack.hearing(fresh(item)) == hearing
    written = writing.text(fresh(item.session)).replace("\u00a0", " ")
    assert "Observations reçues le 20 octobre 2026." in written


def test_br72_an_adjourned_measure_keeps_its_hearing(item, hearing, carla, nora):
    opened(item, carla, nora)
    decide(item, carla, "adjourn")

    assert fresh(hearing).state == "open"


def test_br52_who_withdrew_reads_neither_the_observations_nor_the_files(
    item, hearing, alice, people, carla, nora, signed_in
):
    """Nor does who has declared nothing yet; nothing before the session lists the measure."""
    answer(hearing, alice)
    url = fresh(hearing).files.get().get_absolute_url()
    called(item, nora)
    recused, silent, declared = people["S3"], people["S4"], people["S5"]
    with clock.at(ANSWERED):
        interests.declare(fresh(item.session), recused, {item: "Un proche y travaille."})
        interests.declare(fresh(item.session), declared, {item: ""})
        found = {}
        for name, user in (("recused", recused), ("silent", silent), ("declared", declared)):
            page = signed_in(user)
            file = page.get(url)
            file.getvalue()
            seen = page.get(hearing.get_absolute_url())
            told = page.get(item.get_absolute_url()).content.decode()
            found[name] = (file.status_code, seen.status_code, ANSWER in told)

    assert found == {
        "recused": (404, 404, False),
        "silent": (404, 404, False),
        "declared": (200, 200, True),
    }


def test_a_member_reads_no_hearing_that_no_session_examines(hearing, people, carla, signed_in):
    url = hearing.get_absolute_url()

    assert [signed_in(one).get(url).status_code for one in (carla, people["S3"])] == [404, 404]


def test_the_pack_says_that_observations_came_after_it_was_sent(item, hearing, alice, nora):
    called(item, nora)
    with clock.at(ANSWERED):
        fire(item.session, "send_pack", nora)
    before = pack.has_changed(fresh(item))
    answer(hearing, alice)

    assert (before, pack.has_changed(fresh(item))) == (False, True)


def test_br72_a_withdrawal_is_not_put_to_the_vote_when_a_suspension_was_told(hearing, sonia):
    """The contrary takes less than was told."""
    with clock.at(ANSWERED):
        session = factories.make_session(sonia, days=58)
        offered = actions.candidates(session, sonia)
        offered = [list(offered[kind]) for kind in (Kind.SUSPENSION, Kind.WITHDRAWAL)]
        with pytest.raises(Refused) as refused:
            actions.add(session, Kind.WITHDRAWAL, hearing.label, by=sonia)
        Hearing.objects.update(measure="withdrawal")
        actions.add(session, Kind.SUSPENSION, hearing.label, by=sonia)

    assert refused.value.codes == ["measure"]
    assert offered == [[hearing.label], []]


def test_a_measure_given_up_is_not_told_of_the_next_one(hearing, label, sonia, carla):
    """A suspension in urgency, later, is no measure on which the organism was heard."""
    with clock.at(ANSWERED):
        fire(label, "drop_hearing", sonia, reason=GROUNDS)
        fire(label, "safeguard", carla, reason=GROUNDS)
        item = factories.make_session(sonia, days=58).items.get()

    assert (item.kind, pack.hearing(item)) == ("suspension", None)
