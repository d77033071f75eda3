"""Delegations of signature: recorded with their deed, ended, and what a signatory may do once none runs."""

from datetime import date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from labelling.parties.organisms.people import actions, delegations
from labelling.parties.organisms.people.models import Delegation
from labelling.parties.organisms.rules import signatory
from portal import calendar
from portal.access import affiliations
from portal.core import clock
from portal.models import User
from portal.scenario.files import document
from portal.ui import words
from portal.web import worklist
from portal.web.submissions.once import new_key
from portal.workflow import Forbidden, Refused, audit_log
from tests.factories import make_dossier, make_member
from tests.refusals import refused as refused_page

pytestmark = pytest.mark.django_db
NOW, LAST, AFTER = datetime(2026, 11, 24, 10), datetime(2026, 12, 31, 23), datetime(2027, 1, 1, 1)
DAYS = {"since_on": date(2026, 11, 1), "until_on": date(2026, 12, 31)}


@pytest.fixture
def zoe(organism):
    """The other signatory, by her own function."""
    return make_member(organism, first_name="Zoé", last_name="Brun")


def membership(user):
    return user.memberships.get()


def delegate(user, by, **facts):
    upload = document("Délégation", "Acte de délégation")
    facts = DAYS | {"given_by": "Zoé Brun, directrice générale", "upload": upload} | facts
    return delegations.record(membership(user), by=by, **facts)


def signs(user, organism):
    return signatory(User.objects.get(pk=user.pk), organism)


def people(organism):
    return f"/espace/organismes/{organism.slug}/personnes/"


def address(user):
    member = membership(user)
    return f"{people(member.organism)}{member.pk}/delegation/"


def test_br03_who_signs_by_delegation_signs_from_its_first_to_its_last_day(organism, alice, zoe):
    with clock.at(NOW):
        delegate(alice, zoe)
        found = [signs(alice, organism), signs(zoe, organism)]
    with clock.at(LAST):
        found += [signs(alice, organism)]
    with clock.at(AFTER):
        found += [signs(alice, organism), signs(zoe, organism)]
        delegate(alice, zoe, since_on=date(2027, 1, 1), until_on=date(2027, 6, 30))
        found += [signs(alice, organism)]
    with clock.at(datetime(2026, 10, 31, 10)):
        found += [signs(alice, organism)]

    assert found == [True, True, True, False, True, True, False]


def test_br03_signing_after_its_last_day_is_refused_and_says_why(organism, alice, zoe, signed_in):
    dossier = make_dossier(organism, state="draft")
    with clock.at(NOW):
        delegate(alice, zoe)
    with clock.at(AFTER):
        client = signed_in(alice)
        page = client.get(f"{dossier.get_absolute_url()}deposer/")
        with pytest.raises(Forbidden) as told:
            dossier.workflow.fire(
                dossier, "discontinue", by=User.objects.get(pk=alice.pk), reason="x"
            )

    said = "Votre délégation de signature ne court plus\u00a0: faites-en enregistrer une autre avant de signer."
    refused_page(page, said, status=403)
    assert str(told.value) == said


