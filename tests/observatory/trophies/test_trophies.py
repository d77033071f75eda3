"""Trophies: who proposes, who votes, secrecy, equal counts, publication."""

from datetime import datetime

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F

from observatory.trophies import actions
from observatory.trophies.models import TrophyCandidate, TrophyEdition, TrophyVote
from observatory.trophies.workflow import CANDIDATE, EDITION
from portal.core import clock
from portal.notifications import outbox
from portal.web import worklist
from portal.web.submissions.once import new_key
from portal.workflow import Forbidden, Refused, audit_log
from tests import factories
from tests.labelling.labels.factories import make_label
from tests.observatory.factories import make_practice
from tests.observatory.trophies.factories import (
    CLOSES,
    OPENS,
    make_candidate,
    make_edition,
    make_voting,
    member_of,
)

pytestmark = pytest.mark.django_db
SPACE = "/espace/trophees/"
AFTER = datetime(2026, 12, 22, 8)


def vote(candidate, voter):
    """By the member of another candidate's organism."""
    return actions.vote(candidate, voter.organism, by=member_of(voter))


def count_and_publish(edition, by):
    with clock.at(AFTER):
        [edition] = EDITION.run_timed()
        return EDITION.fire(edition, "publish", by=by)


def ranks():
    return list(TrophyCandidate.objects.order_by("pk").values_list("rank", flat=True))


def test_from_the_first_category_to_the_badge_on_the_sheet(client, sonia, mailoutbox):
    edition = EDITION.fire(make_edition(sonia), "open_nominations", by=sonia)
    candidates = [make_candidate(edition.categories.get()) for _ in range(3)]
    with clock.at(datetime(2026, 12, 1, 8)):
        [edition] = EDITION.run_timed()
        outbox.deliver_due()
    assert {m.to[0] for m in mailoutbox} == {member_of(c).email for c in candidates}
    first, second, third = candidates
    for one, voter in ((first, second), (first, third), (second, first)):
        vote(one, voter)

    results = f"/observatoire/trophees/{edition.year}/"
    before = client.get(results).status_code
    edition = count_and_publish(edition, sonia)
    page = client.get(results).content.decode()
    sheet = client.get(first.practice.get_public_url()).content.decode()

    assert (before, ranks(), edition.voters) == (404, [1, 2, None], 3)
    assert (str(first.organism) in page, str(second.organism) in page) == (True, False)
    assert ("Trophées 2026" in sheet, "3\u00a0organismes ont voté" in page) == (True, True)
    assert "Trophées 2026" not in client.get(second.practice.get_public_url()).content.decode()
    assert "Trophées 2026" in client.get("/observatoire/trophees/").content.decode()


def test_the_vote_is_secret_and_forgotten_once_counted(signed_in, sonia):
    """Not in the journal, not in a page, and no row keeps it after the counting."""
    edition, (first, second, _third) = make_voting(sonia)
    vote(first, second)
    entries = [e.sentence for e in audit_log.entries_of(edition)]
    page = signed_in(sonia).get(edition.get_absolute_url()).content.decode()
    assert [s for s in entries if "a voté" in s] == [
        f"{member_of(second)} a voté pour {second.organism}, catégorie «\u00a0Proximité\u00a0»."
    ]
    assert TrophyVote.objects.visible_to(sonia).count() == 0
    assert page.count("1\u00a0vote") == 0

    count_and_publish(edition, sonia)
    assert list(TrophyVote.objects.values_list("candidate", "chosen")) == [(None, None)]


def test_one_vote_a_labelled_organism_never_for_its_own_while_it_runs(sonia):
    _edition, (first, second, third) = make_voting(sonia)
    colleague = factories.make_member(second.organism, "contact", first_name="Zoé")
    unlabelled = factories.make_member(factories.make_organism())
    vote(first, second)
    tries = (
        (third, second.organism, colleague, "voted"),
        (first, first.organism, member_of(first), "own"),
        (first, unlabelled.memberships.get().organism, unlabelled, "forbidden"),
        (first, third.organism, colleague, "forbidden"),
    )
    for candidate, organism, by, code in tries:
        with pytest.raises(Refused) as caught:
            actions.vote(candidate, organism, by=by)
        assert caught.value.codes == [code]
    with clock.at(AFTER), pytest.raises(Refused) as caught:
        vote(first, third)

    assert (caught.value.codes, TrophyVote.objects.count()) == (["closed"], 1)


