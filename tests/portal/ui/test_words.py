"""Words of the components: articles and elisions, sizes and months."""

import datetime as dt

import pytest

from portal.ui import words


@pytest.mark.parametrize(
    ("who", "to", "of"),
    [
        ("le référent label", "au référent label", "du référent label"),
        ("les membres", "aux membres", "des membres"),
        ("l’organisme", "à l’organisme", "de l’organisme"),
        ("vous", "à vous", "de vous"),
        ("Agnès Kessler", "à Agnès Kessler", "d’Agnès Kessler"),
    ],
)
def test_the_article_is_contracted(who, to, of):
    assert (words.to(who), words.of(who)) == (to, of)


def test_what_was_made_is_told_alone_or_counted():
    said = [words.done(made, "Pièce versée", "pièces versées") for made in ([1], [1, 2, 3])]
    assert said == ["Pièce versée.", "3\u00a0pièces versées."]


def test_sizes_and_months_are_told_as_people_say_them():
    sizes = (1, 640, 17_613, 1_468_006)
    assert [words.weight(size) for size in sizes] == [
        "1\u00a0octet", "640\u00a0octets", "17\u00a0Ko", "1,4\u00a0Mo",
    ]  # fmt: skip
    assert [words.month(told) for told in ("2025-03", dt.date(2026, 10, 1), "printemps", "2025-13")] == [
        "mars 2025", "octobre 2026", "printemps", "2025-13",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("who", "of", "to", "that"),
    [
        ("Armoril Habitat", "d’Armoril Habitat", "à Armoril Habitat", "qu’Armoril Habitat"),
        ("Élan Habitat", "d’Élan Habitat", "à Élan Habitat", "qu’Élan Habitat"),
        ("Œuvre du logis", "d’Œuvre du logis", "à Œuvre du logis", "qu’Œuvre du logis"),
        ("Valmeyre", "de Valmeyre", "à Valmeyre", "que Valmeyre"),
        ("Habitat 44", "d’Habitat 44", "à Habitat 44", "qu’Habitat 44"),
        ("Hauts-de-Mornay", "de Hauts-de-Mornay", "à Hauts-de-Mornay", "que Hauts-de-Mornay"),
        ("Hélène Morin", "d’Hélène Morin", "à Hélène Morin", "qu’Hélène Morin"),
        ("Yvelines Logis", "d’Yvelines Logis", "à Yvelines Logis", "qu’Yvelines Logis"),
        ("Yael Cohen", "de Yael Cohen", "à Yael Cohen", "que Yael Cohen"),
        ("1001 Toits", "de 1001 Toits", "à 1001 Toits", "que 1001 Toits"),
        ("OPH des Monts", "de l’OPH des Monts", "à l’OPH des Monts", "que l’OPH des Monts"),
        (
            "Office du Sequanais",
            "de l’Office du Sequanais",
            "à l’Office du Sequanais",
            "que l’Office du Sequanais",
        ),
        ("Société du Lac", "de la Société du Lac", "à la Société du Lac", "que la Société du Lac"),
        ("Foyer du Marnel", "du Foyer du Marnel", "au Foyer du Marnel", "que le Foyer du Marnel"),
        ("Le Toit Vosgien", "du Toit Vosgien", "au Toit Vosgien", "que le Toit Vosgien"),
        (
            "Les Toits du Jarelin",
            "des Toits du Jarelin",
            "aux Toits du Jarelin",
            "que les Toits du Jarelin",
        ),
        ("la Dircom", "de la Dircom", "à la Dircom", "que la Dircom"),
        ("le référent label", "du référent label", "au référent label", "que le référent label"),
        ("les membres", "des membres", "aux membres", "que les membres"),
        ("l’organisme", "de l’organisme", "à l’organisme", "que l’organisme"),
        ("vous", "de vous", "à vous", "que vous"),
        ("une personne", "d’une personne", "à une personne", "qu’une personne"),
    ],
)
def test_a_name_takes_its_article_or_is_elided(who, of, to, that):
    assert (words.of(who), words.to(who), words.that(who)) == (of, to, that)
