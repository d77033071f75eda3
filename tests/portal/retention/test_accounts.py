"""Retention of accounts (BR-93): closed and nameless on a decision, while nothing binds the person any more."""

from datetime import date, datetime

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.files.uploadedfile import SimpleUploadedFile

from community.people.models import Contact
from community.spaces.models import Space
from labelling.committee.complaints.models import Appeal
from labelling.committee.models import CommitteeSeat, SeatHolder
from labelling.parties.organisms.models import Membership
from portal.core import clock
from portal.models import CalendarFeed, Erasure, KeptFile, MailChoice, Message, Role, User, Visit
from portal.retention import accounts, actions
from portal.retention.registry import KEEPINGS
from portal.workflow import Refused, audit_log
from tests.factories import make_dossier, make_member, make_organism, make_user
from tests.labelling.accreditation.factories import make_accreditation, make_auditor
from tests.labelling.complaints.factories import lodge, make_complaint, refused

pytestmark = pytest.mark.django_db
SEEN = datetime(2024, 5, 24, 12, tzinfo=clock.PARIS)
ENDED = date(2026, 11, 24)
REASON = "Personne partie depuis deux ans, rien ne l’attend."
ACCOUNT = KEEPINGS["account"]


def at(day):
    return clock.at(datetime(day.year, day.month, day.day, 3, tzinfo=clock.PARIS))


AFTER = date(2026, 11, 25)


@pytest.fixture
def dpo(db):
    return make_user("Denis", "Poulain", roles=[Role.DPO])


def leave(person, seen=SEEN):
    """Nobody has seen this person since."""
    User.objects.filter(pk=person.pk).update(last_seen_at=seen, joined_at=SEEN)
    return person


def due():
    return set(ACCOUNT.due())


def erase(*people, by):
    with at(AFTER):
        return actions.erase(ACCOUNT, [one.pk for one in people], by=by, reason=REASON)


def test_br_93_account_is_over_thirty_months_after_the_last_visit_and_no_day_before(dpo):
    """BR-93: of somebody who never came, after the account was made."""
    lea, max_ = leave(make_user("Léa")), leave(make_user("Max"), seen=None)
    found = []
    for day in (ENDED, AFTER):
        with at(day):
            found.append(due())

    assert found == [set(), {lea, max_}]
    assert [ACCOUNT.ended_on(User.objects.get(pk=one.pk)) for one in (lea, max_)] == [ENDED] * 2


def member():
    return make_member(make_organism())


def former_member():
    person = member()
    Membership.objects.filter(user=person).update(is_active=False)
    return person


def seated(until_on):
    seat = CommitteeSeat.objects.create(code="S9", label="Siège 9", college="USH")
    person = make_user()
    SeatHolder.objects.create(
        seat=seat, user=person, rank="full", since_on="2020-01-01", until_on=until_on
    )
    return person


def accredited(state):
    auditor = make_auditor()
    make_accreditation(auditor, state=state)
    return auditor.user


def handling(closed_on):
    complaint, person = make_complaint(), make_user()
    complaint.handlers.add(person)
    type(complaint).objects.filter(pk=complaint.pk).update(closed_on=closed_on)
    return person


def appealing(closed_on):
    person = make_member(make_organism())
    lodge(refused(make_dossier(person.memberships.get().organism)), person)
    Appeal.objects.update(closed_on=closed_on)
    Membership.objects.filter(user=person).update(is_active=False)
    return person


@pytest.mark.parametrize(
    ("bound", "free"),
    [
        (member, former_member),
        (lambda: make_user(roles=[Role.DIRCOM]), make_user),
        (lambda: make_user(is_superuser=True), make_user),
        (lambda: seated(None), lambda: seated("2024-01-01")),
        (lambda: accredited("active"), lambda: accredited("withdrawn")),
        (lambda: handling(None), lambda: handling("2024-01-01")),
        (lambda: appealing(None), lambda: appealing("2024-01-01")),
    ],
    ids=["member", "role", "superuser", "seat", "accreditation", "complaint", "appeal"],
)
def test_br_93_account_that_something_binds_is_never_over(bound, free, dpo):
    """BR-93: whatever the last visit; the act refuses it too, and nothing changes."""
    with at(AFTER):
        held = leave(bound())
        assert due() == set()
    with pytest.raises(Refused) as told:
        erase(held, by=dpo)

    assert told.value.codes == ["not_due"]
    assert User.objects.get(pk=held.pk).email == held.email


@pytest.mark.parametrize(
    "free",
    [
        former_member,
        lambda: seated("2024-01-01"),
        lambda: accredited("withdrawn"),
        lambda: handling("2024-01-01"),
        lambda: appealing("2024-01-01"),
    ],
    ids=["member", "seat", "accreditation", "complaint", "appeal"],
)
def test_br_93_account_that_nothing_binds_any_more_is_over(free):
    with at(AFTER):
        person = leave(free())
        assert due() == {person}


def furnish(person):
    """What an account holds: its session, its keys, its choices, a mail, a file that waits."""
    EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=True)
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={})
    CalendarFeed.objects.create(person=person, digest="0" * 64)
    MailChoice.objects.create(person=person, notice="test", pace="day")
    Message.objects.create(
        event_key="test", person=person, notice="test", template="x.txt", thing_type="portal.user",
        thing_id=1, state="sent", subject="Votre dossier", body="Bonjour Léa",
    )  # fmt: skip
    KeptFile.objects.create(
        person=person, file=SimpleUploadedFile("a.pdf", b"%PDF"), name="a.pdf", size=4
    )


