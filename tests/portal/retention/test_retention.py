"""Retention: dated periods, bounded work, one proof a batch, nothing a day too early."""

from datetime import date, datetime

import pytest

from portal.core import clock
from portal.core.working_days import Delay
from portal.models import Erasure, Invitation, Message
from portal.notifications import outbox
from portal.ops import worker
from portal.retention import durations, jobs
from portal.retention.registry import BY_HAND, KEEPINGS, NEVER, Keeping
from portal.workflow import audit_log
from tests.factories import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_too]
START = datetime(2025, 11, 24, 12, tzinfo=clock.PARIS)


def at(day):
    return clock.at(datetime(day.year, day.month, day.day, 3, tzinfo=clock.PARIS))


def make_invitation(number=1, **fields):
    defaults = {"email": f"ines{number}@test.example", "purpose": "test", "expires_at": START}
    return Invitation.objects.create(**defaults | fields)


def make_mail(person=None, address="", **fields):
    said = {"subject": "Votre demande", "body": "Bonjour Léa Voisin,\n", "state": "sent"}
    return Message.objects.create(
        event_key=f"test:{person or address}:{fields.get('state', '')}", person=person, address=address,
        notice="test.retention", template="x.txt", thing_type="portal.user", thing_id=1,
        created_at=START, **said | fields,
    )  # fmt: skip


def proofs():
    return list(Erasure.objects.order_by("pk").values_list("code", "count"))


def test_every_duration_has_its_line_and_every_line_its_duration():
    assert [set(one.periods) for one in durations.versions()] == [set(KEEPINGS)] * len(
        durations.versions()
    )
    assert {one.__name__ for one in worker.DAILY} >= {
        f"keep_{code}" for code, one in KEEPINGS.items() if one.is_automatic
    }


def test_the_durations_are_dated_and_ours_until_somebody_approves_them():
    """Before the first version, the first; each says that it is a demonstration."""
    assert durations.version(date(1990, 1, 1)) == durations.version(date(2016, 1, 1))
    assert [one.is_demo for one in durations.versions()] == [True]
    assert "ne les a pas encore approuvées" in durations.version().note


@pytest.mark.parametrize(
    ("active", "archive", "shown", "over"),
    [
        ("90j", None, "90 jours après la fin", date(2026, 8, 26)),
        ("18m", None, "18 mois après la fin", date(2025, 5, 24)),
        ("12m", "60m", "1 an après la fin, puis 5 ans en archive", date(2020, 11, 24)),
    ],
)
def test_a_duration_in_words_and_the_last_day_that_it_ends(active, archive, shown, over):
    kept = durations.Period(Delay.parse(active), archive and Delay.parse(archive))

    assert kept.shown("la fin").replace("\u00a0", " ") == shown
    assert kept.over_since(date(2026, 11, 24)) == over


def test_br_93_invitation_leaves_on_its_day_with_a_proof_that_names_nobody():
    """BR-93: nothing before, once, then nothing more; two statements when there is nothing to do."""
    make_invitation()
    keeping = KEEPINGS["invitation"]
    with at(date(2026, 11, 24)):
        before = jobs.run(keeping), Invitation.objects.count(), proofs()
    with at(date(2026, 11, 25)):
        done = [jobs.run(keeping) for _ in range(2)]

    assert before == (0, 1, [])
    assert (done, Invitation.objects.count(), proofs()) == ([1, 0], 0, [("invitation", 1)])
    proof = Erasure.objects.get()
    assert (
        proof.rule.replace("\u00a0", " ")
        == "1 an après leur fin de validité, version du 01/01/2016"
    )
    assert (proof.ending, proof.references) == ("effacement automatique", [])
    (line,) = audit_log.entries_of(proof)
    assert (line.actor_name, line.sentence, line.data) == (
        "Le portail", "Le portail a traité 1 ligne(s)\u00a0: invitations à ouvrir un compte.", {"count": 1},
    )  # fmt: skip
    assert "test.example" not in f"{vars(proof)} {vars(line)}"


def test_nothing_to_do_costs_two_statements(django_assert_num_queries):
    make_invitation(expires_at=clock.now())
    with django_assert_num_queries(2):  # the version of the durations, then the rows
        assert jobs.run(KEEPINGS["invitation"]) == 0


