"""Exports of a stock, of its ratings and of a plan, sent again where such files are read: nothing is lost."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from labelling.path.plan.models import Action
from labelling.path.stock.models import AXES, Rating, Residence
from tests.labelling.stock.factories import address, make_residences, rate_all, send
from tests.portal.exports.reading import export, rows_of

pytestmark = pytest.mark.django_db
BESIDE = ("comment", "told_by", "rated_on")
RATED = ("residence__code", *AXES, *BESIDE)


@pytest.fixture
def rated(dossier, alice):
    make_residences(dossier.organism, 3)
    rate_all(dossier, alice, (0, 1, 2, 3, 4))
    one = dossier.ratings.get(residence__code="R0002")
    one.comment, one.told_by, one.rated_on = "- hall à revoir", "Mme Ruel", date(2026, 2, 21)
    one.save()
    dossier.organism.residences.filter(code="R0003").update(is_qpv=True, block="B")
    return list(dossier.ratings.order_by("pk").values_list(*RATED))


def told(dossier):
    return list(dossier.ratings.order_by("residence__pk").values_list(*RATED))


@pytest.mark.parametrize("again", ["residences", "cotation"])
def test_ratings_and_what_is_told_beside_come_back(member, dossier, rated, again):
    if again == "residences":
        content, to = export(member, address("stock_detail", dossier)).body, "stock_upload"
    else:
        content = member.get(address("stock_rating_sheet", dossier)).content
        to = "stock_upload_ratings"
    stock = list(Residence.objects.order_by("pk").values())
    Rating.objects.all().delete()

    read = send(member, dossier, content, to=to).context["report"]
    member.post(address("stock_import", dossier, 1), {"with_doubtful": "on"})

    assert read.counts["error"] == 0
    assert told(dossier) == rated
    assert list(Residence.objects.order_by("pk").values()) == stock


def test_a_list_without_rating_has_the_same_columns_empty(member, dossier):
    make_residences(dossier.organism, 1)
    (said,) = rows_of(member, address("stock_detail", dossier))

    assert [said[title] for title in ("Commentaire", "Coté par", "Date de cotation")] == [None] * 3


def test_an_exported_plan_comes_back_whole_in_another_one(member, dossier):
    (one,) = make_residences(dossier.organism, 1)
    beside = {
        "start_on": date(2026, 2, 1), "due_on": date(2027, 3, 31), "budget": "14 000 €",
        "last_value": "71 %", "origin": "Halls sales", "comment": "= vu ensemble",
        "owner": "Chef", "indicator": "Halls", "progress": "doing",
    }  # fmt: skip
    dossier.actions.bulk_create([
        Action(dossier=dossier, number=1, scope="transversal", title="Former"),
        Action(dossier=dossier, number=2, scope="local", residence=one, title="Peindre", **beside),
    ])  # fmt: skip
    content = export(member, address("plan_detail", dossier)).body
    facts = ("title", "scope", "residence", *beside)
    before = list(dossier.actions.values(*facts))
    dossier.actions.all().delete()

    shown = send(member, dossier, content, to="plan_upload").context["preview"]
    sent = {"file": SimpleUploadedFile("plan.xlsx", content), "sure": "1"}
    member.post(address("plan_upload", dossier), sent)

    assert [row.remarks + row.faults for row in shown.rows] == [[], []]
    assert list(dossier.actions.values(*facts)) == before
