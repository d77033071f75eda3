"""Towns of an organism follow its stock: imported, taken out, put back."""

import pytest

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
