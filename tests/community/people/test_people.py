"""Members' directory: opt-in, filters, no address; immediate withdrawal; messages through the portal."""

from datetime import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from community.models import Contact, Expertise, Profile, SpaceMember
from community.people import actions, listing
from community.people.workflow import CONTACT, PROFILE
from community.spaces.members.roles import forget, readers
from labelling.public import criteria_by_theme
from portal.core import clock
from portal.models import User
from portal.notifications import outbox
from portal.retention import jobs
from portal.retention.registry import KEEPINGS
from portal.web import worklist
from portal.web.submissions.once import new_key
from portal.workflow import Forbidden, Refused, Stale
from tests.community.factories import club, make_accredited, make_club_member, make_group, settle

pytestmark = pytest.mark.django_db
HERE = "/espace/club/annuaire/"
TEXT = "Comment suivez-vous la propreté des halls ?"


def _lea():
    lea = make_club_member("Léa", "Dupuis", name="Brévaux Habitat", region="53", homes=2_000)
    lea.phone = "06 12 34 56 78"
    lea.save()
    return lea


def _marc():
    return make_club_member("Marc", "Petit", name="Corvange Habitat", region="84", homes=20_000)


CAST = {"lea": _lea, "marc": _marc}


def first_criterion():
    return criteria_by_theme()[0]["criteria"][0]["code"]


def introduce(person, presentation="Je suis la propreté.", **said):
    facts = {"criteria": [], "housing": [], "regions": [], "answers_gladly": False}
    facts |= {"takes_contact": True} | said
    return actions.write(person, presentation=presentation, **facts)


def names(client, **asked):
    return [str(row.person) for row in client.get(HERE, asked).context["rows"]]


def test_one_enters_by_a_form_that_asks_for_the_agreement(signed_in, lea, marc):
    client = signed_in(lea)
    sent = {
        "presentation": "Je suis la propreté.",
        "criteria": [first_criterion()],
        "housing": ["rural"],
    }
    refused = client.post(f"{HERE}moi/", sent | {"once": new_key()})
    before = names(client)
    sent |= {"agrees": "on", "takes_contact": "on", "regions": ["53"], "once": new_key()}
    made = [client.post(f"{HERE}moi/", sent) for _ in range(2)]

    assert (refused.status_code, "rien n’est gardé" in refused.text, before) == (422, True, [])
    assert "Je suis la propreté." in refused.text
    assert {answer["Location"] for answer in made} == {HERE}
    assert names(signed_in(marc)) == ["Léa Dupuis"]
    said = Expertise.objects.values_list("kind", "code")
    assert set(said) == {("criterion", first_criterion()), ("housing", "rural"), ("region", "53")}


def test_no_page_of_the_directory_shows_an_address_or_a_phone(signed_in, lea, marc, sonia):
    profile = introduce(lea)
    for who in (marc, sonia, lea):
        client = signed_in(who)
        for part in ("", f"{profile.slug}/", f"{profile.slug}/ecrire/"):
            text = client.get(f"{HERE}{part}").text
            assert (lea.email in text, "06 12 34" in text) == (False, False)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, ["Léa Dupuis", "Marc Petit"]),
        ({"habitat": "rural"}, ["Léa Dupuis"]),
        ({"region": "53"}, ["Léa Dupuis", "Marc Petit"]),
        ({"region": "84"}, ["Marc Petit"]),
        ({"taille": "moins-de-3000"}, ["Léa Dupuis"]),
        ({"taille": "plus-de-30000"}, []),
        ({"q": "brév dup"}, ["Léa Dupuis"]),
        ({"q": "propreté"}, ["Léa Dupuis"]),
        ({"critere": "FIRST"}, ["Marc Petit"]),
        ({"critere": "FIRST", "habitat": "rural"}, []),
        ({"habitat": "inconnu"}, ["Léa Dupuis", "Marc Petit"]),
    ],
)
def test_the_directory_is_searched(asked, expected, signed_in, lea, marc):
    introduce(lea, housing=["rural"])
    introduce(marc, "Je suis les charges.", criteria=[first_criterion()], regions=["53"])
    asked = {k: first_criterion() if v == "FIRST" else v for k, v in asked.items()}

    assert names(signed_in(lea), **asked) == expected


