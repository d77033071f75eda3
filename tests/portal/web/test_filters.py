"""Filters of lists: what is not offered filters nothing, and says so in a clear sentence."""

import pytest

from portal.web.forms import NOT_A_CHOICE

TECHNICAL = "n’en fait pas partie"  # Django’s own words


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "query", "is_told"),
    [
        ("/espace/courriels/", "etat=failed", True),
        ("/espace/organismes/", "famille=failed", True),
        ("/espace/dossiers/", "etat=failed", False),  # the list shows that it is whole
        ("/espace/demandes/", "situation=failed", False),
    ],
)
def test_a_value_that_is_not_offered_is_told_plainly(signed_in, sonia, address, query, is_told):
    client = signed_in(sonia)
    page = client.get(f"{address}?{query}").content.decode()

    assert (NOT_A_CHOICE in page, TECHNICAL in page) == (is_told, False)
    assert NOT_A_CHOICE not in client.get(address).content.decode()
