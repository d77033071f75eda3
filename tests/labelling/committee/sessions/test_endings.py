"""Mandates that end at once or with a day, and what their people had cast (BR-48, BR-56)."""

from datetime import datetime, timedelta
from itertools import chain

import pytest

from labelling.committee import notices
from labelling.committee.minutes import writing
from labelling.committee.models import AgendaItem, Ballot, CommitteeSeat, CommitteeSession
from labelling.committee.seats import departures, mandates
from portal.core import clock
from portal.models import Message, User
from portal.notifications import outbox
from portal.web import worklist
from portal.workflow import Forbidden, Refused, audit_log
from tests.labelling.committee import factories
from tests.labelling.committee.factories import HELD, cast, codes, declare, fire, fresh, text

pytestmark = pytest.mark.django_db
REASON = "La personne votait encore pour son organisme."
NEXT_DAY = datetime(2026, 12, 18, 9)


def again(user):
    return User.objects.get(pk=user.pk)


def end_of(code, rank="full"):
    return f"/espace/comite/composition/{code}/{rank}/fin/"


def leave(by, code, rank="full", **when):
    return mandates.leave(by, mandates.current(code, rank), **when)


def titles(user):
    rows = chain.from_iterable(worklist.lists(again(user)).values())
    return [row.title for row in rows if "ne siège plus" in row.title]


def readable(client, item):
    session = item.session.get_absolute_url()
    return [client.get(one).status_code for one in (session, item.get_absolute_url())]


def test_a_mandate_ended_at_once_reads_and_votes_no_more_at_the_next_request(
    signed_in, voting, people, nora
):
    item, session = voting.item, voting.item.session
    ballot = f"{item.get_absolute_url()}voter/"
    before = readable(signed_in(people["S3"]), item)
    answer = signed_in(nora).post(end_of("S3"), {"when": "now"})
    client = signed_in(people["S3"])

    assert (before, answer.status_code) == ([200, 200], 302)
    assert (readable(client, item), client.post(ballot, {"option": "grant"}).status_code) == (
        [404, 404], 404,
    )  # fmt: skip
    with pytest.raises(Forbidden):
        cast(item, people["S3"])
    assert not CommitteeSession.objects.visible_to(again(people["S3"])).filter(pk=session.pk)


def test_a_mandate_ended_with_a_day_votes_until_its_evening_and_not_the_day_after(
    signed_in, voting, people, nora
):
    item = voting.item
    answer = signed_in(nora).post(end_of("S3"), {"when": "day", "until_on": "2026-12-17"})

    assert (answer.status_code, readable(signed_in(people["S3"]), item)) == (302, [200, 200])
    assert cast(item, people["S3"]).seat.code == "S3"
    with clock.at(NEXT_DAY):
        assert readable(signed_in(people["S3"]), item) == [404, 404]


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({}, "when"),
        ({"when": "day"}, "until_on"),
        ({"when": "day", "until_on": "2026-12-16"}, "until_on"),
        ({"when": "day", "until_on": "le 40 mai"}, "until_on"),
    ],
)
def test_an_end_without_its_day_or_with_a_past_one_is_corrected(
    signed_in, voting, nora, sent, field
):
    answer = signed_in(nora).post(end_of("S3"), sent)

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert mandates.current("S3", "full").until_on is None


def test_a_mandate_planned_to_end_may_end_at_once_and_may_not_end_twice(voting, people, nora):
    holder = leave(nora, "S3", until_on=clock.today() + timedelta(days=30))
    ended = leave(nora, "S3")

    assert (holder.pk, ended.until_on, ended.ended_at) == (ended.pk, clock.today(), clock.now())
    with pytest.raises(Refused) as refusal:
        mandates.leave(nora, ended)
    assert codes(refusal) == ["over"]


def test_the_history_keeps_the_day_and_the_hour(signed_in, voting, people, nora):
    leave(nora, "S3")
    page = text(signed_in(nora).get("/espace/comite/composition/S3/"))

    assert "17 déc. 2026, 14 h 00" in page
    ended = "a mis fin au mandat de Membre S3 full, titulaire, dès maintenant"
    assert f"Nora Perrin {ended}, le 17 décembre 2026, 14 h 00." in page


def test_who_succeeds_the_same_day_holds_the_seat_alone(voting, people, nora, sonia):
    leave(nora, "S3")
    mandates.hold(nora, seat=CommitteeSeat.objects.get(code="S3"), user=sonia, rank="full")

    assert mandates.current("S3", "full").user == sonia
    assert factories.sittings(fresh(voting.item))[2].full.user == sonia


def test_a_new_holder_ends_the_mandate_that_was_planned_to_last(people, nora, sonia):
    holder = leave(nora, "S3", until_on=clock.today() + timedelta(days=30))
    mandates.hold(nora, seat=holder.seat, user=sonia, rank="full")

    holder.refresh_from_db()
    assert holder.until_on == clock.today() - timedelta(days=1)


def test_br48_who_leaves_at_once_leaves_the_room_and_the_minutes_say_it(
    voting, people, carla, nora
):
    with clock.at(HELD + timedelta(minutes=30)):
        leave(nora, "S3")
        here = {s.seat.code: s.voter and s.voter.user for s in factories.sittings(voting.item)}
    factories.vote(voting.item, "grant")
    fire(voting.item, "close_vote", carla)
    fire(voting.item, "validate", carla)
    fire(voting.session, "close", carla)

    assert here["S3"] is None
    assert "Membre S3 full, départ à 14\u00a0h\u00a030" in writing.text(fresh(voting.session))


