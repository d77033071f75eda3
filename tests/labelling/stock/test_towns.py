"""Towns of an organism follow its stock: imported, taken out, put back; what is not sure is told to nobody."""

import pytest
from django.db import IntegrityError, transaction

from labelling.parties.organisms.models import OrganismTown
from labelling.path.stock.imports import actions
from labelling.path.stock.models import Residence, StockImport
from portal.core import clock
from portal.search.registry import search
from tests.labelling.history_import.conftest import plain
from tests.labelling.labels.factories import make_label
from tests.labelling.stock.factories import address, make_residences, send
from tests.labelling.stock.files import row, xlsx

pytestmark = pytest.mark.django_db


def told(organism):
    return sorted(organism.towns.values_list("insee", "source"))


def test_an_import_tells_the_towns_and_what_it_took_out_brings_them_back(member, dossier):
    make_residences(dossier.organism, 1)
    dossier.organism.residences.update(insee="35238")
    send(member, dossier, xlsx(row()))
    member.post(address("stock_import", dossier, 1), {"remove_absent": "on", "sure": "1"})
    new = dossier.organism.residences.get(is_active=True).insee
    assert told(dossier.organism) == [(new, "stock")]

    member.post(address("stock_put_back", dossier, 1))
    assert told(dossier.organism) == sorted([(new, "stock"), ("35238", "stock")])


def test_a_town_leaves_with_its_last_residence_and_comes_back_with_it(member, dossier):
    one, _two = make_residences(dossier.organism, 2)
    dossier.organism.residences.exclude(pk=one.pk).update(insee="35238")
    member.post(address("stock_remove", dossier, one.code))
    assert told(dossier.organism) == [("35238", "stock")]

    member.post(address("stock_restore", dossier, one.code))
    assert told(dossier.organism) == sorted([("35238", "stock"), (one.insee, "stock")])


DOUBTS = [
    row(code="R-2", name="Les Lilas", commune="BRUXELLES", insee=21004, postcode=None),
    row(code="R-3", name="Les Iris", commune="BRUXELLES", insee=21004, postcode=None),
    row(code="R-4", name="Le Clos", commune="Saint-Denis", insee=None, postcode=None),
    row(code="R-5", name="Le Pré", commune=None, insee=None, postcode="01170"),
]
PLACES = {"BRUXELLES, 21004": 2, "Saint-Denis": 1, "01170": 1}
NOWHERE = ("Aignay", "21004", "21510", "BRUXELLES", "Bruxelles")
PUBLIC = (
    "/annuaire/",
    "/annuaire/?q=Aignay-le-Duc",
    "/annuaire.csv",
    "/annuaire.json",
    "/annuaire.geojson",
    "/annuaire/propositions.json?q=Aignay",
    "/api/v1/organisms",
    "/api/v1/labels",
    "/recherche/?q=Aignay",
)


def code(client, dossier, town, insee, page="stock_read_again", *more):
    """What the form sends to say which commune a place is."""
    form = client.get(address(page, dossier, *more)).context["form"]
    name = next(one["field"].name for one in form.towns if one["town"] == town)
    return {name: insee}


def confirm(dossier, **asked):
    one = dossier.stock_imports.latest("number")
    return actions.confirm(one, by=one.by, **asked)


def stored(dossier):
    rows = dossier.organism.residences.order_by("code")
    return list(rows.values_list("code", "insee", "town"))


def test_places_that_are_not_sure_are_asked_once_for_all_that_are_alike(member, dossier):
    send(member, dossier, xlsx(row(), *DOUBTS))
    form = member.get(address("stock_read_again", dossier, 1)).context["form"]

    assert {one["town"]: one["many"] for one in form.towns} == PLACES
    proposed = {one["town"]: dict(one["field"].field.choices) for one in form.towns}
    assert proposed["BRUXELLES, 21004"]["21004"] == "Aignay-le-Duc (21)"
    assert proposed["Saint-Denis"]["93066"] == "Saint-Denis (93)"
    assert proposed["01170"]["01173"] == "Gex (01)"


def test_a_place_that_is_not_sure_is_stored_without_a_commune_though_one_was_guessed(
    member, dossier
):
    send(member, dossier, xlsx(row(), *DOUBTS[:1]))
    confirm(dossier, with_doubtful=True)

    assert stored(dossier) == [("R-1", "01053", ""), ("R-2", "", "BRUXELLES, 21004")]
    assert told(dossier.organism) == [("01053", "stock")]


