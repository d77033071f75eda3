"""First steps of an organism without any dossier, on its members' home and on its own page."""

import re

import pytest

from labelling.path.dossiers import navigation
from tests import factories
from tests.page_costs import queries

pytestmark = pytest.mark.django_db
PUBLIC, INVITE, ASK, OPEN = (
    "Compléter la fiche de l’organisme", "Inviter des collègues", "Poser vos questions au référent du label",
    "Ouvrir le premier dossier",
)  # fmt: skip


def titles(page):
    """What the list of first steps says on a page, in its order."""
    found = re.search(r"<h2[^>]*>Premiers pas</h2>.*?<ol.*?</ol>", page.text, re.DOTALL)
    return re.findall(r"<a href=\"[^\"]+\">([^<]+)</a><br>", found[0]) if found else []


def test_a_signatory_is_led_step_by_step_and_each_step_goes_once_it_is_done(
    organism, alice, signed_in
):
    client = signed_in(alice)

    def shown():
        home, own = titles(client.get("/espace/")), titles(client.get(organism.get_absolute_url()))
        assert home == own
        return home

    told = [shown()]
    type(organism).objects.update(website="https://valmeyre.example", tenant_contact="01 02 03")
    told.append(shown())
    factories.make_member(organism, "signatory")
    told.append(shown())
    factories.make_dossier(organism)
    told.append(shown())

    assert told == [[PUBLIC, INVITE, ASK, OPEN], [INVITE, ASK, OPEN], [ASK, OPEN], []]


def test_each_step_leads_to_a_page_that_opens(organism, alice, chloe, signed_in):
    for person in (alice, chloe):
        steps = navigation.panel(person, organism).said["steps"]
        answers = [signed_in(person).get(step.url) for step in steps]
        assert {answer.status_code for answer in answers} == {200}


def test_a_contact_reads_what_is_theirs_and_nobody_else_any_of_it(
    organism, alice, chloe, bob, sonia, signed_in
):
    assert titles(signed_in(chloe).get("/espace/")) == [PUBLIC, ASK]
    assert titles(signed_in(sonia).get(organism.get_absolute_url())) == []
    assert titles(signed_in(sonia).get("/espace/")) == []


def test_the_home_asks_as_much_for_one_organism_as_for_several(organism, alice, signed_in):
    client = signed_in(alice)
    one = queries(client, "/espace/")
    for number in range(4):
        factories.make_member(factories.make_organism(f"Office {number}"), "signatory", user=alice)

    assert queries(signed_in(alice), "/espace/") == one