def test_a_profile_is_seen_in_the_spaces_that_one_shares(signed_in, lea, marc, bob, sonia):
    ali = make_accredited()
    profile = introduce(lea)
    address = f"{HERE}{profile.slug}/"
    group = make_group()
    for person in (lea, ali):
        SpaceMember.objects.create(space=group, person=person)
        forget(person)

    codes = [signed_in(who).get(address).status_code for who in (marc, bob, ali, sonia)]
    assert codes == [200, 404, 404, 200]
    there = f"/espace/groupes/charges/annuaire/{profile.slug}/"
    assert [signed_in(who).get(there).status_code for who in (ali, marc)] == [200, 404]
    assert [Profile.objects.visible_to(who).count() for who in (marc, bob, ali)] == [1, 0, 1]


def test_a_profile_leaves_with_the_label_of_its_person(signed_in, lea, marc):
    introduce(lea)
    before = names(signed_in(marc))
    lea.memberships.get().organism.labels.update(
        ended_on="2026-11-24", end_on="2026-11-24", state="annulled"
    )

    assert (before, names(signed_in(marc))) == (["Léa Dupuis"], [])


def test_withdrawal_empties_the_profile_at_once(signed_in, lea, marc):
    profile = introduce(lea, housing=["rural"])
    answer = signed_in(lea).post("/espace/mon-profil/quitter-lannuaire/", {"once": new_key()})
    profile.refresh_from_db()

    assert answer.status_code == 302
    assert (profile.state, profile.presentation, profile.expertise.count()) == ("hidden", "", 0)
    assert names(signed_in(marc)) == []
    assert signed_in(marc).get(f"{HERE}{profile.slug}/").status_code == 404
    with pytest.raises(IntegrityError), transaction.atomic():
        Profile.objects.update(presentation="Revenu")


def test_only_oneself_withdraws_and_a_second_tab_overwrites_nothing(lea, marc):
    profile = introduce(lea)
    with pytest.raises(Forbidden):
        PROFILE.fire(profile, "withdraw", by=marc)
    introduce(lea, "Un", expected_version=profile.version)
    with pytest.raises(Stale):
        introduce(lea, "Deux", expected_version=profile.version)

    assert Profile.objects.get().presentation == "Un"


def test_who_belongs_to_no_space_enters_no_directory(bob):
    with pytest.raises(Forbidden):
        introduce(bob)


def test_a_message_and_its_answer_pass_by_the_portal_without_any_address(
    signed_in, lea, marc, mailoutbox
):
    profile = introduce(lea)
    once = new_key()
    sent = {"text": TEXT, "once": once}
    made = [signed_in(marc).post(f"{HERE}{profile.slug}/ecrire/", sent) for _ in range(2)]
    outbox.deliver_due()
    waiting = [task.url for task in worklist.lists(lea)["do"]]
    answered = signed_in(lea).post(
        f"{made[0]['Location']}repondre/", {"answer": "Une tournée par semaine.", "once": new_key()}
    )
    outbox.deliver_due()
    page = signed_in(marc).get(made[0]["Location"]).text
    said = "\n".join(f"{m.subject} {m.body} {m.extra_headers} {m.reply_to}" for m in mailoutbox)

    assert (Contact.objects.count(), answered.status_code) == (1, 302)
    assert made[0]["Location"] in waiting
    assert [mail.to for mail in mailoutbox] == [[lea.email], [marc.email]]
    assert (TEXT in said, "Une tournée par semaine." in said) == (True, True)
    assert [address in said + page for address in (lea.email, marc.email)] == [False, False]
    assert "Reply-To" not in said
    assert "Une tournée par semaine." in page


def test_nobody_else_reads_a_message_the_office_neither(signed_in, lea, marc, sonia, bob):
    contact = actions.contact(club(), introduce(lea), by=marc, text=TEXT)
    codes = [
        signed_in(who).get(contact.get_absolute_url()).status_code
        for who in (marc, lea, sonia, bob)
    ]

    assert codes == [200, 200, 404, 404]
    with pytest.raises(Forbidden):
        CONTACT.fire(contact, "answer", by=marc, answer="Moi-même")