def test_the_database_refuses_a_second_vote_and_one_s_own(sonia):
    _, (first, second, _) = make_voting(sonia)
    made = vote(first, second)
    with pytest.raises(IntegrityError), transaction.atomic():
        TrophyVote.objects.create(
            category=made.category, organism=second.organism, candidate=first, chosen=first.organism
        )
    with pytest.raises(IntegrityError, match="trophy_never_one_s_own"), transaction.atomic():
        TrophyVote.objects.update(chosen=F("organism"))


@pytest.mark.parametrize(
    ("second", "wanted"),
    [
        ({"reuse_count": 9}, [2, 1]),
        ({"reuse_count": 4, "published_on": "2026-01-02"}, [2, 1]),
        ({"reuse_count": 4}, [1, 1]),
        ({"reuse_count": 1}, [1, 2]),
    ],
)
def test_a_tie_goes_to_the_most_reused_then_to_the_oldest_else_it_is_shared(second, wanted, sonia):
    edition = EDITION.fire(make_edition(sonia), "open_nominations", by=sonia)
    category = edition.categories.get()
    one, two = make_candidate(category, reuse_count=4), make_candidate(category, **second)
    EDITION.fire(edition, "open_votes", by=sonia)
    vote(one, two), vote(two, one)
    count_and_publish(TrophyEdition.objects.get(), sonia)

    assert ranks() == wanted


def test_a_practice_withdrawn_meanwhile_wins_nothing_and_receives_nothing(client, sonia):
    edition, (first, second, third) = make_voting(sonia)
    vote(first, second), vote(second, third)
    first.practice.workflow.fire(first.practice, "withdraw", by=member_of(first))
    with pytest.raises(Refused):
        vote(first, third)
    count_and_publish(edition, sonia)
    page = client.get("/observatoire/trophees/2026/").content.decode()

    assert ranks() == [None, 1, None]
    second.practice.workflow.fire(second.practice, "withdraw", by=member_of(second))
    gone = client.get("/observatoire/trophees/2026/").content.decode()
    assert (str(second.organism) in page, str(second.organism) in gone) == (True, False)


def test_the_référent_proposes_and_the_organism_accepts(sonia, alice, bob, organism):
    edition = EDITION.fire(make_edition(sonia), "open_nominations", by=sonia)
    category, practice = edition.categories.get(), make_practice(organism, "published")
    with pytest.raises(Forbidden):
        actions.propose(category, practice, by=bob)
    invited = actions.propose(category, practice, by=sonia)
    with pytest.raises(Refused):
        EDITION.fire(edition, "open_votes", by=sonia)  # nobody runs yet
    assert [t.button for t in worklist.lists(alice)["do"] if "trophees" in t.url] == ["Répondre"]
    with pytest.raises(Forbidden):
        CANDIDATE.fire(invited, "accept", by=sonia)
    running = CANDIDATE.fire(invited, "accept", by=alice)
    with pytest.raises(Refused):
        actions.propose(category, practice, by=alice)

    assert (invited.state, running.state) == ("invited", "running")
    assert CANDIDATE.fire(running, "withdraw", by=alice).state == "withdrawn"
    assert actions.propose(category, practice, by=alice).state == "running"


def test_the_count_waits_for_the_last_day_and_the_edition_does_not_change(sonia):
    edition, _ = make_voting(sonia)
    with pytest.raises(Refused):
        EDITION.fire(edition, "count", by=sonia)
    with clock.at(datetime.combine(CLOSES, datetime.max.time())):
        assert EDITION.run_timed() == []
    with pytest.raises(Refused):
        actions.edit_edition(edition, by=sonia, opens_on=OPENS, closes_on=CLOSES)


