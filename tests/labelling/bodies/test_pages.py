"""Pages of representative bodies: added, read, verified on screen; their lists cost the same for one and many."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from labelling.parties.bodies import actions
from labelling.parties.bodies.models import RepresentativeBody
from labelling.parties.bodies.reading import kind_of
from portal.web import worklist
from tests.labelling.bodies.test_acts import FACTS, REACH
from tests.page_costs import queries

pytestmark = pytest.mark.django_db
TYPED = {
    "kind": "association",
    "name": "  Amicale   des Tilleuls ",
    "affiliation": "CNL",
    "seats": "3",
}


@pytest.fixture
def address(organism):
    return f"/espace/organismes/{organism.slug}/locataires/"


@pytest.fixture
def member(signed_in, alice):
    return signed_in(alice)


@pytest.fixture
def office(signed_in, sonia):
    return signed_in(sonia)


def test_a_body_is_added_its_contact_given_and_the_office_verifies_both(
    member, office, address, organism
):
    page = member.post(f"{address}ajouter/", TYPED, follow=True)
    body = RepresentativeBody.objects.get()
    assert (body.name, body.organism, body.seats) == ("Amicale des Tilleuls", organism, 3)
    assert "Le référent label vérifie l’instance" in page.content.decode()

    member.post(f"{address}{body.pk}/contacts/ajouter/", REACH, follow=True)
    contact = body.contacts.get()
    assert contact.email == "tilleuls@example.org"

    shown = office.get("/espace/instances/?situation=a-verifier").content.decode()
    assert "Amicale des Tilleuls" in shown
    seen = office.get(f"{address}{body.pk}/verifier/").context["seen"]
    office.post(f"{address}{body.pk}/verifier/", {"contacts": [contact.pk], "seen": seen})

    body.refresh_from_db()
    assert body.is_verified
    assert list(body.contacts.reachable()) == [contact]
    assert (
        "Aucune instance avec ces filtres"
        in office.get("/espace/instances/?situation=a-verifier").content.decode()
    )


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"name": ""}, "name", "Donnez le nom de l’instance."),
        ({"kind": ""}, "kind", "Dites de quelle instance il s’agit."),
        (
            {"since_on": "2026-05-01", "until_on": "2025-05-01"},
            "until_on",
            "Le mandat finit avant d’avoir commencé.",
        ),
        ({"plan_on": "2025-05-01"}, "plan_on", "Un plan de concertation est celui d’un conseil."),
    ],
)
def test_a_wrong_body_is_told_and_what_was_typed_stays(member, address, typed, field, said):
    page = member.post(f"{address}ajouter/", TYPED | typed)
    assert page.status_code == 422
    assert page.context["form"].errors == {field: [said]}
    assert 'value="CNL"' in page.content.decode()
    assert not RepresentativeBody.objects.exists()


def test_a_contact_without_any_address_is_told(member, address, organism, alice):
    body = actions.add_body(organism, FACTS, by=alice)
    page = member.post(f"{address}{body.pk}/contacts/ajouter/", {"name": "Jeanne Roy"})
    assert page.context["form"].errors == {
        "email": ["Donnez une adresse électronique ou une adresse postale."]
    }


def test_the_same_body_twice_is_refused_above_the_form(member, address, organism, alice):
    actions.add_body(organism, FACTS, by=alice)
    page = member.post(f"{address}ajouter/", TYPED)
    assert page.status_code == 409
    assert actions.TWICE in page.content.decode()


def test_the_office_is_asked_on_its_home_until_it_has_verified(organism, alice, sonia):
    body = actions.add_body(organism, FACTS, by=alice)
    asked = [task.url for task in worklist.lists(sonia)["do"]]
    assert body.get_absolute_url() in asked

    actions.verify(body, [], by=sonia)

    assert body.get_absolute_url() not in [task.url for task in worklist.lists(sonia)["do"]]


def test_lists_cost_the_same_for_one_and_many(member, office, address, organism, alice):
    def costs():
        return [
            queries(who, where)
            for who, where in ((member, address), (office, "/espace/instances/"))
        ]

    actions.add_body(organism, FACTS, by=alice)
    one = costs()
    for number in range(12):
        body = actions.add_body(organism, FACTS | {"name": f"Amicale {number}"}, by=alice)
        actions.add_contact(body, REACH, by=alice)
    assert costs() == one


def test_no_export_tells_who_is_reached(member, address, organism, alice):
    """BR-93."""
    body = actions.add_body(organism, FACTS, by=alice)
    actions.add_contact(body, REACH, by=alice)
    told = member.get(f"{address}?format=csv").content.decode("utf-8-sig")
    assert "Amicale des Tilleuls" in told
    assert "Jeanne" not in told
    assert "example.org" not in told


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        (("CCL",), "council"),
        (("Conseil de concertation",), "council"),
        (("Élus au CA",), "elected"),
        (("asso",), None),
        (("", "Amicale CNL des Tilleuls"), "association"),
        (("", "Les Tilleuls"), None),
    ],
)
def test_the_kind_of_a_body_is_told_by_the_words_of_the_trade(said, kind):
    assert kind_of(*said) == kind


INCOMPLETE = "Cette adresse ne semble pas complète. Elle s’écrit comme nom@exemple.fr."
LINES = """Association;Fédération;Contact;Mail
Amicale des Tilleuls;CNL;Jeanne Roy;tilleuls@example.org
Amicale des Tilleuls;CNL;Paul Lin;paul@example.org
Les Chênes;;;
CCL du siège;;;ccl@
"""


def send(client, address, **more):
    upload = SimpleUploadedFile("instances.csv", LINES.encode())
    return client.post(f"{address}importer/", {"file": upload} | more)


def test_a_spreadsheet_of_bodies_is_shown_then_written_and_twice_is_once(member, address, organism):
    shown = send(member, address).context["preview"]
    assert [(row.act, row.faults) for row in shown.rows] == [
        ("instance ajoutée, contact ajouté", []),
        ("contact ajouté", []),
        ("", ["dites si c’est une association, des élus ou un conseil."]),
        (
            "",
            [f"D5\u00a0: Adresse électronique\u00a0: {INCOMPLETE}"],
        ),
    ]
    assert not organism.bodies.exists()

    page = send(member, address, sure="1")

    assert page.status_code == 302
    (body,) = organism.bodies.all()
    assert (body.kind, body.affiliation, body.contacts.count()) == ("association", "CNL", 2)
    again = send(member, address).context["preview"]
    assert [row.remarks for row in again.rows[:2]] == [["déjà dans la liste"]] * 2


def test_the_page_of_verification_tells_what_changed_since_it_was_shown(
    office, address, organism, alice
):
    body = actions.add_body(organism, FACTS, by=alice)
    contact = actions.add_contact(body, REACH, by=alice)
    seen = office.get(f"{address}{body.pk}/verifier/").context["seen"]
    actions.change_contact(contact, REACH | {"email": "bailleur@example.org"}, by=alice)
    page = office.post(f"{address}{body.pk}/verifier/", {"contacts": [contact.pk], "seen": seen})
    assert page.status_code == 409
    assert "bailleur@example.org" in page.content.decode()
    assert not RepresentativeBody.objects.get().is_verified
