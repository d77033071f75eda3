"""Groups and people of a space: created, named, removed, by the right people, without addresses."""

from datetime import date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from community.models import Space, SpaceMember
from community.spaces import actions
from community.spaces.members import actions as team
from community.spaces.members.roles import forget, place
from portal.core import clock
from portal.web.submissions.once import new_key
from portal.workflow import Forbidden, Refused, audit_log
from tests.community.factories import (
    club,
    make_accredited,
    make_animator,
    make_club_member,
    make_group,
    settle,
)

pytestmark = pytest.mark.django_db
NEW = "/espace/communautes/nouveau/"


def test_the_referent_opens_a_group_and_a_regional_one(signed_in, sonia):
    client = signed_in(sonia)
    sent = {"kind": "group", "name": "Charges et énergie", "region": "84", "once": new_key()}
    made = [client.post(NEW, sent) for _ in range(2)]
    twin = client.post(NEW, sent | {"once": new_key()})
    regional = client.post(NEW, sent | {"kind": "regional", "name": "AuRA", "once": new_key()})

    assert {a["Location"] for a in made} == {"/espace/groupes/charges-et-energie/"}
    assert twin["Location"] == "/espace/groupes/charges-et-energie-2/"
    assert Space.objects.get(slug="charges-et-energie").region == ""
    assert Space.objects.get(slug="aura").region == "84"
    assert regional.status_code == 302
    assert [e.act for e in audit_log.entries_of(Space.objects.get(slug="aura"))] == ["make"]


def test_a_regional_group_asks_its_region_and_keeps_what_was_typed(signed_in, sonia):
    sent = {"kind": "regional", "name": "Les Alpes", "once": new_key()}
    answer = signed_in(sonia).post(NEW, sent)

    assert (answer.status_code, "Choisissez la région" in answer.text) == (422, True)
    assert "Les Alpes" in answer.text


def test_others_open_nothing(signed_in, alice):
    make_club_member()

    assert signed_in(alice).get(NEW).status_code == 403
    with pytest.raises(Forbidden):
        actions.make(by=alice, kind="group", name="Le mien")


def test_a_group_is_closed_and_opened_again_by_its_address(signed_in, sonia):
    group = make_group()
    client = signed_in(sonia)
    address = "/espace/groupes/charges/"
    client.post(f"{address}mettre-en-lecture-seule/", {"once": new_key()})
    closed = client.get(address).text
    client.post(f"{address}rouvrir/", {"once": new_key()})
    group.refresh_from_db()

    assert ("Cet espace est en lecture seule" in closed, group.state) == (True, "open")


def test_who_animates_renames_and_a_colleague_s_text_is_not_lost(signed_in, sonia):
    lea = make_animator(make_club_member(), club())
    client = signed_in(lea)
    sent = {"name": "Club", "intro": "Entre pairs", "version": "1", "once": new_key()}
    first = client.post("/espace/club/modifier/", sent)
    second = client.post("/espace/club/modifier/", sent | {"intro": "Autre", "once": new_key()})

    assert (first.status_code, second.status_code) == (302, 409)
    assert club().intro == "Entre pairs"


def test_members_do_not_change_the_presentation(signed_in):
    assert signed_in(make_club_member()).get("/espace/club/modifier/").status_code == 403


def test_a_search_by_name_or_organism_shows_people_of_a_status_and_no_address(
    signed_in, sonia, bob
):
    lea = make_club_member("Léa", "Dupuis", name="Brévaux Habitat")
    ali = make_accredited()
    make_group()
    client = signed_in(sonia)

    def told(words):
        rows = client.get("/espace/groupes/charges/equipe/noms/", {"q": words}).json()["rows"]
        return [row["text"] for row in rows]

    assert told("dup") == told("brév dup") == ["Léa Dupuis, Brévaux Habitat"]
    assert told("Léa Dupuis, Brévaux Habitat") == ["Léa Dupuis, Brévaux Habitat"]
    assert told("hadd") == ["Ali Haddad, auditeur agréé"]
    assert (told("bernier"), told("")) == ([], [])
    page = client.get("/espace/groupes/charges/equipe/", {"q": "a"}).text
    assert [address in page for address in (lea.email, ali.email, bob.email)] == [False] * 3


def test_one_is_inscribed_named_and_removed_at_once(signed_in, sonia):
    lea, group = make_club_member(), make_group()
    client, address = signed_in(sonia), "/espace/groupes/charges/equipe/"

    def post(deed, function="member"):
        facts = {"person": lea.pk, "deed": deed, "function": function, "once": new_key()}
        return client.post(address, facts).status_code

    def level():
        forget(lea)
        return bool(place(lea, group))

    before = level()
    steps = [post("add"), level(), post("add", "animator"), level(), post("remove"), level()]

    assert (before, steps) == (False, [302, True, 302, True, 302, False])
    assert SpaceMember.objects.filter(person=lea).count() == 0
    assert [e.act for e in audit_log.entries_of(group)] == [
        "remove_person",
        "name_person",
        "name_person",
    ]


def test_a_role_that_lasted_keeps_its_dates(sonia):
    lea, group = make_club_member(), make_group()
    team.add(group, lea, "member", by=sonia)
    with clock.at(datetime(2026, 12, 10, 12)):
        team.remove(group, lea, by=sonia)
        forget(lea)
        gone = place(lea, group)

    kept = SpaceMember.objects.get(person=lea)
    assert (kept.since_on, kept.until_on, gone) == (date(2026, 11, 24), date(2026, 12, 9), None)


def test_nobody_without_a_status_is_named(signed_in, sonia, bob):
    group = make_group()
    with pytest.raises(Refused):
        team.add(group, bob, "member", by=sonia)
    facts = {"person": bob.pk, "deed": "add", "function": "member", "once": new_key()}

    assert signed_in(sonia).post("/espace/groupes/charges/equipe/", facts).status_code == 409


def test_who_animates_a_group_inscribes_and_names_no_other_animator(sonia):
    group = make_group()
    lea = make_animator(make_club_member(), group)
    other = make_club_member("Marc", "Petit")
    team.add(group, other, "member", by=lea)

    for act in (lambda: team.add(group, other, "animator", by=lea),
                lambda: team.add(club(), other, "animator", by=lea)):  # fmt: skip
        with pytest.raises(Forbidden):
            act()
    assert [row.function for row in team.list_members(group)] == ["animator", "member"]


def test_one_leaves_a_group_oneself(signed_in, sonia):
    lea, group = make_club_member(), make_group()
    team.add(group, lea, "member", by=sonia)
    settle(lea, group)
    client = signed_in(lea)
    answer = client.post("/espace/groupes/charges/quitter/", {"once": new_key()})

    assert answer["Location"] == "/espace/communautes/"
    assert client.get("/espace/groupes/charges/").status_code == 404


@pytest.mark.parametrize("who", ["sonia", "lea"])
@pytest.mark.parametrize(
    "address", ["/espace/club/equipe/", "/espace/club/", "/espace/communautes/"]
)
def test_pages_cost_the_same_with_one_and_many(address, who, signed_in, sonia):
    lea = make_animator(make_club_member(), club())
    client = signed_in({"sonia": sonia, "lea": lea}[who])

    def cost():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    cost()
    one = cost()
    for n in range(12):
        make_animator(make_club_member("Zoé", f"Numéro {n}"), club())
        make_group(f"Groupe {n}", f"groupe-{n}")

    assert cost() == one