def test_the_silent_organisms_are_reminded_of_the_end(sonia):
    _edition, (first, second, third) = make_voting(sonia)
    vote(first, second)
    with clock.at(datetime(2026, 12, 16, 9)):
        EDITION.run_reminders()

    told = outbox.Message.objects.filter(notice="trophy.vote_ends").values_list("person", flat=True)
    assert sorted(told) == sorted([member_of(first).pk, member_of(third).pk])


def test_a_member_votes_in_the_browser_once(signed_in, sonia):
    edition, (first, second, third) = make_voting(sonia)
    client, address = signed_in(member_of(second)), f"{edition.get_absolute_url()}voter/1/"
    page = client.get(address).content.decode()
    own = client.post(address, {"candidate": second.reference, "once": new_key()})
    none = client.post(address, {"once": new_key()})
    codes = [
        client.post(address, {"candidate": first.reference, "once": new_key()}).status_code
        for _ in range(2)
    ]
    shown = client.get(edition.get_absolute_url()).content.decode()

    assert (first.reference in page, second.reference in page) == (True, False)
    assert [own.status_code, none.status_code, codes] == [422, 422, [302, 409]]
    assert (f"{second.organism} a voté." in shown, address in shown) == (True, False)
    assert client.get(f"{edition.get_absolute_url()}voter/7/").status_code == 404
    assert [t.title for t in worklist.lists(member_of(third))["do"] if "trophees" in t.url] == [
        "Catégorie «\u00a0Proximité\u00a0»"
    ]


def test_who_does_not_vote_sees_no_ballot(signed_in, sonia, alice, dircom):
    edition, _ = make_voting(sonia)
    address = f"{edition.get_absolute_url()}voter/1/"
    codes = {
        who: [signed_in(user).get(a).status_code for a in (edition.get_absolute_url(), address)]
        for who, user in (("sonia", sonia), ("alice", alice), ("dircom", dircom))
    }

    assert codes == {"sonia": [200, 403], "alice": [404, 404], "dircom": [200, 403]}


def test_an_edition_is_prepared_in_the_browser(signed_in, sonia, alice):
    facts = {"year": 2027, "opens_on": "2027-03-01", "closes_on": "2027-03-20"}
    facts["categories"] = "Proximité\nProximité\n\nNumérique"
    client = signed_in(sonia)
    wrong = client.post(f"{SPACE}preparer/", facts | {"closes_on": "2027-02-01"})
    made = client.post(f"{SPACE}preparer/", facts)
    again = client.post(f"{SPACE}preparer/", facts)
    kept = client.post(f"{SPACE}2027/modifier/", facts | {"categories": "Numérique"})

    edition = TrophyEdition.objects.get()
    assert [r.status_code for r in (wrong, made, again, kept)] == [422, 302, 409, 302]
    assert "Numérique" in wrong.content.decode()
    assert [str(c) for c in edition.categories.all()] == ["Numérique"]
    assert signed_in(alice).get(f"{SPACE}preparer/").status_code == 404


def test_a_member_proposes_in_the_browser(signed_in, sonia, organism, alice):
    make_label(organism)
    practice = make_practice(organism, "published")
    edition = EDITION.fire(make_edition(sonia), "open_nominations", by=sonia)
    address = f"{edition.get_absolute_url()}proposer/"
    sent = {"category": edition.categories.get().pk, "practice": practice.slug}
    client = signed_in(alice)
    codes = [client.post(address, sent | {"once": new_key()}).status_code for _ in range(2)]
    by_office = signed_in(sonia).post(address, sent | {"practice": "rien", "once": new_key()})

    assert (codes, by_office.status_code) == ([302, 409], 422)
    assert TrophyCandidate.objects.get().state == "running"


def test_the_pages_cost_the_same_with_many(signed_in, client, sonia, django_assert_num_queries):
    edition = EDITION.fire(make_edition(sonia), "open_nominations", by=sonia)
    category = edition.categories.get()
    first = make_candidate(category)
    reader = signed_in(member_of(first))
    for _ in (1, 2):
        for address, many in ((SPACE, 8), (edition.get_absolute_url(), 11)):
            with django_assert_num_queries(many):
                reader.get(address)
        for _ in range(3):
            make_candidate(category)
