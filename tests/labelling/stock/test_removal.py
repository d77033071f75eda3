"""Removal of residences: asked once, with what goes with them, and undone."""

import pytest

from labelling.path.dossiers.steps import readiness
from labelling.path.plan import edits
from tests.labelling.stock.factories import address, make_residences, rate_all, send
from tests.labelling.stock.files import row, xlsx

pytestmark = pytest.mark.django_db


def test_a_residence_leaves_the_stock_and_comes_back(member, dossier):
    (one,) = make_residences(dossier.organism)
    asked = member.get(address("stock_remove", dossier, one.code)).content.decode()
    assert "Ce que cet acte va faire" in asked
    assert dossier.organism.residences.get().is_active

    for _click in range(2):  # a second one takes nothing back
        page = member.post(address("stock_remove", dossier, one.code), follow=True).content.decode()
    assert "Vous pouvez l’y remettre ici" in page
    assert not dossier.organism.residences.get().is_active

    member.post(address("stock_restore", dossier, one.code))
    assert dossier.organism.residences.get().is_active


def test_a_removal_says_which_ratings_and_actions_go_with_it(member, alice, dossier):
    one, two = make_residences(dossier.organism, 2)
    rate_all(dossier, alice)
    for residence in (one, two):
        plan = {"scope": "local", "residence": residence, "title": "Refaire le hall"}
        edits.add_actions(dossier, [plan], by=alice)

    page = member.get(address("stock_remove", dossier, one.code)).content.decode()
    assert "1\u00a0cotation ne compte plus" in page
    assert "L’action 1 du plan reste sans résidence" in page

    assert "action_of_a_removed_residence" not in {p.code for p in readiness.plan_complete(dossier)}
    member.post(address("stock_remove", dossier, one.code))
    found = {p.code: p.text for p in readiness.plan_complete(dossier)}
    assert (
        found["action_of_a_removed_residence"]
        == "Sur une résidence retirée du patrimoine\u00a0: actions 1."
    )


def test_what_an_import_took_out_comes_back_together_until_another_file(member, dossier):
    make_residences(dossier.organism, 2)
    send(member, dossier, xlsx(row()))
    member.post(address("stock_import", dossier, 1), {"remove_absent": "on", "sure": "1"})
    active = dossier.organism.residences.filter(is_active=True)

    page = member.post(address("stock_put_back", dossier, 1), follow=True).content.decode()
    assert "2\u00a0résidences sont revenues dans le patrimoine" in page
    assert active.count() == 3
    assert "Remettre 2" not in page

    send(member, dossier, xlsx(row()))
    member.post(address("stock_import", dossier, 2), {"remove_absent": "on", "sure": "1"})
    send(member, dossier, xlsx(row(), row(code="R-9", name="B", address="5 rue B")))
    member.post(address("stock_import", dossier, 3), {})
    refused = member.post(address("stock_put_back", dossier, 2))
    assert refused.status_code == 409
    assert "Un autre fichier a été importé depuis" in refused.content.decode()
    assert sorted(active.values_list("code", flat=True)) == ["R-1", "R-9"]