def test_five_messages_a_day_then_tomorrow(lea, marc):
    profile = introduce(lea)
    for _ in range(5):
        actions.contact(club(), profile, by=marc, text=TEXT)
    with pytest.raises(Refused, match="demain"):
        actions.contact(club(), profile, by=marc, text=TEXT)
    with clock.at(datetime(2026, 11, 25, 0, 1)):
        forget(marc)
        actions.contact(club(), profile, by=marc, text=TEXT)

    assert Contact.objects.count() == 6


def test_who_refuses_contact_is_not_written_to(signed_in, lea, marc):
    profile = introduce(lea, takes_contact=False)
    client = signed_in(marc)

    assert "ne souhaite pas être contactée" in client.get(f"{HERE}{profile.slug}/").text
    assert client.post(f"{HERE}{profile.slug}/ecrire/", {"text": TEXT}).status_code == 403
    assert Contact.objects.count() == 0


def test_br_88_who_is_paused_writes_to_nobody_and_may_still_withdraw(signed_in, lea, marc):
    profile = introduce(lea)
    introduce(marc, "Bonjour")
    marc.memberships.get().organism.labels.update(state="suspended")
    client = signed_in(marc)

    assert client.post(f"{HERE}{profile.slug}/ecrire/", {"text": TEXT}).status_code == 403
    assert client.post(f"{HERE}moi/", {"presentation": "x", "agrees": "on"}).status_code == 403
    answer = client.post("/espace/mon-profil/quitter-lannuaire/", {"once": new_key()})
    assert (answer.status_code, Profile.objects.get(person=marc).state) == (302, "hidden")


def test_br_93_profiles_and_messages_end_on_their_day(lea, marc):
    contact = actions.contact(club(), introduce(lea), by=marc, text=TEXT)
    with clock.at(datetime(2027, 11, 23, 12)):
        early = [jobs.run(KEEPINGS[code]) for code in ("contact", "profile")]
    with clock.at(datetime(2028, 11, 26, 12)):
        late = [jobs.run(KEEPINGS[code]) for code in ("contact", "profile")]

    assert (early, late) == ([0, 0], [1, 1])
    assert (Contact.objects.count(), Profile.objects.count()) == (0, 0)
    assert outbox.Message.objects.filter(thing_id=contact.pk, notice="contact.sent").count() == 0


def test_the_first_steps_know_the_profile(signed_in, lea):
    client = signed_in(lea)
    before = client.get("/espace/club/").context["blocks"][0]["context"]["steps"]
    introduce(lea, housing=["rural"])
    after = client.get("/espace/club/")

    assert [step.is_done for step in before] == [True, False, False]
    assert "Vos premiers pas" not in after.text


def test_lists_cost_the_same_with_one_and_many(signed_in, lea, marc):
    profile = introduce(lea, housing=["rural"])
    actions.contact(club(), profile, by=marc, text=TEXT)
    client = signed_in(lea)

    def cost():
        with CaptureQueriesContext(connection) as queries:
            for address in (HERE, f"{HERE}{profile.slug}/", "/espace/contacts/", "/espace/"):
                assert client.get(address).status_code == 200
        return len(queries)

    cost()
    one = cost()
    for n in range(12):
        other = settle(make_club_member("Zoé", f"Numéro {n}"), club())
        introduce(other, housing=["rural", "ancien"], regions=["84"])
        actions.contact(club(), profile, by=other, text=TEXT)

    assert cost() == one


def test_the_directory_of_a_space_is_what_the_law_of_profiles_shows_of_its_people(lea, marc, sonia):
    """It asks of one space what the visibility of profiles asks of all: the same profiles, for each reader."""
    gone = settle(make_club_member("Zoé", "Partie"), club())
    for person in (lea, marc, gone):
        introduce(person, housing=["rural"])
    gone.memberships.update(is_active=False)
    away = settle(make_club_member("Yann", "Fermé"), club())
    introduce(away, housing=["rural"])
    User.objects.filter(pk=away.pk).update(is_active=False)

    for user in (lea, marc, sonia):
        law = Profile.objects.visible_to(user).filter(state="shown", person__in=readers(club()))
        assert listing.find_profile_keys(user, club(), {}) == list(law.values_list("pk", flat=True))
    assert len(listing.find_profile_keys(lea, club(), {})) == 2
