"""Passwords of people who act for an organism (BR-06)."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from tests import factories


@pytest.mark.django_db
def test_br_06_a_password_holds_no_word_of_the_organisms_for_which_one_acts(alice):
    with pytest.raises(ValidationError) as refused:
        validate_password("le soir a Valmeyre dehors", alice)

    assert [error.code for error in refused.value.error_list] == ["password_context_word"]
    assert refused.value.messages[0].startswith("Retirez «\u00a0valmeyre\u00a0»")
    assert validate_password("le soir a Corvange dehors", alice) is None


@pytest.mark.django_db
def test_br_06_whoever_acts_for_it_no_more_may_use_its_name(alice):
    alice.memberships.update(is_active=False)

    assert validate_password("le soir a Valmeyre dehors", alice) is None
    assert (
        validate_password("le soir a Valmeyre dehors", factories.make_user("Léo", "Tissot")) is None
    )