def test_the_page_records_it_with_its_deed_which_members_and_the_office_read(
    organism, alice, chloe, bob, zoe, sonia, signed_in
):
    with clock.at(NOW):
        client = signed_in(zoe)
        shown = client.get(address(alice)).content.decode()
        sent = {
            "given_by": "Zoé Brun", "since_on": "2026-11-01", "until_on": "2026-12-31",
            "upload": document("Délégation", "Acte"), "once": new_key(),
        }  # fmt: skip
        answer = client.post(address(alice), sent)
        one = Delegation.objects.get()
        page = client.get(people(organism)).content.decode()
        answers = [
            signed_in(who).get(one.file.get_absolute_url()) for who in (alice, chloe, sonia, bob)
        ]
        codes = [one.status_code for one in answers if one.getvalue()]  # its file is closed

    assert "ses actes de signataire sont refusés" in shown
    assert (answer.status_code, answer["Location"]) == (302, people(organism))
    assert (one.given_by, one.until_on, one.recorded_by) == ("Zoé Brun", date(2026, 12, 31), zoe)
    assert ["par délégation de Zoé Brun" in page, one.file.get_absolute_url() in page] == [
        True,
        True,
    ]
    assert codes == [200, 200, 200, 404]
    entry = audit_log.entries_of(organism).first()
    assert entry.act == "delegation_recorded"
    assert (
        "du 1er\u00a0novembre au 31\u00a0décembre 2026" in entry.sentence
        or "2026" in entry.sentence
    )


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"given_by": ""}, "given_by"),
        ({"until_on": "2026-10-01"}, "until_on"),
        ({"since_on": "2026-01-01", "until_on": "2026-02-01"}, "until_on"),
        ({"upload": ""}, "upload"),
        ({"upload": SimpleUploadedFile("acte.exe", b"MZ")}, "upload"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_kept(
    organism, alice, zoe, signed_in, facts, field
):
    with clock.at(NOW):
        sent = {
            "given_by": "Zoé Brun", "since_on": "2026-11-01", "until_on": "2026-12-31",
            "upload": document("Délégation", "Acte"), "once": new_key(),
        }  # fmt: skip
        answer = signed_in(zoe).post(address(alice), sent | facts)

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert Delegation.objects.count() == 0


@pytest.mark.parametrize("who", ["alice", "chloe"])
def test_nobody_records_their_own_and_a_contact_records_none(
    request, organism, alice, zoe, who, signed_in
):
    person = request.getfixturevalue(who)
    client = signed_in(person)

    assert client.get(address(alice)).status_code == 403
    with pytest.raises(Forbidden):
        delegate(alice, person)
    assert Delegation.objects.count() == 0


def test_a_contact_receives_no_delegation(chloe, zoe):
    with pytest.raises(Refused) as told:
        delegate(chloe, zoe)

    assert told.value.codes == ["not_signatory"]


def test_a_delegation_is_taken_back_once(organism, alice, zoe, sonia, signed_in):
    with clock.at(NOW):
        one = delegate(alice, zoe)
        client = signed_in(sonia)
        shown = client.get(f"{address(alice)}retirer/").content.decode()
        answer = client.post(f"{address(alice)}retirer/", {"once": new_key()})
        again = client.get(f"{address(alice)}retirer/")
        with pytest.raises(Refused) as told:
            delegations.end(one, by=zoe)
        still = signs(alice, organism)
        page = client.get(people(organism)).content.decode()

    assert "ne signe plus" in shown
    assert (answer.status_code, again.status_code, told.value.codes) == (302, 404, ["over"])
    assert (still, Delegation.objects.get().ended_on) == (False, date(2026, 11, 24))
    assert "Délégation échue" in page


def test_two_delegations_of_one_person_never_run_together(alice, zoe):
    with clock.at(NOW):
        delegate(alice, zoe)
        with pytest.raises(Refused) as told:
            delegate(alice, zoe, since_on=date(2026, 12, 31), until_on=date(2027, 12, 31))

    assert (told.value.codes, Delegation.objects.count()) == (["overlaps"], 1)


def tasks(user):
    found = worklist.lists(User.objects.get(pk=user.pk))
    return [
        (name, task.title) for name in found for task in found[name] if "élégation" in task.title
    ]


def test_the_end_of_a_delegation_is_a_task_for_who_remains(organism, alice, chloe, zoe, sonia):
    with clock.at(NOW):
        delegate(alice, zoe)
        early = [tasks(who) for who in (alice, chloe, zoe, sonia)]
    with clock.at(datetime(2026, 12, 10, 10)):
        soon = [tasks(who) for who in (alice, zoe)]
    with clock.at(AFTER):
        over = [tasks(who) for who in (alice, chloe, zoe, sonia)]
        delegate(alice, zoe, since_on=date(2027, 1, 1), until_on=date(2027, 12, 31))
        renewed = [tasks(who) for who in (alice, chloe, zoe, sonia)]

    assert (early, renewed) == ([[]] * 4, [[]] * 4)
    assert soon == [
        [("watch", "Votre délégation de signature prend bientôt fin")],
        [("watch", f"La délégation de signature d’{alice} prend bientôt fin")],
    ]
    assert over == [
        [("wait", "Votre délégation de signature ne court plus")],
        [("wait", f"La délégation de signature d’{alice} ne court plus")],
        [("do", f"La délégation de signature d’{alice} ne court plus")],
        [],
    ]


def test_the_calendar_of_the_members_tells_the_last_day(organism, alice, chloe, zoe, bob):
    with clock.at(NOW):
        delegate(alice, zoe)
        told = [
            [
                (one.day, one.title)
                for one in calendar.moments(who, date(2026, 12, 1), date(2026, 12, 31))
                if "délégation" in one.title
            ]
            for who in (alice, chloe, bob)
        ]

    line = [(date(2026, 12, 31), f"Dernier jour de la délégation de signature {words.of(alice)}")]
    assert told == [line, line, []]


def test_where_nobody_else_signs_the_office_has_the_task(organism, alice, sonia):
    with clock.at(NOW):
        delegate(alice, sonia)
    with clock.at(AFTER):
        assert tasks(sonia) == [("do", f"La délégation de signature d’{alice} ne court plus")]


def test_the_page_tells_who_acts_who_has_left_and_who_is_invited(
    organism, alice, chloe, zoe, bob, signed_in
):
    actions.invite_member(organism, "nouvelle@exemple.fr", "contact", by=alice)
    actions.deactivate(membership(chloe), by=alice)
    page = signed_in(alice).get(people(organism)).content.decode()

    assert [
        said in page for said in (str(zoe), str(chloe), "nouvelle@exemple.fr", "en propre")
    ] == [True] * 4
    assert signed_in(bob).get(people(organism)).status_code == 404


def test_what_binds_a_person_forgets_nothing_of_their_other_organisms(organism, alice, zoe):
    other = make_member(organism=make_dossier().organism, user=alice)
    affiliations.forget(other)
    member = alice.memberships.get(organism=organism)
    with clock.at(NOW):
        delegations.record(
            member, by=zoe, given_by="Zoé Brun", since_on=date(2026, 11, 1),
            until_on=date(2026, 12, 31), upload=document("Délégation", "Acte"),
        )  # fmt: skip
    with clock.at(AFTER):
        theirs = alice.memberships.exclude(pk=member.pk).get().organism
        assert (signs(alice, organism), signs(alice, theirs)) == (False, True)