def test_br_93_mail_stays_for_the_counts_and_says_nothing_any_more():
    """BR-93: text, errors and addresses of strangers go; what still waits to leave is not touched."""
    alice = make_user()
    ours, theirs = make_mail(alice), make_mail(address="lea@exemple.fr", error="lea@exemple.fr?")
    waiting = make_mail(address="lea@exemple.fr", state="pending", subject="", body="")
    with at(date(2026, 11, 24)):
        assert jobs.run(KEEPINGS["mail"]) == 0
    with at(date(2026, 11, 25)):
        assert [jobs.run(KEEPINGS["mail"]) for _ in range(2)] == [2, 0]

    for mail in (ours, theirs, waiting):
        mail.refresh_from_db()
    assert [(m.state, m.subject, m.body, m.error) for m in (ours, theirs)] == [
        ("sent", "", "", "")
    ] * 2
    assert (ours.person, ours.address) == (alice, "")
    assert theirs.address == f"{theirs.pk}@oubli.invalid"
    assert waiting.address == "lea@exemple.fr"


def test_a_mail_that_is_forgotten_before_it_leaves_does_not_leave(mailoutbox):
    mail = make_mail(address="lea@exemple.fr", state="pending", subject="", body="")
    outbox.forget(Message.objects.filter(pk=mail.pk))
    outbox.deliver_due()

    mail.refresh_from_db()
    assert (mail.state, mailoutbox) == ("dropped", [])


def test_a_day_ends_so_many_things_and_the_next_day_the_others(monkeypatch):
    monkeypatch.setattr(jobs, "BATCH", 2)
    monkeypatch.setattr(jobs, "BATCHES", 2)
    for number in range(5):
        make_invitation(number)
    with at(date(2026, 12, 1)):
        done = [jobs.run(KEEPINGS["invitation"]) for _ in range(3)]

    assert done == [4, 1, 0]
    assert proofs() == [("invitation", 2), ("invitation", 2), ("invitation", 1)]


def test_one_that_resists_stays_and_fails_the_job_without_stopping_the_others():
    rows = [make_invitation(number) for number in range(3)]

    def deed(invitation):
        if invitation.pk == rows[1].pk:
            raise ValueError
        invitation.delete()

    own = KEEPINGS["invitation"]
    keeping = Keeping(own.code, own.what, own.holds, own.since, own.model, own.over, deed=deed)
    with at(date(2026, 12, 1)), pytest.raises(jobs.Left, match="invitation: 1 left"):
        jobs.run(keeping)

    assert list(Invitation.objects.all()) == [rows[1]]
    assert proofs() == [("invitation", 2)]


def test_those_that_are_ended_together_are_so_one_by_one_when_one_resists():
    rows = [make_invitation(number) for number in range(3)]

    def deed_of_many(invitations):
        invitations[0].delete()
        raise ValueError

    def deed(invitation):
        if invitation.pk == rows[1].pk:
            raise ValueError
        Invitation.objects.filter(pk=invitation.pk).delete()

    own = KEEPINGS["invitation"]
    deeds = {"deed": deed, "deed_of_many": deed_of_many}
    keeping = Keeping(own.code, own.what, own.holds, own.since, own.model, own.over, **deeds)
    with at(date(2026, 12, 1)), pytest.raises(jobs.Left, match="invitation: 1 left"):
        jobs.run(keeping)

    assert list(Invitation.objects.all()) == [rows[1]]
    assert proofs() == [("invitation", 2)]


def test_what_no_clock_ends_is_decided_or_says_that_nothing_erases_it():
    """The page of personal data says so, and no job runs."""
    by_hand = {code: one.ending for code, one in KEEPINGS.items() if not one.is_automatic}

    assert by_hand == {
        "account": BY_HAND, "accreditation": BY_HAND, "application": BY_HAND, "decision": NEVER,
        "thread": BY_HAND,
    }  # fmt: skip


def test_the_proofs_are_read_by_those_who_answer_for_them():
    make_invitation()
    with at(date(2026, 12, 1)):
        jobs.run(KEEPINGS["invitation"])
    people = [make_user(roles=[role]) for role in ("dpo", "tech_admin", "label_referent", "dircom")]

    assert [Erasure.objects.visible_to(one).count() for one in people] == [1, 1, 1, 0]
