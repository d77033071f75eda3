"""Text lookups: both databases hear and sort as the search does."""

import pytest

from labelling.parties.organisms.models import Organism
from portal.models import User
from portal.search.filters import Heard, heard
from portal.search.french import plain, sort_key
from portal.search.spelling import respelt
from tests.factories import make_organism

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_too]

NAMES = (
    "Coop’Meurthane|Drômelys|L'Étang-Cœur d’Œuvre|Île-de-France Habitat|ISÉRANE & Fils, 2²|L’Haÿ-les-Roses"
    "|Ærø|Ville – Santé…|Nuñez (ÇA)|e\u0301cole|Straße|Ａ－１"
).split("|")
IN_ORDER = (
    "3F Résidences|bailly|Béarnelle|Bourbonis|Cévalis|Cœur d’Oise|cote|Cote|coté|côte|côté|Creusalis|Île bleue"
    "|Ilot vert|L’Abri|L'Âtre|Zélie"
).split("|")


def test_the_database_reads_a_text_as_the_search_does():
    for name in NAMES:
        make_organism(name)

    read = Organism.objects.values_list("name", Heard("name"))

    assert {name: bare for name, bare in read if bare != plain(name)} == {}
    assert len(read) == len(NAMES)


def test_both_databases_sort_in_french():
    for name in reversed(IN_ORDER):
        make_organism(name)

    up, down = (
        list(Organism.objects.order_by(f"{sign}name__french").values_list("name", flat=True))
        for sign in ("", "-")
    )

    assert up == down[::-1] == sorted(IN_ORDER, key=sort_key)
    assert up == IN_ORDER
    assert list(Organism.objects.order_by("name").values_list("name", flat=True)) != up


@pytest.mark.parametrize(
    "typed",
    ["drom", "DRÔMELYS", "habitat dromelys", "drome-lys", "l’habitat", "L'HABITAT", "delhabitat"],
)
def test_words_are_heard_whatever_their_accents_case_order_and_signs(typed):
    make_organism("Drômelys de l’Habitat")
    make_organism("Isérane")

    found = Organism.objects.filter(heard(typed, "name", "city"))

    assert [one.name for one in found] == ["Drômelys de l’Habitat"]


def test_words_stand_in_one_text_and_a_name_of_a_person_is_one(sonia, alice):
    """« Office 07 » is no office 12 whose reference ends with 07."""
    apart, together = ("first_name", "last_name"), (("first_name", "last_name"),)
    name = f"{alice.last_name} {alice.first_name}"

    found = [list(User.objects.filter(heard(name, *texts))) for texts in (apart, together)]

    assert found == [[], [alice]]


@pytest.mark.parametrize("typed", ["%", "_", "...", " - ", "drom%", "isérane drômelys"])
def test_what_no_name_holds_finds_nothing(typed):
    make_organism("Isérane")
    make_organism("Autre")

    assert not Organism.objects.filter(heard(typed, "name"))


@pytest.mark.parametrize(
    ("typed", "spelt"),
    [
        ("dromelis", "drômelys"),
        ("dromelis habitats", "drômelys habitat"),
        ("la meurtane", "meurthane"),
        ("zzzzzz", ""),
        ("dromelys zzzzz", ""),
        ("...", ""),
    ],
)
def test_a_word_that_nothing_holds_is_spelt_as_the_nearest(typed, spelt):
    assert respelt(typed, ["Drômelys Habitat", "Coop’Meurthane"]) == spelt
