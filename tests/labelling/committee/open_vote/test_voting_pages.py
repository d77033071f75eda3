"""What the pages say of an open vote: who may vote, who has not, whose suppléant waits (BR-48, BR-49)."""

from datetime import timedelta

import pytest

from labelling.committee.attendance import interests, seating
from labelling.committee.models import Ballot, CommitteeSession
from labelling.committee.sessions import effects
from labelling.committee.votes import actions
from portal.core import clock
from portal.web import worklist
from tests.labelling.committee import factories
from tests.labelling.committee.factories import HELD, attend, cast, fresh, sittings, text

pytestmark = pytest.mark.django_db


def test_a_substitute_is_asked_to_vote_when_they_may_and_told_why_they_may_not(
    voting, people, nora, signed_in
):
    """BR-49: on the home, on the page of the point, and beside the seat."""
    seen = []
    for is_full_here in (True, False):
        marks = {row.seat.pk: (is_full_here, True) for row in factories.sittings(voting.item)}
        seating.note(fresh(voting.session), marks, by=nora)
        titles = [task.button for task in worklist.lists(people["S3+"])["do"]]
        page = text(signed_in(people["S3+"]).get(voting.item.get_absolute_url()))
        told = "Votre titulaire siège" in page, "Déposer mon vote" in page
        seen.append(("Voter" in titles, *told, f"vous, {people['S3']}" in page))

    assert seen == [(False, True, False, False), (True, False, True, False)]


def test_a_substitute_is_asked_to_vote_once_the_full_member_withdraws(voting, people, nora):
    marks = {row.seat.pk: (True, True) for row in factories.sittings(voting.item)}
    seating.note(fresh(voting.session), marks, by=nora)
    interests.declare(voting.session, people["S3"], {voting.item: "Ma sœur y travaille."})

    assert "Voter" in [task.button for task in worklist.lists(people["S3+"])["do"]]


def test_a_substitute_reads_whom_they_replace_and_why(voting, people, nora, signed_in):
    """BR-49: beside the ballot, once it is theirs to cast."""
    attend(voting.session, nora, substitutes=["S3"])
    marks = {row.seat.pk: (row.seat.code != "S3", True) for row in sittings(voting.item)}
    seating.note(fresh(voting.session), marks, by=nora)
    interests.declare(voting.session, people["S4"], {voting.item: "Ma sœur y travaille."})
    why = {"S3": "dont l’absence est notée", "S4": "en retrait de ce point"}

    for code, reason in why.items():
        page = text(signed_in(people[f"{code}+"]).get(voting.item.get_absolute_url()))
        assert f"Vous votez en remplacement de {people[code]}, {reason}." in page
    assert "en remplacement" not in text(
        signed_in(people["S5"]).get(voting.item.get_absolute_url())
    )


def test_who_left_is_told_since_when_and_whether_their_vote_counts(voting, people, nora, signed_in):
    """BR-48: on the page, and when a ballot shown before the departure is sent after it."""
    cast(voting.item, people["S5"])
    address = voting.item.get_absolute_url()
    with clock.at(HELD + timedelta(minutes=12)):
        attend(voting.session, nora, absent=["S4", "S5"])
    left = (
        "Votre départ est noté à 14 h 12 : vous ne votez plus. "
        "Si vous revenez dans la salle, dites-le au secrétariat de la séance."
    )
    kept = " Le vote que vous avez déposé avant compte."
    for code, sentence in {"S4": left, "S5": left + kept}.items():
        client = signed_in(people[code])
        refused = client.post(f"{address}voter/", {"option": "refuse"})
        page = text(client.get(address))
        assert (refused.status_code, text(refused).count(sentence) > 0) == (409, True)
        assert (f"<p>{sentence}</p>" in page, "Déposer mon vote" in page) == (True, False)
    assert kept not in text(signed_in(people["S4"]).get(address))


def asked(people):
    """The seats, « S3+ » for a suppléant, whose holder's home says « Voter »."""
    buttons = {
        code: [task.button for task in worklist.lists(fresh(user))["do"]]
        for code, user in people.items()
    }
    return [code for code, found in buttons.items() if "Voter" in found]


def test_the_home_asks_for_a_vote_those_alone_who_may_cast_it_and_have_not(voting, people, nora):
    """BR-48, BR-49: not who has voted, nor who is away or left; the suppléant instead of the absent."""
    cast(voting.item, people["VICE"])
    attend(voting.session, nora, absent=["S5"], substitutes=["S3"])

    assert asked(people) == ["PRES", "S3+", "S4"]


def test_in_writing_the_home_asks_every_full_member_and_no_substitute(voting, people, nora):
    """BR-61: nobody is in a room."""
    CommitteeSession.objects.update(mode=CommitteeSession.Mode.WRITTEN)
    attend(voting.session, nora, absent=["PRES", "VICE", "S3", "S4", "S5"])

    assert asked(people) == ["PRES", "VICE", "S3", "S4", "S5"]


def test_the_closing_names_who_voted_who_did_not_and_whose_vote_counts_though_they_left(
    voting, people, carla, nora
):
    for code in ("PRES", "S3", "S5"):
        cast(voting.item, people[code])
    attend(voting.session, nora, absent=["S5"])

    said = [line.replace("\u00a0", " ") for line in effects.closing(fresh(voting.item))]
    assert said == [
        "2 bulletins déposés pour 4 sièges présents.",
        f"Ont voté : {people['PRES']} (Siège PRES), {people['S3']} (Siège S3).",
        f"N’ont pas voté : {people['VICE']} (Siège VICE), {people['S4']} (Siège S4).",
        f"N’est plus dans la salle, et son vote compte : {people['S5']} (Siège S5).",
        "Le résultat n’est connu de personne avant la clôture. Ensuite, plus personne ne vote à ce tour.",
    ]
    assert actions.freeze(fresh(voting.item), seating.read(voting.session))["ballots"] == list(
        Ballot.objects.order_by("pk").values_list("pk", flat=True)
    )


def test_the_closing_without_a_ballot_says_what_is_left_to_do(voting, people):
    """BR-55: nothing to validate; it is voided and run again."""
    said = [line.replace("\u00a0", " ") for line in effects.closing(fresh(voting.item))]

    assert said[0] == "Personne n’a voté : clos, ce vote ne peut plus qu’être annulé et recommencé."
    assert said[1].startswith(f"N’ont pas voté : {people['PRES']} (Siège PRES), ")


def test_a_vote_is_not_closed_blind(voting, people, carla, signed_in):
    """Who has voted and who has not, never how; one's own ballot comes before the closing."""
    cast(voting.item, people["S3"])
    client, address = signed_in(carla), voting.item.get_absolute_url()
    act = text(client.get(f"{address}clore-le-vote/"))
    point = text(client.get(address))

    assert "1 bulletin déposé pour 5 sièges présents." in act.replace("\u00a0", " ")
    missing = act[act.index("N’ont pas voté") : act.index("Le résultat n’est connu de personne")]
    assert [str(people[code]) in missing for code in ("PRES", "S3", "S4")] == [True, False, True]
    assert point.index("Déposer mon vote") < point.index("Clore le vote")