def test_an_answer_is_for_all_that_are_alike_and_the_next_file_remembers_it(member, dossier):
    send(member, dossier, xlsx(*DOUBTS))
    said = code(member, dossier, "Saint-Denis", "93066", "stock_read_again", 1)
    said |= code(member, dossier, "BRUXELLES, 21004", "?", "stock_read_again", 1)
    assert member.post(address("stock_read_again", dossier, 1), said).status_code == 302
    confirm(dossier)

    assert stored(dossier) == [
        ("R-2", "", "BRUXELLES, 21004"),
        ("R-3", "", "BRUXELLES, 21004"),
        ("R-4", "93066", "Saint-Denis"),
    ]
    send(member, dossier, xlsx(*DOUBTS))
    again = StockImport.objects.latest("number").report
    assert again["towns"] == {"bruxelles 21004": "?", "saint denis": "93066"}
    assert told(dossier.organism) == [("93066", "stock")]


def test_what_was_stored_is_confirmed_later_in_one_question_and_a_second_time_says_nothing_is_chosen(
    member, dossier
):
    send(member, dossier, xlsx(*DOUBTS[:2]))
    confirm(dossier, with_doubtful=True)
    shown = member.get(address("stock_detail", dossier)).content
    said = code(member, dossier, "BRUXELLES, 21004", "21004", "stock_towns")
    done = member.post(address("stock_towns", dossier), said, follow=True).content
    again = member.post(address("stock_towns", dossier), said)

    assert "2 résidences ont une commune à confirmer" in plain(shown)
    assert "Commune confirmée pour 2 résidences." in plain(done)
    assert [insee for _code, insee, _town in stored(dossier)] == ["21004", "21004"]
    assert told(dossier.organism) == [("21004", "stock")]
    assert again.status_code == 409
    assert "Aucune commune n’est choisie." in plain(again.content)
    assert "Toutes les communes de votre patrimoine sont sûres." in plain(again.content)
    send(member, dossier, xlsx(*DOUBTS[:2]))
    confirm(dossier, with_doubtful=True)
    assert [insee for _code, insee, _town in stored(dossier)] == ["21004", "21004"]


def test_a_commune_that_was_not_proposed_is_refused(member, dossier):
    send(member, dossier, xlsx(*DOUBTS))
    said = code(member, dossier, "Saint-Denis", "35238", "stock_read_again", 1)

    assert member.post(address("stock_read_again", dossier, 1), said).status_code == 422


def test_the_list_costs_the_same_with_one_place_to_confirm_and_with_many(
    member, dossier, django_assert_num_queries
):
    for many in (1, 12):
        names = (f"Ville {'abcdefghijkl'[n]}" for n in range(many))
        rows = [row(code=one, name=one, commune=one, insee=21004) for one in names]
        send(member, dossier, xlsx(*rows))
        confirm(dossier, with_doubtful=True)
        with django_assert_num_queries(8):
            member.get(address("stock_towns", dossier))


def test_the_database_keeps_no_residence_without_a_commune_nor_what_was_written_of_it(organism):
    with pytest.raises(IntegrityError, match="residence_town_known"), transaction.atomic():
        make_residences(organism, 1, insee="", town="")


def pages(client, organism):
    """What each public page says, by its address."""
    found = {}
    for url in (*PUBLIC, f"/annuaire/{organism.slug}/"):
        answer = client.get(url)
        content = b"".join(answer) if answer.streaming else answer.content
        found[url] = answer.status_code, content.decode()
    return found


def test_a_commune_that_is_not_sure_is_on_no_public_page_list_file_nor_search(
    client, member, dossier, sonia
):
    """The control: once it is confirmed, the page of the organism and the directory tell it."""
    make_label(dossier.organism, start_on=clock.today())
    send(member, dossier, xlsx(row(), *DOUBTS[:2]))
    confirm(dossier, with_doubtful=True)
    read = pages(client, dossier.organism)
    asked = ("q=Aignay", "q=Aignay-le-Duc")

    for url, (status, said) in read.items():
        assert (url, status) == (url, 200)
        if not url.endswith(asked):
            assert (url, [word for word in NOWHERE if word in said]) == (url, [])
    assert client.get("/annuaire/?q=Aignay-le-Duc").context["entries"] == []
    assert [one for kind in search(sonia, "Aignay") for one in kind.found] == []
    assert not OrganismTown.objects.filter(insee="21004").exists()

    said = code(member, dossier, "BRUXELLES, 21004", "21004", "stock_towns")
    member.post(address("stock_towns", dossier), said)
    page = pages(client, dossier.organism)[f"/annuaire/{dossier.organism.slug}/"]
    assert "Aignay-le-Duc (21)" in page[1]
    assert Residence.objects.filter(insee="21004").count() == 2
