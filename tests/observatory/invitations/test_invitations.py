"""Invitations, up to the organism's draft: who invites, who answers, what is never published."""

import pytest
from django.db import IntegrityError, transaction

from observatory.practices.invitations.models import PracticeInvitation
from observatory.practices.invitations.steps import invite
from observatory.practices.invitations.words import repeats, to_rewrite
from observatory.practices.models import GoodPractice
from portal.models import Role
from portal.notifications import outbox
from portal.web.submissions.once import new_key
from portal.workflow import Forbidden, Refused
from tests import factories
from tests.observatory.factories import WHOLE, fire
from tests.observatory.invitations.factories import WORDS, make_point, make_strength

pytestmark = pytest.mark.django_db
HERE = "/espace/pratiques/"
OWN = {name: value for name, value in WHOLE.items() if name not in ("title", "themes")}


def invited(organism, by, **more):
    facts = {"origin": "audit_strength", "title": "Poser les questions avant l’audit"}
    facts |= {"finding": make_strength(organism)} if "origin" not in more else {}
    return invite(organism, by=by, **facts | more)


def accepted(invitation, by):
    practice = fire(invitation, "accept", by).practice
    return GoodPractice.objects.get(pk=practice.pk)


def test_a_strength_becomes_a_draft_told_anew(signed_in, organism, alice, sonia, mailoutbox):
    finding = make_strength(organism)
    address = f"{HERE}inviter/point-fort/{finding.mission.reference}/1/"
    office = signed_in(sonia)
    listed = office.get(f"{HERE}inviter/").content.decode()
    made = office.post(
        address,
        {
            "title": "Poser les questions avant",
            "message": "Trois organismes le demandent.",
            "once": new_key(),
        },
    )
    outbox.deliver_due()
    invitation = PracticeInvitation.objects.get()

    member = signed_in(alice)
    todo = member.get("/espace/").content.decode()
    page = member.get(made["Location"]).content.decode()
    unsaid = member.post(f"{made['Location']}accepter/", {"once": new_key()})
    member.post(f"{made['Location']}accepter/", {"agrees": "on", "once": new_key()})

    practice = GoodPractice.objects.get()
    code = finding.criterion.code
    assert WORDS[:40] in listed
    assert mailoutbox[0].to == [alice.email]
    assert "Trois organismes le demandent." in mailoutbox[0].body
    assert WORDS not in mailoutbox[0].body
    assert "Poser les questions avant" in todo
    assert WORDS in page
    assert unsaid.status_code == 422
    assert (practice.origin, practice.organism, practice.proposed_by) == (
        "audit_strength",
        organism,
        alice,
    )
    assert (practice.description, practice.criteria, practice.themes) == (
        WORDS,
        [code],
        [code.split(".")[0]],
    )
    assert invitation.told == ""
    assert "Aucun point fort" in signed_in(sonia).get(f"{HERE}inviter/").content.decode()


def test_the_text_of_an_audit_is_never_proposed_as_such(signed_in, organism, alice, sonia):
    practice = accepted(invited(organism, sonia), alice)
    for name, value in OWN.items():
        if name != "description":
            setattr(practice, name, value)
    practice.save()
    page = signed_in(alice).get(f"{practice.get_absolute_url()}ecrire/recit/").content.decode()

    with pytest.raises(Refused) as untouched:
        fire(practice, "submit", alice)
    practice.description = f"Chez nous, {WORDS[4:70].lower()}, dit-on."
    practice.save()
    with pytest.raises(Refused) as hidden:
        fire(practice, "submit", alice)
    practice.description = "Nous envoyons la liste à chaque amicale, qui la complète."
    practice.save()

    assert "à réécrire avec vos mots" in page
    assert (untouched.value.codes, hidden.value.codes) == (["to_rewrite"], ["to_rewrite"])
    assert "comment vous avez fait" in str(untouched.value)
    assert fire(practice, "submit", alice).state == "submitted"


@pytest.mark.parametrize(
    ("text", "told", "found"),
    [
        (
            "un deux trois quatre cinq six sept huit",
            "un deux trois quatre cinq six sept huit neuf",
            True,
        ),
        (
            "un deux trois quatre cinq six sept",
            "un deux trois quatre cinq six sept huit neuf",
            False,
        ),
        ("bien accueilli par tous", "accueilli par tous", True),
        ("deux mots", "deux mots", False),
        ("", "un deux trois", False),
    ],
)
def test_eight_words_in_a_row_are_a_copy(text, told, found):
    assert repeats(text.split(), told.split()) is found


def test_only_validated_strengths_are_offered(signed_in, organism, sonia):
    """BR-39: a report that the référent has not validated tells nothing here."""
    early, other = (
        make_strength(organism, state="contradictory"),
        make_strength(organism, kind="PS"),
    )
    client = signed_in(sonia)

    assert "Aucun point fort" in client.get(f"{HERE}inviter/").content.decode()
    for finding in (early, other):
        address = f"{HERE}inviter/point-fort/{finding.mission.reference}/1/"
        assert client.get(address).status_code == 404
        assert client.post(address, {"title": "T", "once": new_key()}).status_code == 404


