"""Entry, charter, pause and exit of a space, in pages and mails (BR-88, BR-96)."""

from datetime import date, datetime

import pytest
from django.db import IntegrityError, transaction

from community.models import Acceptance, Charter, Passage, Space
from community.spaces import actions
from community.spaces.members.jobs import tell_passages
from labelling.committee.models import CommitteeSeat, SeatHolder
from portal.core import clock
from portal.notifications import outbox
from portal.web.submissions.once import new_key
from portal.workflow import Forbidden, Refused, audit_log
from tests.community.factories import club, make_club_member, settle
from tests.factories import make_member, make_user
from tests.labelling.labels.factories import make_label

pytestmark = pytest.mark.django_db
CHARTER = "/espace/club/charte/"


@pytest.fixture
def label(organism):
    return make_label(organism)


@pytest.fixture
def chair(db):
    person = make_user("Carla", "Sassi")
    seat = CommitteeSeat.objects.create(
        code="PRES", label="Président", college="USH", is_chair=True
    )
    SeatHolder.objects.create(seat=seat, user=person, rank="full", since_on="2025-01-01")
    return person


def test_br_88_a_suspension_pauses_the_club_at_the_next_request_with_every_job_stopped(
    signed_in, label, alice, chair
):
    """The act alone, through the table of labels: no worker, no clock, no cache in between."""
    settle(alice, club())
    client = signed_in(alice)
    before = client.get("/espace/club/").text
    page = client.get("/espace/club/annuaire/moi/")
    label.workflow.fire(label, "safeguard", by=chair, reason="Manquement grave et constaté.")

    after = client.get("/espace/club/").text
    write = client.post(
        "/espace/club/annuaire/moi/", {"presentation": "Bonjour", "once": new_key()}
    )

    assert ("en pause" in before, "Votre participation est en pause" in after) == (False, True)
    assert (page.status_code, write.status_code) == (200, 403)


def test_br_88_the_charter_is_read_then_accepted_once_and_one_comes_back(signed_in, label, alice):
    client = signed_in(alice)
    home = client.get("/espace/club/equipe/").text
    page = client.get(f"{CHARTER}?retour=/espace/club/equipe/").text
    once = new_key()
    sent = {"number": "1", "retour": "/espace/club/equipe/", "once": once}
    answers = [client.post(CHARTER, sent) for _ in range(2)]
    again = client.post(CHARTER, sent | {"once": new_key()})

    assert f"{CHARTER}?retour=%2Fespace%2Fclub%2Fequipe%2F" in home
    assert "Version provisoire" in page
    assert {answer["Location"] for answer in (*answers, again)} == {"/espace/club/equipe/"}
    assert Acceptance.objects.filter(person=alice).count() == 1
    told = [line.sentence for line in audit_log.entries_of(club())]
    assert told == ["Alice Arnaud a accepté la charte, version 1."]
    assert "Avant d’écrire ici" not in client.get("/espace/club/").text


def test_the_charter_leads_back_to_our_pages_alone(signed_in, label, alice):
    sent = {"number": "1", "retour": "//ailleurs.example/espace/", "once": new_key()}

    assert signed_in(alice).post(CHARTER, sent)["Location"] == "/espace/club/"


def test_a_new_version_is_accepted_again_and_the_one_read_is_the_one_accepted(
    signed_in, label, alice, sonia
):
    settle(alice, club())
    actions.publish("club", by=sonia, text="Version de démonstration.", starts_on=date(2026, 12, 1))
    client = signed_in(alice)
    announced = "Version à venir" in client.get(CHARTER).text

    with clock.at(datetime(2026, 12, 1, 0, 1)):
        asked = "Avant d’écrire ici" in client.get("/espace/club/").text
        stale = client.post(CHARTER, {"number": "1", "once": new_key()})
        right = client.post(CHARTER, {"number": "2", "once": new_key()})

    assert (announced, asked, stale.status_code, right.status_code) == (True, True, 409, 302)
    assert sorted(Acceptance.objects.values_list("charter__number", flat=True)) == [1, 2]


def test_the_referent_alone_publishes_a_charter_never_in_the_past(label, alice, sonia):
    with pytest.raises(Forbidden):
        actions.publish("club", by=alice, text="…", starts_on=date(2026, 12, 1))
    with pytest.raises(Refused, match="passé"):
        actions.publish("club", by=sonia, text="…", starts_on=date(2026, 11, 23))
    actions.publish("club", by=sonia, text="…", starts_on=date(2026, 12, 1))
    with pytest.raises(Refused, match="plus récente"):
        actions.publish("club", by=sonia, text="…", starts_on=date(2026, 11, 30))

    assert list(Charter.objects.filter(kind="club").values_list("number", flat=True)) == [2, 1]


