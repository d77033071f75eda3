"""Mentoring: criteria, two agreements, follow-up after three months, no outsider."""

from datetime import date, datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from community.mentoring import actions, matching
from community.mentoring.workflow import FOLLOW_UP, MENTORING
from community.models import Mentoring, MentoringFollowUp
from portal.core import clock
from portal.notifications import outbox
from portal.web import worklist
from portal.web.submissions.once import new_key
from portal.workflow import Forbidden, Refused
from tests.community.factories import club, settle
from tests.factories import make_member, make_organism
from tests.labelling.labels.factories import make_label

pytestmark = pytest.mark.django_db
HERE = "/espace/club/mentorat/"


def labelled(name, *, cycle=1, start_on=date(2026, 9, 1), **organism):
    found = make_organism(name, slug=name.lower().replace(" ", "-"), **organism)
    label = make_label(found, start_on=start_on)
    type(label).objects.filter(pk=label.pk).update(cycle=cycle)
    return found


def old(name, **organism):
    facts = {"departement": "35", "region": "53"} | organism
    return labelled(name, cycle=2, start_on=date(2025, 1, 1), **facts)


@pytest.fixture
def mentee(db):
    return labelled("Jeune Habitat")


@pytest.fixture
def mentor(db):
    return old("Ancien Habitat")


@pytest.fixture
def nina(mentee):
    return settle(make_member(mentee, first_name="Nina", last_name="Jeune"), club())


@pytest.fixture
def omar(mentor):
    return settle(make_member(mentor, first_name="Omar", last_name="Ancien"), club())


@pytest.fixture
def pair(mentor, mentee, nina, omar, sonia):
    return actions.propose(mentor, mentee, by=sonia, message="Vous vous entendrez.")


def agree(pair, *people):
    for person in people:
        MENTORING.fire(pair, "agree", by=person)
    return Mentoring.objects.get(pk=pair.pk)


def test_who_waits_is_of_a_first_cycle_and_labelled_for_less_than_twelve_months(db):
    labelled("Hier", start_on=date(2025, 11, 25))
    labelled("Un an", start_on=date(2025, 11, 24))
    labelled("Renouvelé", cycle=2, start_on=date(2026, 9, 1))

    assert [one.name for one in matching.newly_labelled()] == ["Hier"]


def test_each_criterion_is_said_and_the_fittest_comes_first(mentee):
    old("A même région", region="84", departement="38")
    old("B même département", region="84", departement="69")
    old("C idéal")
    old("D autre taille", homes=20_000)
    labelled("E premier cycle", departement="35", region="53")
    found = matching.candidates(mentee)

    assert [(one.organism.name[0], one.is_fit) for one in found] == [
        ("C", True),
        ("A", True),
        ("D", True),
        ("B", False),
    ]
    told = {c.label: (c.is_met, c.text) for c in found[2].criteria}
    assert told["Taille"] == (False, "Tranche de taille voisine\u00a0: 15 000 à 30 000 logements.")
    assert told["Disponibilité"] == (True, "Il n’accompagne personne.")


def test_the_referent_proposes_from_the_page_and_both_are_told(
    signed_in, mentor, mentee, nina, omar, sonia, mailoutbox
):
    client = signed_in(sonia)
    page = client.get(f"{HERE}proposer/jeune-habitat/").text
    empty = client.post(f"{HERE}proposer/jeune-habitat/", {"once": new_key()})
    sent = {"mentor": "ancien-habitat", "message": "Bienvenue", "once": new_key()}
    made = [client.post(f"{HERE}proposer/jeune-habitat/", sent) for _ in range(2)]
    outbox.deliver_due()
    pair = Mentoring.objects.get()

    assert ("Autre département" in page, empty.status_code) == (True, 422)
    assert {answer["Location"] for answer in made} == {pair.get_absolute_url()}
    assert {mail.to[0] for mail in mailoutbox} == {nina.email, omar.email}
    assert len(pair.reasons) == 5
    assert client.get(f"{HERE}proposer/jeune-habitat/").status_code == 404


def test_only_the_referent_proposes_and_what_must_hold_is_previewed_again(
    signed_in, mentor, mentee, nina, sonia
):
    near = old("Voisin", departement="69", region="84")
    with pytest.raises(Forbidden):
        actions.propose(mentor, mentee, by=nina)
    for mentor_, mentee_ in ((near, mentee), (mentee, mentee), (mentor, mentor)):
        with pytest.raises(Refused):
            actions.propose(mentor_, mentee_, by=sonia)

    assert signed_in(nina).get(f"{HERE}proposer/jeune-habitat/").status_code == 403
    assert Mentoring.objects.count() == 0


def test_a_mentor_carries_two_pairs_at_most(mentor, sonia):
    for n in range(2):
        actions.propose(mentor, labelled(f"Jeune {n}"), by=sonia)
    with pytest.raises(Refused) as refused:
        actions.propose(mentor, labelled("Jeune 3"), by=sonia)

    assert refused.value.codes == ["unfit"]


