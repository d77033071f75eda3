"""Drafts of the rules in the members' search: found by whoever prepares them, by nobody else."""

import pytest

from tests.labelling.framework.drafts.factories import begin

pytestmark = pytest.mark.django_db
SEARCH = "/espace/recherche/"


def found(client, words):
    return client.get(SEARCH, {"q": words}).content.decode()


@pytest.mark.parametrize("words", ["V-2027.1", "délais allongés", "projet de version règlement"])
def test_a_draft_is_found_by_its_code_its_title_and_its_kind(sonia, signed_in, words):
    draft = begin(sonia, title="Délais allongés")
    page = found(signed_in(sonia), words)

    assert f'href="{draft.get_absolute_url()}"' in page
    assert "Projet, règlement du label, en préparation" in page


@pytest.mark.parametrize("who", ["alice", "dircom"])
def test_nobody_else_finds_it(request, sonia, signed_in, who):
    draft = begin(sonia, title="Délais allongés")
    page = found(signed_in(request.getfixturevalue(who)), draft.code)

    assert draft.get_absolute_url() not in page
    assert "Délais allongés" not in page