def test_br_93_erased_account_has_no_name_no_address_and_opens_nothing(dpo, signed_in):
    """BR-93: the journal keeps its lines as they were signed, and says who decided and why."""
    lea = make_user("Léa", "Voisin", phone="0612345678", job="Directrice", password="x")
    audit_log.write(lea, by=lea, act="details", sentence="Léa Voisin a changé sa fonction.")
    browser = signed_in(lea)
    opened = [browser.get("/compte/").status_code]
    leave(lea)
    furnish(lea)
    proof = erase(lea, by=dpo)
    opened.append(browser.get("/compte/").status_code)

    lea = User.objects.get(pk=lea.pk)
    assert (str(lea), lea.email, lea.job, lea.phone, lea.last_seen_at, lea.is_active) == (
        "Compte effacé", f"{lea.pk}@oubli.invalid", "", "", None, False,
    )  # fmt: skip
    assert (lea.has_usable_password(), opened) == (False, [200, 302])
    assert [
        model.objects.count()
        for model in (EmailAddress, Authenticator, CalendarFeed, MailChoice, KeptFile, Visit, UserSession)
    ] == [0] * 7  # fmt: skip
    assert list(Message.objects.values_list("subject", "body", "state")) == [("", "", "sent")]
    assert [
        (one.actor_name, one.act, one.sentence, one.reason) for one in audit_log.entries_of(lea)
    ] == [
        ("Denis Poulain", "erase",
         f"Denis Poulain a effacé «\u00a0compte n°\u00a0{lea.pk}\u00a0» au terme de sa durée.", REASON),
        ("Léa Voisin", "details", "Léa Voisin a changé sa fonction.", ""),
    ]  # fmt: skip
    assert audit_log.broken() == []
    assert (proof.code, proof.count, proof.references, proof.ending, proof.done_on) == (
        "account", 1, [f"compte n°\u00a0{lea.pk}"], "effacement décidé", AFTER,
    )  # fmt: skip
    (line,) = audit_log.entries_of(proof)
    assert (line.actor_name, line.sentence, line.reason) == (
        "Denis Poulain", "Denis Poulain a traité 1 ligne(s)\u00a0: comptes.", REASON,
    )  # fmt: skip
    assert "Voisin" not in f"{vars(proof)} {vars(line)}"
    with at(AFTER):
        assert due() == set()


def test_what_an_account_alone_holds_is_erased_or_said_to_stay():
    """A new model whose rows would leave with their person is one or the other."""
    owned = {model._meta.label_lower for model, _ in accounts.owned()}

    assert owned == {
        "account.emailaddress", "community.follow", "community.pageread", "community.profile",
        "community.replykey", "community.surveydraft", "community.welcomeclosed", "labelling.notemention",
        "labelling.officetie", "labelling.relance_people", "labelling.savedview", "mfa.authenticator",
        "observatory.bookmark", "observatory.savedsearch", "portal.absence", "portal.assignment", "portal.calendarfeed",
        "portal.keptfile",
        "portal.lostaddress", "portal.mailbox", "portal.mailchoice", "portal.oncekey", "portal.persona",
        "portal.preparedtable",
        "portal.user_groups", "portal.user_user_permissions", "portal.visit", "usersessions.usersession",
        "wagtailadmin.editingsession", "wagtailadmin.formstate", "wagtailcore.apitoken",
        "wagtailcore.pagesubscription", "wagtailusers.userprofile",
    }  # fmt: skip


def test_a_decision_is_whole_and_a_second_one_does_nothing_more(dpo):
    """One that is not to be erased refuses all; what is erased already is refused."""
    lea, max_ = leave(make_user("Léa")), leave(make_user("Max"))
    alice = leave(member())
    with pytest.raises(Refused):
        erase(lea, max_, alice, by=dpo)
    before = [str(User.objects.get(pk=one.pk)) for one in (lea, max_)]
    done = erase(lea, max_, by=dpo)
    with pytest.raises(Refused) as told:
        erase(lea, max_, by=dpo)

    assert before == [str(lea), str(max_)]
    assert (done.count, told.value.codes, Erasure.objects.count()) == (2, ["not_due"], 1)


def test_a_decision_is_of_so_many_lines_at_most(dpo, monkeypatch):
    monkeypatch.setattr(actions.jobs, "BATCH", 1)
    people = leave(make_user("Léa")), leave(make_user("Max"))
    with pytest.raises(Refused) as told:
        erase(*people, by=dpo)

    assert (told.value.codes, Erasure.objects.count()) == (["too_many"], 0)


def test_the_data_protection_officer_alone_decides(sonia):
    lea = leave(make_user("Léa"))
    with pytest.raises(Refused) as told:
        erase(lea, by=sonia)

    assert told.value.codes == ["forbidden"]


def test_an_account_of_which_an_act_is_awaited_is_refused_with_its_number(dpo, alice):
    """A task that no tie tells of: a message written to this person, that waits for an answer."""
    lea = leave(make_user("Léa"))
    facts = {"reference": "QH-MP-2026-0001", "space": Space.objects.first(), "state": "sent"}
    Contact.objects.create(sender=alice, recipient=lea, **facts)
    with pytest.raises(Refused) as told:
        erase(lea, by=dpo)

    assert told.value.codes == ["in_use"]
    assert str(told.value).startswith(f"compte n°\u00a0{lea.pk}\u00a0: une tâche l’attend encore")
    assert str(User.objects.get(pk=lea.pk)) == str(lea)