def test_nobody_else_finds_invitations_nor_strengths(
    signed_in, organism, alice, bob, sonia, dircom
):
    """BR-89: the Dircom meets neither audit nor committee here."""
    invitation = invited(organism, sonia)
    strength = make_strength(organism)
    makers = [f"{HERE}inviter/", f"{HERE}inviter/comite/", f"{HERE}inviter/association/"]
    makers.append(f"{HERE}inviter/point-fort/{strength.mission.reference}/1/")

    for who in (alice, bob, dircom):
        assert [signed_in(who).get(address).status_code for address in makers] == [404] * 4
    codes = [
        signed_in(who).get(invitation.get_absolute_url()).status_code
        for who in (alice, sonia, bob, dircom)
    ]
    assert codes == [200, 200, 404, 404]
    assert invitation.title not in signed_in(bob).get(f"{HERE}invitations/").content.decode()
    with pytest.raises(Forbidden):
        invite(organism, by=alice, origin="committee", title="T")


def test_an_organism_is_invited_once_for_a_finding(signed_in, organism, alice, sonia):
    invitation = invited(organism, sonia)
    again = {"origin": "audit_strength", "title": "Encore", "finding": invitation.finding}
    address = f"{HERE}inviter/point-fort/{invitation.finding.mission.reference}/1/"

    with pytest.raises(Refused):
        invite(organism, by=sonia, **again)
    answer = signed_in(sonia).post(address, {"title": "Encore", "once": new_key()})

    assert (answer.status_code, PracticeInvitation.objects.count()) == (409, 1)
    assert "déjà invité" in answer.content.decode()
    assert "Encore" in answer.content.decode()
    fire(invitation, "take_back", sonia)
    assert invite(organism, by=sonia, **again).state == "waiting"


def test_an_organism_declines_and_is_left_in_peace(signed_in, organism, alice, sonia, mailoutbox):
    invitation = invited(organism, sonia)

    invitation = fire(invitation, "decline", alice, reason="Nous attendons un an de recul.")
    outbox.deliver_due()

    assert (invitation.state, invitation.practice, GoodPractice.objects.count()) == (
        "declined",
        None,
        0,
    )
    assert [m.to for m in mailoutbox] == [[sonia.email]]
    assert "Aucun point fort" in signed_in(sonia).get(f"{HERE}inviter/").content.decode()
    with pytest.raises(Refused):
        fire(invitation, "accept", alice)


def test_two_answers_are_one(signed_in, organism, alice, chloe, sonia):
    invitation = invited(organism, sonia)
    base, version = invitation.get_absolute_url(), invitation.version
    fire(invitation, "accept", chloe)

    late = signed_in(alice).post(f"{base}decliner/", {"version": version, "once": new_key()})

    assert (late.status_code, GoodPractice.objects.count()) == (409, 1)


def test_a_regional_association_tells_for_an_organism_which_agrees(
    signed_in, organism, alice, sonia
):
    """BR-84: who wrote for the association does not read it as the first reader."""
    paul = factories.make_user("Paul", roles=[Role.DEPUTY])
    client, address = signed_in(sonia), f"{HERE}inviter/association/"
    told = "Valmeyre prête une valise d’outils aux nouveaux arrivants pendant quinze jours entiers."
    values = {"title": "Prêter une valise d’outils", "told": told, "organism": organism.pk}

    unnamed = client.post(address, values | {"once": new_key()})
    client.post(address, values | {"association": "Union du Rhône", "once": new_key()})
    practice = accepted(PracticeInvitation.objects.get(), alice)
    for name, value in (WHOLE | {"description": told}).items():
        setattr(practice, name, value)
    practice.save()
    practice = fire(practice, "submit", alice)

    assert unnamed.status_code == 422
    assert told in unnamed.content.decode()
    assert (practice.origin, to_rewrite(practice)) == ("regional_association", [])
    with pytest.raises(Forbidden):
        fire(practice, "validate", sonia)
    assert fire(practice, "validate", paul).validated_by == paul


def test_the_committee_s_words_are_not_published_either(signed_in, organism, alice, sonia):
    point, undecided = make_point(organism), make_point(factories.make_organism(), state="open")
    client, address = signed_in(sonia), f"{HERE}inviter/comite/"
    values = {
        "title": "Ouvrir le samedi",
        "told": "Le comité a retenu l’accueil ouvert chaque samedi matin.",
    }

    page = client.get(address).content.decode()
    wrong = client.post(address, values | {"point": undecided.pk, "once": new_key()})
    client.post(address, values | {"point": point.pk, "once": new_key()})
    invitation = PracticeInvitation.objects.get()
    practice = accepted(invitation, alice)

    assert str(organism) in page
    assert wrong.status_code == 422
    assert (invitation.session, invitation.organism) == (point.session, organism)
    assert to_rewrite(practice) == ["description"]


def test_the_database_keeps_an_invitation_with_its_source(organism, sonia):
    invitation = invited(organism, sonia)

    for facts in (
        {"finding": None}, {"told": WORDS}, {"origin": "committee"},
        {"origin": "regional_association"}, {"state": "accepted"},
    ):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            PracticeInvitation.objects.filter(pk=invitation.pk).update(**facts)


def test_lists_cost_the_same_with_many(signed_in, organism, sonia, django_assert_num_queries):
    client = signed_in(sonia)
    invited(organism, sonia)
    make_strength(organism)
    pages = [f"{HERE}invitations/", f"{HERE}inviter/"]
    for page in pages:
        client.get(page)
    with django_assert_num_queries(16):
        for page in pages:
            client.get(page)
    for _ in range(3):
        invited(factories.make_organism(), sonia)
        make_strength(factories.make_organism())
    with django_assert_num_queries(16):
        for page in pages:
            client.get(page)
