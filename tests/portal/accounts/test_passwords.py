"""Password rules: length, then common words (BR-06)."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from portal.accounts import passwords
from portal.models import Role, User
from tests.factories import make_user

LEA = User(first_name="Léa", last_name="Morvan-Delisle", email="lmd@habitat-valmeyre.example")


def refusal(password, user=LEA):
    with pytest.raises(ValidationError) as refused:
        validate_password(password, user)
    return " ".join(refused.value.messages)


@pytest.mark.parametrize(
    "password",
    [
        "trois chats dorment dehors",
        "correcthorsebatterystaple",
        "14 lettres oui",
        "Été à Brest, pluie fine",
        "une brosse en ruche de bois",
        "🐈🐈🐕 quatre bêtes",
        "x" * 500 + "abcdfg hijk",
    ],
)
def test_br_06_any_composition_of_14_characters_is_good(password):
    validate_password(password, LEA)


@pytest.mark.parametrize("password", ["", "court", "13 caracteres"])
def test_br_06_shorter_is_refused_with_both_numbers(password):
    message = refusal(password)

    assert "il en faut 14" in message
    assert f"{len(password)} caractères" in message


@pytest.mark.django_db
def test_br_06_a_privileged_person_needs_16(lea):
    nour = make_user("Nour", "Adam", roles=[Role.REFERENT])

    validate_password("quinze lettres!", lea)
    assert "il en faut 16" in refusal("quinze lettres!", nour)
    validate_password("seize lettres ici", nour)


@pytest.mark.parametrize(
    ("password", "word"),
    [
        ("Quali’Hlm pour toujours", "qualihlm"),
        ("qu4l1hlm pour toujours", "qualihlm"),
        ("mon organisme prefere", "organisme"),
        ("le mot de l’USH, toujours", "ush"),
        ("azertyuiop voila tout", "azerty"),
        ("Mot2passe et m0tdepasse", "motdepasse"),
        ("12345678901234abc", "123456"),
        ("leamorvan en vacances", "morvan"),
        ("chez Delisle le soir", "delisle"),
    ],
)
def test_br_06_words_that_all_would_try_are_refused(password, word):
    assert f"«\u00a0{word}\u00a0»" in refusal(password)


def test_br_06_repetition_is_refused():
    assert "répète trop peu" in refusal("aaaaaaaaaaaaaaaaaa")
    assert "répète trop peu" in refusal("abababababababab")


def test_br_06_the_organism_s_name_is_refused_where_an_app_gives_it(monkeypatch):
    monkeypatch.setattr(passwords, "_name_sources", [])
    passwords.register_names(lambda user: ["Corvange Métropole"])

    assert "«\u00a0corvange\u00a0»" in refusal("le soir a Corvange dehors")


def test_br_06_the_common_list_is_read():
    with pytest.raises(ValidationError) as refused:
        validate_password("password1", LEA)

    assert "password_too_common" in [error.code for error in refused.value.error_list]