def test_mails_that_wait_for_who_left_are_dropped(session, item, people, nora):
    fire(session, "convene", nora)
    leave(nora, "S3")
    outbox.deliver_due()

    found = {m.person: m.dropped_for for m in Message.objects.filter(notice="session.convened")}
    assert (found[people["S3"]], found[people["S4"]]) == ("right", "")


def test_a_written_consultation_is_answered_no_more_once_the_mandate_is_over(
    before, people, nora, sonia, carla, organism
):
    session = factories.make_session(sonia, days=77, mode="written_consultation")
    item = factories.agenda.add(session, "label", factories.in_review(organism), by=sonia)
    fire(session, "convene", nora)
    fire(session, "send_pack", nora)
    with clock.at(HELD):
        declare(session, nora)
        fire(session, "open", carla)
        fire(item, "open_vote", carla)
        leave(nora, "S3", until_on=clock.today() + timedelta(days=2))
        with clock.at(HELD + timedelta(days=2)):
            cast(item, people["S3"])
        with clock.at(HELD + timedelta(days=3)), pytest.raises(Forbidden):
            cast(item, people["S3"], "refuse")
        with clock.at(HELD + timedelta(days=3)):
            assert [one.user for one in departures.waiting_ballots(fresh(item))] == [people["S3"]]


def test_br56_what_was_cast_is_told_to_the_president_by_mail_at_home_and_on_the_point(
    signed_in, voting, people, carla, nora
):
    cast(voting.item, people["S3"], "refuse")
    quiet = titles(carla)
    leave(nora, "S3")
    page = text(signed_in(carla).get(voting.item.get_absolute_url()))
    told = Message.objects.filter(notice=notices.DEPARTED.key)

    assert (quiet, [one.person for one in told]) == ([], [carla])
    assert titles(carla) == [
        f"{voting.item.title}\u00a0: un vote est d’une personne qui ne siège plus"
    ]
    assert "Membre S3 full, siège Siège S3, a voté le" in page
    assert f'href="{voting.item.get_absolute_url()}maintien/"' in page
    assert "Refuser" not in page.split("ne siège plus")[1].split("</ul>")[0]
    assert (titles(people["VICE"]), titles(people["S4"])) == ([], [])


def test_br56_the_decision_waits_until_the_president_lets_the_ballot_stand(
    signed_in, voting, people, carla, nora
):
    cast(voting.item, people["S3"], "refuse")
    factories.vote(voting.item, "grant", S3="refuse")
    leave(nora, "S3")
    fire(voting.item, "close_vote", carla)
    with pytest.raises(Refused) as refusal:
        fire(voting.item, "validate", carla)
    address = f"{voting.item.get_absolute_url()}maintien/"
    short = signed_in(carla).post(address, {"reason": "court"})
    done = signed_in(carla).post(address, {"reason": REASON})
    line = audit_log.entries_of(voting.session).filter(act="let_stand").get()

    assert codes(refusal) == ["departed"]
    assert (short.status_code, done.status_code) == (422, 302)
    assert (line.reason, line.data) == (REASON, {"people": ["Membre S3 full"]})
    assert (departures.waiting_ballots(fresh(voting.item)), titles(carla)) == ([], [])
    assert not notices.DEPARTED.holds(fresh(voting.item))
    fire(voting.item, "validate", carla)
    assert fresh(voting.item).decision.counts == {"grant": 4, "refuse": 1}


def test_br56_or_voids_the_vote_and_runs_it_again_without_that_ballot(voting, people, carla, nora):
    cast(voting.item, people["S3"], "refuse")
    leave(nora, "S3")
    fire(voting.item, "void", carla, reason=REASON)
    voided = (departures.waiting_ballots(fresh(voting.item)), titles(carla))
    fire(voting.item, "rerun", carla)
    fire(voting.item, "open_vote", carla)

    assert voided == ([], [])
    assert Ballot.objects.filter(item=voting.item, round=2).count() == 0


def test_br56_nobody_else_lets_a_ballot_stand_and_once_is_enough(
    signed_in, voting, people, carla, nora
):
    cast(voting.item, people["S3"])
    address = f"{voting.item.get_absolute_url()}maintien/"
    nothing = signed_in(carla).post(address, {"reason": REASON})
    leave(nora, "S3")
    asked = {who: signed_in(one).get(address).status_code for who, one in
             {"vice": people["VICE"], "member": people["S4"], "office": nora}.items()}  # fmt: skip
    with pytest.raises(Forbidden):
        departures.let_stand(fresh(voting.item), by=people["VICE"], reason=REASON)
    departures.let_stand(fresh(voting.item), by=carla, reason=REASON)
    with pytest.raises(Refused) as refusal:
        departures.let_stand(fresh(voting.item), by=carla, reason=REASON)

    assert "Aucun vote n’attend votre décision ici." in text(nothing)
    assert (nothing.status_code, asked) == (409, {"vice": 403, "member": 403, "office": 403})
    assert codes(refusal) == ["none_departed"]


def test_the_suppleant_who_votes_after_replaces_what_was_cast(voting, people, nora):
    factories.attend(voting.session, nora, substitutes=["S3"])
    factories.attend(voting.session, nora)
    cast(voting.item, people["S3"], "refuse")
    leave(nora, "S3")
    waiting = [one.user for one in departures.waiting_ballots(fresh(voting.item))]
    factories.attend(voting.session, nora, substitutes=["S3"])
    cast(voting.item, people["S3+"], "grant")

    assert waiting == [people["S3"]]
    assert departures.waiting_ballots(fresh(voting.item)) == []


def test_points_that_wait_are_found_with_as_many_queries_whatever_their_number(
    voting, people, nora, django_assert_num_queries
):
    cast(voting.item, people["S3"])
    leave(nora, "S3")
    with django_assert_num_queries(1):
        assert list(AgendaItem.objects.filter(departures.waiting())) == [voting.item]
