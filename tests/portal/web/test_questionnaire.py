"""Questionnaires as data: form, errors, ranks and texts."""

import pytest

from portal.web.questionnaire import LONG, ONE, SCALE, SEVERAL, SHORT, Asked, form_class, values

QUESTIONS = (
    Asked("a", ONE, "Lequel ?", options=("Oui", "Non")),
    Asked("b", SEVERAL, "Lesquels ?", options=("Un", "Deux", "Trois"), is_required=False),
    Asked("c", SCALE, "Combien ?"),
    Asked("d", SHORT, "Un mot", is_required=False),
    Asked("e", LONG, "Des mots", help="Au plus long", is_required=False),
)


def typed(**data):
    return form_class(QUESTIONS)(data)


def test_what_is_kept_is_ranks_and_texts():
    form = typed(a="2", b=["1", "3"], c="5", d=" court ", e="")

    assert form.is_valid()
    assert values(form, QUESTIONS) == {"a": 2, "b": [1, 3], "c": 5, "d": "court"}


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        ({"c": "1"}, "a", "Choisissez une réponse."),
        (
            {"a": "1", "c": "6"},
            "c",
            "Cette réponse n’est pas proposée. Choisissez-en une de la liste.",
        ),
        (
            {"a": "x", "c": "1"},
            "a",
            "Cette réponse n’est pas proposée. Choisissez-en une de la liste.",
        ),
        (
            {"a": "1", "c": "1", "b": ["9"]},
            "b",
            "Cette réponse n’est pas proposée. Choisissez-en une de la liste.",
        ),
        (
            {"a": "1", "c": "1", "d": "m" * 201},
            "d",
            "200 caractères au plus\u00a0: vous en avez écrit 201.",
        ),
    ],
)
def test_what_is_wrong_is_said(data, name, sentence):
    assert typed(**data).errors[name] == [sentence]


def test_a_scale_has_five_words_of_its_own_or_those_of_the_house():
    own = Asked("s", SCALE, "?", options=("nul", "faible", "moyen", "bon", "fort"))

    assert own.choices[0] == (1, "1, nul")
    assert QUESTIONS[2].choices[4] == (5, "5, tout à fait")


def test_the_order_the_help_and_what_is_optional_are_those_of_the_data():
    form = typed()

    assert list(form.fields) == ["a", "b", "c", "d", "e"]
    assert [form.fields[key].required for key in "abcde"] == [True, False, True, False, False]
    assert form.fields["e"].help_text == "Au plus long"