def test_who_reads_only_accepts_nothing(label, alice, sonia, chair):
    label.workflow.fire(label, "safeguard", by=chair, reason="Manquement grave et constaté.")
    for person in (alice, sonia):
        with pytest.raises(Forbidden):
            actions.accept(club(), actions.current(club()), by=person)


def told(day):
    with clock.at(datetime.combine(day, datetime.min.time().replace(hour=9))):
        tell_passages()
        tell_passages()
        outbox.deliver_due()


def test_br_88_entry_reading_and_its_end_are_each_told_once(organism, alice, mailoutbox):
    """Fifteen days before the end is a Saturday, before Whit Monday: the Friday."""
    make_label(organism, start_on=date(2023, 12, 1), end_on=date(2026, 11, 30))
    days = ("2026-11-24", "2026-11-25", "2026-12-01", "2027-05-13", "2027-05-14", "2027-05-15")
    counts = []
    for day in days:
        told(date.fromisoformat(day))
        counts.append(len(mailoutbox))

    assert counts == [1, 1, 2, 2, 3, 3]
    assert [mail.to for mail in mailoutbox] == [[alice.email]] * 3
    assert "vous y entrez" in mailoutbox[0].subject
    assert "30 mai 2027" in mailoutbox[1].subject
    assert "label ou un agrément" in mailoutbox[2].body


def test_br_96_a_mail_of_entry_is_dropped_when_the_label_is_suspended_before(
    label, alice, chair, mailoutbox
):
    tell_passages()
    label.workflow.fire(label, "safeguard", by=chair, reason="Manquement grave et constaté.")
    outbox.deliver_due()

    states = outbox.Message.objects.filter(notice="space.entry").values_list("state", flat=True)
    assert list(states) == ["dropped"]
    assert [m for m in mailoutbox if "vous y entrez" in m.subject] == []


def test_br_96_what_is_said_of_reading_is_dropped_when_the_label_comes_back(
    organism, alice, mailoutbox
):
    ended = date(2026, 10, 31)
    make_label(organism, state="expired", start_on=date(2023, 11, 1), end_on=ended, ended_on=ended)
    tell_passages()
    make_label(organism, start_on=date(2026, 11, 24))
    outbox.deliver_due()

    assert mailoutbox == []


def test_who_leaves_and_comes_back_is_welcomed_again(label, alice, mailoutbox):
    told(date(2026, 11, 24))
    alice.memberships.update(is_active=False)
    told(date(2026, 11, 25))
    alice.memberships.update(is_active=True)
    told(date(2026, 11, 26))

    assert len(mailoutbox) == 2
    with pytest.raises(IntegrityError), transaction.atomic():
        Passage.objects.create(space=club(), person=alice, kind="entry")


def test_the_first_steps_follow_the_facts_and_are_put_away(signed_in, label, alice):
    client = signed_in(alice)
    first = client.get("/espace/club/").text
    settle(alice, club())
    second = client.get("/espace/club/").text
    client.post("/espace/club/premiers-pas/ranger/")

    assert "Vos premiers pas" in first
    assert 'Lire et accepter la charte<span class="sr">, fait</span>' in second
    assert "Vos premiers pas" not in client.get("/espace/club/").text


def test_the_list_says_what_opens_and_what_would(signed_in, label, alice, bob, sonia):
    said = {
        person: signed_in(person).get("/espace/communautes/").text for person in (alice, bob, sonia)
    }

    assert "Ouvert parce que votre organisme détient le label." in said[alice]
    assert "le jour où votre organisme détient le label" not in said[alice]
    assert "le jour où votre organisme détient le label" in said[bob]
    assert "Elle s’ouvre avec l’agrément" in said[alice]
    assert ["Ouvrir un groupe" in said[p] for p in (alice, bob, sonia)] == [False, False, True]


def test_a_new_member_of_the_organism_enters_with_it(label, organism, mailoutbox):
    told(date(2026, 11, 24))
    new = make_member(organism, "contact", first_name="Chloé")
    told(date(2026, 11, 25))

    assert [mail.to for mail in mailoutbox] == [[new.email]]
    assert Space.objects.visible_to(new).filter(slug="club").count() == 1


def test_many_entries_cost_as_many_writings_and_no_more_readings(django_assert_max_num_queries):
    for _ in range(20):
        make_club_member()

    with django_assert_max_num_queries(60 + 20 * 5):
        tell_passages()
    with django_assert_max_num_queries(24):
        tell_passages()
