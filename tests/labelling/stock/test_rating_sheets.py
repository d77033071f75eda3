"""Ratings that come from a spreadsheet: the sheet to fill, read, previewed, confirmed."""

from datetime import date

import pytest

from labelling.path.stock.models import AXES, Rating, StockImport
from tests.labelling.stock.factories import address, make_residences, rate_all, send
from tests.labelling.stock.files import FOLDER, sample, xlsx
from tests.markup import tidy

TITLES_OF_AXES = [
    "Bâti et équipements",
    "Propreté et abords",
    "Tranquillité",
    "Gestion",
    "Satisfaction et réclamations",
]


def test_ratings_come_from_a_spreadsheet_and_wait_for_confirmation(member, dossier):
    send(member, dossier, sample("parc-312-residences.xlsx"))
    member.post(address("stock_import", dossier, 1), {"with_doubtful": "on"})
    Rating.objects.all().delete()

    response = send(member, dossier, sample("cotation-312.xlsx"), to="stock_upload_ratings")

    assert Rating.objects.count() == 0
    assert response.context["report"].counts["error"] == 0

    member.post(address("stock_import", dossier, 2), {"with_doubtful": "on"})
    lines = (FOLDER / "cotation-312.expected.csv").read_text(encoding="utf-8").split()[1:]
    expected = {
        code: (int(index), word)
        for code, index, word in (x.split(",", 2) for x in lines if x.count(",") == 2)
    }
    found = {r.residence.code: r.index for r in Rating.objects.select_related("residence")}

    assert found == {code: index for code, (index, _word) in expected.items()}


def test_the_sheet_to_fill_comes_back_as_it_was(member, alice, dossier):
    make_residences(dossier.organism, 3)
    rate_all(dossier, alice, (0, 1, 2, 3, 4))
    content = member.get(address("stock_rating_sheet", dossier)).content

    response = send(member, dossier, content, to="stock_upload_ratings")
    assert response.context["report"].counts["error"] == 0
    member.post(address("stock_import", dossier, 1), {"with_doubtful": "on"})

    assert {r.index for r in Rating.objects.all()} == {10}


def test_a_residence_that_left_since_the_reading_is_not_rated(member, dossier):
    one, two = make_residences(dossier.organism, 2)
    sheet = xlsx(
        ["R0001", 1, 1, 1, 1, 1],
        ["R0002", 1, 1, 1, 1, 1],
        header=["Référence", "Bâti et équipements", "Propreté et abords", "Tranquillité", "Gestion",
                "Satisfaction et réclamations"],
    )  # fmt: skip
    send(member, dossier, sheet, to="stock_upload_ratings")
    member.post(address("stock_remove", dossier, two.code))

    member.post(address("stock_import", dossier, 1), {})

    assert [rating.residence for rating in Rating.objects.all()] == [one]
    assert StockImport.objects.get().report["outcome"] == {"rated": 1}


def test_notes_on_another_scale_are_previewed_and_rate_nobody(member, dossier):
    make_residences(dossier.organism, 1)
    titles = ["Code", "Clos et couvert", "Halls", "Voisinage", "Réactivité", "Parole d’habitants"]
    sheet = xlsx(["R0001", 4, 3, 2, 1, 4], ["4 = bon, 1 = mauvais"], header=titles)
    answer = send(member, dossier, sheet, to="stock_upload_ratings")
    member.post(address("stock_import", dossier, 1), {})

    assert "ne cotent pas la résidence" in answer.content.decode()
    assert (answer.context["plan"], Rating.objects.count()) == ([], 0)


def test_what_a_file_says_beside_the_axes_is_kept_and_shown_and_a_rating_typed_here_replaces_it(
    member, dossier
):
    one, other = make_residences(dossier.organism, 2)
    header = ["Référence", *TITLES_OF_AXES, "Observations", "Coté par", "Date de cotation"]
    rows = [
        [one.code, 1, 1, 1, 1, 1, "Hall refait\nen mars", "Mme Ruel", "21/02/2026"],
        [other.code, 2, 2, 2, 2, 2, None, None, None],
    ]
    send(member, dossier, xlsx(*rows, header=header), to="stock_upload_ratings")
    shown = member.get(address("stock_import", dossier, 1)).content.decode()
    member.post(address("stock_import", dossier, 1), {})

    assert "gardées nulle part" not in shown
    assert told_beside(dossier) == [
        ("Hall refait en mars", "Mme Ruel", date(2026, 2, 21)),
        ("", "", None),
    ]
    page = tidy(member.get(address("stock_residence", dossier, one.code)).content.decode())
    assert "Hall refait en mars" in page
    assert "Coté par Mme Ruel le" in page

    again = xlsx([one.code, 3, 1, 1, 1, 1], header=header[:6])
    send(member, dossier, again, to="stock_upload_ratings")
    member.post(address("stock_import", dossier, 2), {})
    assert told_beside(dossier)[0] == ("Hall refait en mars", "", None)

    typed = dict.fromkeys(AXES, 2) | {"comment": "Vu ensemble"}
    form = member.get(address("stock_residence", dossier, one.code)).context
    member.post(address("stock_residence", dossier, one.code), typed | {"seen": form["seen"]})
    assert told_beside(dossier)[0] == ("Vu ensemble", "", None)


@pytest.mark.parametrize("title", ["Texte libre", None])
def test_a_column_of_a_rating_file_is_corrected_with_a_title_or_without(member, dossier, title):
    (one,) = make_residences(dossier.organism, 1)
    header = ["Référence", *TITLES_OF_AXES, title]
    content = xlsx([one.code, 1, 1, 1, 1, 1, "À revoir"], header=header)
    send(member, dossier, content, to="stock_upload_ratings")
    member.post(address("stock_read_again", dossier, 1), {"column-6": "comment"})
    member.post(address("stock_import", dossier, 1), {})

    assert told_beside(dossier) == [("À revoir", "", None)]


def told_beside(dossier):
    rows = dossier.ratings.order_by("residence__code")
    return list(rows.values_list("comment", "told_by", "rated_on"))