def test_both_accept_then_speak_then_it_ends(pair, nina, omar, mailoutbox):
    one = agree(pair, nina)
    with pytest.raises(Forbidden):
        MENTORING.fire(one, "agree", by=nina)
    with pytest.raises(Refused):
        MENTORING.fire(one, "seal", by=nina)
    both = agree(pair, omar)
    running = MENTORING.fire(both, "start", by=nina)
    ended = MENTORING.fire(running, "end", by=omar, reason="Objectif atteint.")
    outbox.deliver_due()

    assert [x.state for x in (one, both, running, ended)] == [
        "proposed",
        "accepted",
        "running",
        "ended",
    ]
    assert running.started_on == date(2026, 11, 24)
    assert "Objectif atteint." in mailoutbox[-1].body
    with pytest.raises(IntegrityError), transaction.atomic():
        Mentoring.objects.update(state="running", mentor_agreed_at=None)


def test_the_mail_of_a_proposal_is_dropped_when_it_was_declined(pair, nina, sonia, mailoutbox):
    MENTORING.fire(pair, "decline", by=nina, reason="Pas cette année.")
    outbox.deliver_due()

    assert {mail.subject.split("\u00a0")[0].split(" :")[0] for mail in mailoutbox} == {
        "Mentorat sans suite"
    }
    assert sonia.email in {mail.to[0] for mail in mailoutbox}


def test_br_01_only_both_organisms_and_the_office_see_a_pair(
    signed_in, pair, nina, omar, sonia, alice
):
    make_label(alice.memberships.get().organism)
    address = pair.get_absolute_url()
    codes = [signed_in(who).get(address).status_code for who in (nina, omar, sonia, alice)]
    listed = ["QH-ME" in signed_in(who).get(HERE).text for who in (nina, omar, sonia, alice)]
    acts = signed_in(alice).post(f"{address}accepter-ce-mentorat/", {"once": new_key()})
    missing = signed_in(alice).get("/espace/mentorat/QH-ME-2026-9999/")

    assert codes == [200, 200, 200, 404]
    assert listed == [True, True, True, False]
    assert (acts.status_code, missing.status_code) == (404, 404)


def asked(day, hour=9):
    with clock.at(datetime.combine(day, datetime.min.time().replace(hour=hour))):
        for _ in range(2):
            FOLLOW_UP.run_reminders()
        outbox.deliver_due()


def test_at_three_months_both_are_asked_once_and_again_only_who_has_not_answered(
    signed_in, pair, nina, omar, sonia, mailoutbox
):
    agree(pair, nina, omar)
    outbox.deliver_due()
    mailoutbox.clear()
    asked(date(2027, 2, 23))
    before = len(mailoutbox)
    asked(date(2027, 2, 24))
    first = sorted(mail.to[0] for mail in mailoutbox)
    with clock.at(datetime(2027, 2, 25, 9)):
        mine = [task.title for task in worklist.lists(nina)["do"]]
        address = f"{pair.get_absolute_url()}suivi/"
        client = signed_in(nina)
        blank = client.post(address, {"once": new_key()})
        client.post(
            address, {"useful": "yes", "changed": "Nos halls sont suivis.", "once": new_key()}
        )
    asked(date(2027, 3, 10))

    assert (before, first) == (0, sorted([nina.email, omar.email]))
    assert (str(pair) in mine, blank.status_code) == (True, 422)
    assert [mail.to[0] for mail in mailoutbox[2:]] == [omar.email]
    assert "Nos halls sont suivis." in signed_in(sonia).get(HERE).text
    assert "Nos halls sont suivis." not in signed_in(omar).get(pair.get_absolute_url()).text
    assert signed_in(sonia).get(address).status_code == 404


def test_a_pair_that_ended_is_not_asked(pair, nina, omar, mailoutbox):
    MENTORING.fire(agree(pair, nina, omar), "end", by=nina, reason="Terminé.")
    outbox.deliver_due()
    mailoutbox.clear()
    asked(date(2027, 2, 24))

    assert mailoutbox == []
    assert MentoringFollowUp.objects.count() == 2


def test_the_lists_of_each_say_what_is_next(pair, mentee, nina, omar, sonia):
    labelled("Autre Jeune")
    to_pair = [
        task.title for task in worklist.lists(sonia)["do"]
    ]  # theirs to propose: « la main est à vous »
    agree(pair, nina)

    assert "Autre Jeune" in to_pair
    assert "Jeune Habitat" not in to_pair
    assert [t.button for t in worklist.lists(omar)["do"] if "mentorat" in t.url] == ["Répondre"]
    assert [t.button for t in worklist.lists(nina)["wait"] if "mentorat" in t.url] == ["Ouvrir"]


def test_meeting_the_mentor_is_a_first_step(signed_in, pair, nina, omar):
    agree(pair, nina, omar)
    client = signed_in(nina)
    before = client.get("/espace/club/").context["blocks"][0]["context"]["steps"][-1]
    MENTORING.fire(Mentoring.objects.get(), "start", by=nina)
    after = client.get("/espace/club/").context["blocks"][0]["context"]["steps"][-1]

    assert (before.label, before.is_done, after.is_done) == (
        "Rencontrer Ancien Habitat, qui vous accompagne",
        False,
        True,
    )


def test_pages_cost_the_same_with_one_and_many(signed_in, pair, sonia):
    labelled("En attente")
    client = signed_in(sonia)

    def cost():
        with CaptureQueriesContext(connection) as queries:
            for address in (HERE, f"{HERE}proposer/en-attente/", pair.get_absolute_url()):
                assert client.get(address).status_code == 200
        return len(queries)

    cost()
    one = cost()
    for n in range(10):
        actions.propose(old(f"Ancien {n}"), labelled(f"Jeune {n}"), by=sonia)
        labelled(f"Attend {n}")

    assert cost() == one
