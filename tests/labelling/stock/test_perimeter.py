"""Homes of the perimeter and homes of the stock: a difference is told, and blocks nothing."""

import pytest

from tests.labelling.stock.factories import address, make_residences
from tests.markup import tidy

TOLD = "Le périmètre du dossier annonce 710 logements, le patrimoine en compte 30"


def pages(client, dossier):
    urls = (address("stock_detail", dossier), dossier.get_absolute_url())
    found = [tidy(client.get(url).text) for url in urls]
    return [one.replace("\u00a0", " ").replace("\u202f", " ") for one in found]


@pytest.mark.parametrize(
    ("said", "count", "is_told"),
    [(710, 3, True), (30, 3, False), (None, 3, False), (710, 0, False)],
)
def test_another_number_of_homes_is_told_on_both_pages(member, dossier, said, count, is_told):
    type(dossier).objects.filter(pk=dossier.pk).update(homes_in_perimeter=said)
    make_residences(dossier.organism, count)

    assert [TOLD in page for page in pages(member, dossier)] == [is_told, is_told]


def test_a_dossier_that_ended_is_not_compared(member, dossier):
    """The stock goes on with the organism."""
    type(dossier).objects.filter(pk=dossier.pk).update(homes_in_perimeter=710, state="discontinued")
    make_residences(dossier.organism, 3)

    assert [TOLD in page for page in pages(member, dossier)] == [False, False]


@pytest.mark.parametrize(("state", "is_asked"), [("preparation", True), ("scheduled", False)])
def test_what_can_no_longer_be_corrected_is_told_and_not_asked(member, dossier, state, is_asked):
    type(dossier).objects.filter(pk=dossier.pk).update(homes_in_perimeter=710, state=state)
    make_residences(dossier.organism, 3)

    found = pages(member, dossier)

    assert [TOLD in page for page in found] == [True, True]
    assert ["corrigez l’un des deux" in page for page in found] == [is_asked] * 2
