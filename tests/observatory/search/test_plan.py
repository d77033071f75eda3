"""Query planner: plain values that both engines execute alike."""

import pytest

from observatory.search.parsing import split_typed
from observatory.search.planner import (
    AKIN,
    CORRECTED,
    EXACT,
    LOOSE,
    SYNONYM,
    Synonyms,
    enough,
    plan,
)
from observatory.search.synonyms.reading import arranged
from observatory.search.words import distance, edits
from portal.search.french import sound


class Lexicon:
    """Every root is held by one sheet but those unknown."""

    total = 10

    def __init__(self, unknown=(), near=()):
        self.unknown, self.words = set(unknown), list(near)

    def counts(self, wordings):
        return {roots: 0 if self.unknown & {roots, *roots} else 1 for roots in wordings}

    def near(self, word):
        return self.words


def wordings(concept):
    return [(" ".join(w.roots), w.quality) for w in concept.wordings]


def wanted(text, lexicon=None, groups=()):
    made = plan(text, lexicon or Lexicon(), arranged(tuple(groups)))
    return [[said for said, _ in wordings(one)] for one in made.wanted]


def test_asking_words_go_and_common_words_are_not_asked_for():
    assert wanted("Comment faire quand un ascenseur tombe ?") == [["ascens"], ["tomb"]]
    assert wanted("améliorer la propreté pour les locataires") == [["propret"]]
    assert wanted("les locataires") == [["locatair"]]
    assert wanted("que faire quand") == wanted("") == wanted("?!") == []


def test_an_expression_is_one_concept_with_its_other_wordings():
    groups = [("", ("état des lieux", "EDL")), ("chaud", ("canicule",))]
    made = plan("edl chaud", Lexicon(), arranged(tuple(groups)))

    assert [wordings(one) for one in made.wanted] == [
        [("edl", EXACT), ("etat lieu", SYNONYM)],
        [("chaud", EXACT), ("canicul", AKIN)],
    ]
    assert wordings(plan("état des lieux", Lexicon(), arranged(tuple(groups))).wanted[0]) == [
        ("etat lieu", EXACT),
        ("etat lieu", LOOSE),
        ("edl", SYNONYM),
    ]


def test_an_expression_that_nobody_wrote_is_looked_for_word_by_word():
    lexicon = Lexicon(unknown=[("tri", "dechet"), ("collect", "select")])
    groups = [("", ("tri des déchets", "collecte sélective"))]

    assert wanted("tri des déchets", lexicon, groups) == [["tri"], ["dechet"]]


def test_quoted_words_stay_together_and_side_by_side_words_are_worth_more():
    quoted = plan("« budget participatif » hall", Lexicon(), Synonyms())
    free = plan("budget participatif", Lexicon(), Synonyms())

    assert [wordings(one) for one in quoted.wanted] == [
        [("budget particip", EXACT)],
        [("hall", EXACT)],
    ]
    assert [(wordings(one), one.is_wanted) for one in free.concepts] == [
        ([("budget", EXACT)], True),
        ([("particip", EXACT)], True),
        ([("budget particip", EXACT)], False),
    ]


def test_a_number_that_is_no_year_and_any_form_of_a_common_verb_say_little():
    said = split_typed("80 ans en 2023, utilisées, locataires, données").parts[0]

    assert dict(zip(said.words, said.is_weak, strict=True)) == {
        "80": True, "ans": True, "2023": False, "utilisées": True, "locataires": True, "données": False,
    }  # fmt: skip


def test_an_unknown_word_is_mended_in_the_text_too():
    made = plan("L’assenseur, « assenseur »", Lexicon(["assens"], ["ascenseur"]), Synonyms())

    assert wordings(made.wanted[0]) == [("assens", EXACT), ("ascens", CORRECTED)]
    assert made.corrected == "L’ascenseur, « ascenseur »"


def test_a_mended_word_brings_its_synonyms_for_less():
    groups = arranged((("", ("ascenseur", "élévateur")),))
    made = plan("assenseur", Lexicon(["assens"], ["ascenseur"]), groups)

    assert wordings(made.wanted[0])[2:] == [("elev", CORRECTED * SYNONYM)]


@pytest.mark.parametrize(
    ("counts", "level"),
    [
        ([9], 1),
        ([0], 1),
        ([9, 3], 2),
        ([9, 2], 1),
        ([40, 20, 5, 1], 3),
        ([40, 2, 1, 0], 2),
        ([40, 0, 0, 0], 1),
        ([0, 0, 0], 1),
        ([], 0),
    ],
)
def test_how_many_concepts_a_sheet_must_hold(counts, level):
    assert enough(counts) == level


def test_edits_count_letters_lost_added_changed_and_exchanged():
    assert [edits("hall", other, 3) for other in ("hall", "hal", "halls", "hull", "ahll")] == [
        0, 1, 1, 1, 1,
    ]  # fmt: skip
    assert edits("gardien", "ascenseur", 2) == 3


def test_words_that_sound_like_nothing_sound_like_no_other():
    assert [sound(word) for word in ("zzzz", "deux", "punese", "punaise")] == ["", "", "pun", "pun"]
    assert [
        how_far(*pair) for pair in (("zzzz", "deux"), ("foot", "faut"), ("punese", "punaise"))
    ] == [9, 9, 1]


def how_far(word, other):
    return distance(word, other, sound(word))
