"""Review by two people: reasons, queue, and the race between them (BR-84)."""

from datetime import datetime, timedelta

import pytest

from observatory.practices.models import GoodPractice
from observatory.practices.review import listing
from observatory.practices.review.models import PracticeReview
from observatory.practices.worklist import practices_to_read
from portal.core import clock
from portal.models import Role
from portal.notifications import outbox
from portal.web.submissions.once import new_key
from portal.workflow import Forbidden, audit_log
from tests import factories
from tests.observatory.factories import fire, make_practice, say

pytestmark = pytest.mark.django_db


@pytest.fixture
def paul(db):
    return factories.make_user("Paul", "Rey", roles=[Role.DEPUTY])


@pytest.fixture
def submitted(organism, alice):
    return fire(make_practice(organism), "submit", alice)


def read(count, days):
    """Readings answered `days` after they were sent."""
    for number in range(count):
        now = clock.now()
        PracticeReview.objects.create(
            practice=make_practice(factories.make_organism()), number=1,
            submitted_by=factories.make_user(), submitted_at=now - timedelta(days=days + number % 3),
            read_at=now,
        )  # fmt: skip


def test_who_validated_does_not_publish_while_another_can(submitted, sonia, paul):
    """BR-84: two people read, both named in the journal."""
    practice = fire(submitted, "validate", sonia)

    with pytest.raises(Forbidden):
        fire(practice, "publish", sonia)
    practice = fire(practice, "publish", paul)

    line = audit_log.entries_of(practice).first()
    reading = practice.reviews.get()
    assert line.data == {"readers": [str(sonia), str(paul)]}
    assert (reading.reader, reading.second_reader, reading.outcome) == (sonia, paul, "published")


def test_who_validated_waits_for_the_second_reader(signed_in, submitted, sonia, dircom):
    fire(submitted, "validate", sonia)

    tasks = {who: [(t.list, t.button) for t in practices_to_read(who)] for who in (sonia, dircom)}

    assert tasks == {sonia: [("wait", "Ouvrir")], dircom: [("do", "Publier")]}


def test_a_reader_who_is_alone_publishes(submitted, sonia, alice):
    """A deputy who acts for the organism, or who has left, is no second reader."""
    factories.make_user("Partie", roles=[Role.DIRCOM], is_active=False)
    factories.make_member(submitted.organism, user=factories.make_user(roles=[Role.DEPUTY]))

    assert fire(fire(submitted, "validate", sonia), "publish", sonia).state == "published"


def test_nobody_of_the_organism_publishes_its_record(organism, alice, sonia):
    """BR-84."""
    own = factories.make_member(organism, user=factories.make_user(roles=[Role.DIRCOM]))
    practice = fire(fire(make_practice(organism), "submit", alice), "validate", sonia)

    for who in (own, alice):
        with pytest.raises(Forbidden):
            fire(practice, "publish", who)


def test_the_second_reader_may_give_it_back(submitted, sonia, dircom, alice, mailoutbox):
    practice = fire(submitted, "validate", sonia)

    practice = fire(
        practice, "send_back", dircom, **say("Le nom d’un gardien figure au récit.", "personal")
    )
    outbox.deliver_due()

    reading = practice.reviews.get()
    assert (practice.state, practice.validated_by) == ("changes_requested", None)
    assert (reading.reader, reading.second_reader, reading.outcome) == (sonia, dircom, "returned")
    assert "- une donnée personnelle paraît" in mailoutbox[-1].body
    assert fire(practice, "submit", alice).reviews.count() == 2


def test_motives_are_chosen_then_explained(signed_in, submitted, sonia, alice):
    client, base = signed_in(sonia), submitted.get_absolute_url()
    page = f"{base}demander-une-reprise/"
    text = "Le chiffre de 195 n’a pas de source."

    bare = client.post(page, {"reason": text, "once": new_key()})
    short = client.post(page, {"reasons": ["source"], "reason": "Non.", "once": new_key()})
    wrong = client.post(page, {"reasons": ["inventé"], "reason": text, "once": new_key()})
    client.post(page, {"reasons": ["source", "tone"], "reason": text, "once": new_key()})

    submitted.refresh_from_db()
    assert [answer.status_code for answer in (bare, short, wrong)] == [422, 422, 422]
    assert "Cochez au moins un motif." in bare.content.decode()
    assert text in bare.content.decode()
    assert audit_log.entries_of(submitted).first().data == {
        "reasons": ["un chiffre n’a pas de source", "le ton est promotionnel"]
    }
    seen = signed_in(alice).get(base).content.decode()
    assert all(
        word in seen for word in ("Un chiffre n’a pas de source", "Le ton est promotionnel", text)
    )


