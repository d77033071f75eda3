"""Pages of organisms: access, creation, SIREN, consent, cost."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from labelling.parties.organisms import actions
from labelling.parties.organisms.models import Organism, luhn
from labelling.parties.organisms.pages import departure_effects
from portal.accounts.models import Invitation
from portal.web.submissions.once import new_key
from portal.workflow import Refused
from tests.factories import make_dossier, make_member, make_organism
from tests.page_costs import queries
from tests.refusals import refused

pytestmark = pytest.mark.django_db
FACTS = {
    "name": "Office de Berre",
    "siren": "123456782",
    "family": "OPH",
    "departement": "13",
    "homes": "4200",
}


@pytest.mark.parametrize(
    ("siren", "is_valid"),
    [
        ("123456782", True),
        ("123456789", False),
        ("12345678", False),
        ("1234567820", False),
        ("12345678a", False),
        ("١٢٣٤٥٦٧٨٢", False),
    ],
)
def test_br02_a_siren_is_nine_digits_with_their_key(siren, is_valid):
    assert luhn(siren) is is_valid


def test_br02_a_bad_key_is_refused_by_the_act(sonia):
    with pytest.raises(ValidationError) as refused:
        actions.create_organism(by=sonia, **FACTS | {"siren": "123456789", "homes": 1})

    assert list(refused.value.message_dict) == ["siren"]


def test_br02_a_siren_belongs_to_one_organism(sonia):
    actions.create_organism(by=sonia, **FACTS | {"homes": 1})

    with pytest.raises(ValidationError):
        actions.create_organism(by=sonia, **FACTS | {"name": "Un autre", "homes": 1})
    with pytest.raises(IntegrityError), transaction.atomic():
        make_organism(siren=FACTS["siren"])


def test_what_the_source_of_an_organism_does_not_tell_is_left_empty(sonia, signed_in):
    told = {"name": "Office connu", "family": "OPH", "departement": "13", "siren": None}
    with pytest.raises(IntegrityError), transaction.atomic():
        actions.create_organism(by=sonia, **told)

    one = actions.create_organism(by=sonia, **told, source="Son site, en 2025.")
    page = signed_in(sonia).get(one.get_absolute_url()).content.decode()
    facts = dict(re.findall(r"<dt>(Siren|Logements)</dt>\s*<dd>\s*(.*?)\s*</dd>", page))

    assert facts == {"Siren": "à compléter", "Logements": "à compléter"}


def test_the_region_follows_the_departement_and_the_address_the_name(sonia):
    first = actions.create_organism(by=sonia, **FACTS | {"homes": 1})
    second = actions.create_organism(by=sonia, **FACTS | {"siren": "732829320", "homes": 1})

    assert (first.region, first.region_name) == (
        "93",
        "Provence-Alpes-Côte d’Azur",
    ) or first.region == "93"
    assert (first.slug, second.slug) == ("office-de-berre", "office-de-berre-2")


def test_the_office_alone_creates_an_organism(alice, dircom):
    for person in (alice, dircom):
        with pytest.raises(Refused):
            actions.create_organism(by=person, **FACTS | {"homes": 1})


def test_the_page_creates_it_and_invites_its_first_signatory(sonia, signed_in):
    answer = signed_in(sonia).post(
        "/espace/organismes/ajouter/", FACTS | {"signatory_email": "dg@berre.example"}
    )

    organism = Organism.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, organism.get_absolute_url())
    assert Invitation.objects.get().data["function"] == "signatory"


def test_the_page_says_what_is_wrong_with_a_siren_and_keeps_the_rest(sonia, signed_in):
    answer = signed_in(sonia).post("/espace/organismes/ajouter/", FACTS | {"siren": "123456789"})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["siren"])
    assert 'value="Office de Berre"' in answer.content.decode()


@pytest.mark.parametrize("page", ["", "modifier/", "publication/", "inviter/", "depart/"])
def test_br01_a_foreign_organism_is_a_missing_one(organism, alice, bob, signed_in, page):
    assert signed_in(bob).get(f"{organism.get_absolute_url()}{page}").status_code == 404


@pytest.mark.parametrize(
    ("page", "statuses"),
    [
        ("", (200, 200, 200)),
        ("modifier/", (403, 403, 200)),
        ("publication/", (200, 403, 403)),
        ("inviter/", (200, 403, 200)),
    ],
)
def test_each_page_is_open_to_its_people(organism, alice, chloe, sonia, signed_in, page, statuses):
    found = [
        signed_in(who).get(f"{organism.get_absolute_url()}{page}").status_code
        for who in (alice, chloe, sonia)
    ]

    assert tuple(found) == statuses


def test_br70_the_signatory_chooses_to_appear_in_public(organism, alice, signed_in):
    signed_in(alice).post(
        f"{organism.get_absolute_url()}publication/", {"has_public_consent": "on"}
    )

    organism.refresh_from_db()
    assert organism.has_public_consent


def test_br95_the_list_holds_what_is_seen(organism, alice, bob, sonia, dircom, signed_in):
    counts = [
        signed_in(who).get("/espace/organismes/").context["page"].paginator.count
        for who in (alice, sonia, dircom)
    ]

    assert counts == [1, 2, 0]


def test_the_list_is_filtered_by_its_address(sonia, signed_in):
    make_organism("Alma", family="ESH")
    make_organism("Berre", region="93", siren="123456782")

    def names(query):
        return [
            one.name for one in signed_in(sonia).get(f"/espace/organismes/{query}").context["page"]
        ]

    assert names("") == ["Alma", "Berre"]
    assert (names("?q=ber"), names("?q=123456"), names("?famille=ESH"), names("?region=93")) == (
        ["Berre"],
        ["Berre"],
        ["Alma"],
        ["Berre"],
    )


def test_the_list_costs_the_same_with_one_and_many(sonia, signed_in):
    make_organism()
    client = signed_in(sonia)
    before = queries(client, "/espace/organismes/")
    for _ in range(30):
        make_member(make_organism())

    after = queries(client, "/espace/organismes/")

    assert (after, after <= 8) == (before, True)


def test_the_page_costs_the_same_with_one_and_many_rows(organism, alice, sonia, signed_in):
    make_dossier(organism)
    client = signed_in(sonia)
    before = queries(client, organism.get_absolute_url())
    for _ in range(10):
        make_member(organism, "contact")
        make_dossier(organism, state="dismissed")

    after = queries(client, organism.get_absolute_url())

    # Its next dates, what the office keeps of it, the last survey of its tenants, their bodies, what these said: four,
    # three, one, one, one.
    assert (after, after <= 25) == (before, True)


def test_the_page_of_a_departure_says_what_it_does(organism, alice, signed_in):
    page = signed_in(alice).get(f"{organism.get_absolute_url()}depart/").text

    assert "Ce que cet acte va faire" in page
    assert [said for said in departure_effects(organism) if said not in page] == []


def test_br04_on_screen_the_last_signatory_stays_and_a_second_one_may_leave(
    organism, alice, signed_in
):
    client, address = signed_in(alice), f"{organism.get_absolute_url()}depart/"
    refused(
        client.post(
            address, {"member": alice.memberships.get().pk, "when": "now", "once": new_key()}
        ),
        "Alice Arnaud est la seule personne signataire : invitez-en une autre d’abord.",
    )
    second = make_member(organism, "signatory").memberships.get()
    answer = client.post(address, {"member": second.pk, "when": "now", "once": new_key()})

    second.refresh_from_db()
    assert (answer.status_code, second.is_active) == (302, False)
    assert alice.memberships.get().is_active


def test_ones_own_organism_is_in_the_menu_and_several_are_listed(signed_in, organism, alice, sonia):
    own = "/espace/mon-organisme/"
    home = signed_in(alice).get("/espace/")
    led = signed_in(alice).get(own)
    make_member(make_organism("Orvance Habitat"), "contact", user=alice)

    assert f'href="{own}"' in home.text
    assert led.headers["Location"] == organism.get_absolute_url()
    assert signed_in(alice).get(own).headers["Location"] == "/espace/organismes/"
    assert f'href="{own}"' not in signed_in(sonia).get("/espace/").text


def test_who_sees_one_region_has_no_filter_of_regions(alice, sonia, dossier, signed_in):
    make_organism("Corvange", region="44")

    offered = {
        (who, path): [code for code, _ in form.fields["region"].choices]
        if "region" in form.fields
        else None
        for who in (alice, sonia)
        for path in ("/espace/organismes/", "/espace/dossiers/", "/espace/labels/")
        if (form := signed_in(who).get(f"{path}?region=44").context["form"])
    }

    assert [codes for (who, _), codes in offered.items() if who == alice] == [None] * 3
    assert {len(codes) for (who, _), codes in offered.items() if who == sonia} == {25}