def test_validation_asks_to_have_looked_for_personal_data(signed_in, organism, alice, sonia):
    practice = make_practice(organism, context="Mme Durand, au 06 12 34 56 78, appelait souvent.")
    practice = fire(practice, "submit", alice)
    client, base = signed_in(sonia), practice.get_absolute_url()

    page = client.get(base).content.decode()
    refused = client.post(f"{base}valider-la-fiche/", {"once": new_key()})
    client.post(f"{base}valider-la-fiche/", {"names_nobody": "on", "once": new_key()})

    practice.refresh_from_db()
    assert all(found in page for found in ("Mme Durand", "06 12 34 56 78"))
    assert refused.status_code == 422
    assert (practice.state, practice.validated_by) == ("validated", sonia)


def test_a_second_reader_who_comes_late_is_told(signed_in, submitted, sonia, paul):
    """Two windows on the same sheet: the second answer changes nothing (409)."""
    base, version = submitted.get_absolute_url(), submitted.version
    fire(submitted, "validate", paul)
    values = {
        "reasons": ["tone"],
        "reason": "Le ton reste celui d’une plaquette.",
        "version": version,
    }

    late = signed_in(sonia).post(f"{base}demander-une-reprise/", values | {"once": new_key()})

    submitted.refresh_from_db()
    assert (late.status_code, submitted.state) == (409, "validated")
    assert "l’état est «\u00a0Validée\u00a0»" in late.content.decode()


def test_a_second_click_is_one_answer(signed_in, submitted, sonia):
    client, base = signed_in(sonia), submitted.get_absolute_url()
    values = {"names_nobody": "on", "once": new_key()}

    answers = [client.post(f"{base}valider-la-fiche/", values) for _ in range(2)]

    assert [(a.status_code, a["Location"]) for a in answers] == [(302, base)] * 2
    assert audit_log.entries_of(submitted).filter(act="validate").count() == 1


def test_the_author_sees_a_place_in_the_queue(signed_in, organism, alice):
    others = [make_practice(factories.make_organism(), "submitted") for _ in range(2)]
    GoodPractice.objects.filter(pk=others[0].pk).update(since_at=clock.now() - timedelta(days=3))
    GoodPractice.objects.filter(pk=others[1].pk).update(since_at=clock.now() + timedelta(days=1))
    practice = fire(make_practice(organism), "submit", alice)
    read(9, days=8)

    page = signed_in(alice).get(practice.get_absolute_url()).content.decode()
    few = listing.usual_days()
    read(1, days=8)

    assert "2e sur 3 dans la file de relecture." in page
    assert (few, listing.usual_days()) == (None, 9)
    assert listing.sentence(practice) == (
        "2e sur 3 dans la file de relecture, réponse habituelle en 9\u00a0jours"
    )


def test_the_time_it_took_is_shown_to_readers_alone(signed_in, organism, alice, sonia):
    with clock.at(datetime(2026, 11, 24, 9)):
        practice = make_practice(organism, writing_seconds=18 * 60 - 20)
    practice = fire(practice, "submit", alice)

    assert (
        "écrite en 18\u00a0minutes"
        in signed_in(sonia).get(practice.get_absolute_url()).content.decode()
    )
    assert "écrite en" not in signed_in(alice).get(practice.get_absolute_url()).content.decode()


def test_the_record_costs_the_same_with_many_readings(
    signed_in, organism, alice, sonia, django_assert_num_queries
):
    practice = fire(make_practice(organism), "submit", alice)
    client, address = signed_in(sonia), practice.get_absolute_url()
    client.get(address)
    with django_assert_num_queries(20):
        client.get(address)
    for _ in range(4):
        practice = fire(practice, "request_changes", sonia, **say())
        practice = fire(practice, "submit", alice)
    with django_assert_num_queries(20):
        client.get(address)
