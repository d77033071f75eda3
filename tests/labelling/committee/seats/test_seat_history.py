"""Who presides, on the page of the composition; history of a seat: its mandates, its changes, other seats."""

from datetime import date, datetime

import pytest

from labelling.committee.models import CommitteeSeat, SeatHolder
from labelling.committee.seats import actions, mandates
from portal.core import clock
from portal.workflow import Refused
from tests import factories
from tests.labelling.committee.factories import hold, text
from tests.page_costs import queries

pytestmark = pytest.mark.django_db
COMPOSITION = "/espace/comite/composition/"


def seat(code):
    return CommitteeSeat.objects.get(code=code)


def test_the_composition_says_who_presides_with_their_college(signed_in, people, nora):
    CommitteeSeat.objects.filter(code="VICE").update(college="Locataires")
    page = text(signed_in(people["S3"]).get(COMPOSITION))

    assert "Membre PRES full, siège « Siège PRES », collège Collège" in page
    assert "Membre VICE full, siège « Siège VICE », collège Locataires" in page


def test_the_composition_says_that_nobody_presides(signed_in, people, nora):
    mandates.leave(nora, mandates.current("VICE", "full"), until_on=date(2026, 9, 30))
    with clock.at(datetime(2026, 9, 30, 9)):
        actions.edit(nora, seat("PRES"), is_chair=False)
    answer = signed_in(nora).get(COMPOSITION)

    assert [(word, bool(row)) for word, row in answer.context["presiding"]] == [
        ("Présidence", False), ("Vice-présidence", True),
    ]  # fmt: skip
    assert "aucun siège ne l’a" in text(answer)
    assert "non pourvu, siège « Siège VICE », collège Collège" in text(answer)


def test_the_composition_names_the_other_seats_of_a_person(signed_in, people, nora):
    hold(seat("S5"), "substitute", people["S3"])
    page = text(signed_in(nora).get(COMPOSITION))

    assert page.count("siège aussi : Siège S5, suppléant") == 1
    assert page.count("siège aussi : Siège S3, titulaire") == 1
    assert page.count("siège aussi") == 2


def test_the_seats_asleep_are_listed_for_who_wakes_them(signed_in, people, nora):
    actions.sleep(nora, seat("S5"))
    office = text(signed_in(nora).get(COMPOSITION))
    member = text(signed_in(people["S3"]).get(COMPOSITION))

    assert ["Sièges en sommeil" in page for page in (office, member)] == [True, False]
    assert ["Siège S5" in page for page in (office, member)] == [True, False]


def test_the_history_of_a_seat_gives_each_mandate_with_its_dates(signed_in, people, nora):
    seat_s4, person = seat("S4"), factories.make_user("Paul", "Rey")
    with clock.at(datetime(2026, 10, 1, 9)):
        mandates.hold(nora, seat=seat_s4, user=person, rank="full", since_on=date(2026, 10, 5))
    answer = signed_in(people["S3"]).get(COMPOSITION + "S4/")

    assert [
        (
            str(row["holder"].user),
            row["holder"].rank,
            row["holder"].since_on,
            row["holder"].until_on,
        )
        for row in answer.context["rows"]
    ] == [
        ("Paul Rey", "full", date(2026, 10, 5), None),
        ("Membre S4 full", "full", date(2025, 10, 1), date(2026, 10, 4)),
        ("Membre S4 substitute", "substitute", date(2025, 10, 1), None),
    ]
    page = text(answer)
    for said in ("5 oct. 2026", "1er oct. 2025", "4 oct. 2026", "sans fin fixée"):
        assert said in page


def test_the_history_of_a_seat_names_the_other_seats_of_a_person_past_ones_too(
    signed_in, people, nora
):
    hold(seat("S5"), "substitute", people["S3"], since_on=date(2026, 9, 1))
    hold(
        seat("PRES"),
        "substitute",
        people["S3"],
        since_on=date(2025, 1, 2),
        until_on=date(2025, 9, 30),
    )
    answer = signed_in(nora).get(COMPOSITION + "S3/")
    page = text(answer)

    assert {
        str(row["holder"].user): [(one.seat.code, one.period) for one in row["others"]]
        for row in answer.context["rows"]
    } == {
        "Membre S3 full": [
            ("S5", "depuis le 1er\u00a0sept.\u00a02026"),
            ("PRES", "du 2\u00a0janv.\u00a02025 au 30\u00a0sept.\u00a02025"),
        ],
        "Membre S3 substitute": [],
    }
    assert f'<a href="{COMPOSITION}S5/">Siège S5</a>' in page


def test_the_history_of_a_seat_tells_its_changes_and_who_made_them(signed_in, people, nora, sonia):
    person = factories.make_user("Paul", "Rey")
    actions.add_seat(nora, code="NEW", label="Neuf", college="USH")
    new = seat("NEW")
    mandates.hold(nora, seat=new, user=people["S3"], rank="full", since_on=date(2026, 9, 1))
    mandates.hold(sonia, seat=new, user=person, rank="full", since_on=date(2026, 9, 20))
    mandates.leave(sonia, mandates.current("NEW", "full"), until_on=date(2026, 9, 30))
    actions.edit(nora, new, order=3)
    actions.sleep(sonia, new)
    actions.wake(nora, new)
    answer = signed_in(nora).get(COMPOSITION + "NEW/")

    told = [
        "Nora Perrin a réveillé le siège.",
        f"{sonia} a mis le siège en sommeil.",
        "Nora Perrin a modifié le siège : ordre, de « 100 » à « 3 ».",
        f"{sonia} a mis fin au mandat de Paul Rey, titulaire, le 30 septembre 2026.",
        f"{sonia} a nommé Paul Rey, titulaire, depuis le 20 septembre 2026, après Membre S3 full.",
        "Nora Perrin a nommé Membre S3 full, titulaire, depuis le 1er septembre 2026.",
        "Nora Perrin a ajouté le siège.",
    ]
    page = text(answer)
    assert [one.sentence.replace("\u00a0", " ") for one in answer.context["entries"]] == told
    assert [said in page for said in told] == [True] * len(told)


def test_only_who_keeps_the_composition_is_offered_to_change_a_seat(signed_in, people, nora):
    actions.sleep(nora, seat("S5"))
    offered = {}
    for who in ("member", "office"):
        client = signed_in(nora if who == "office" else people["S3"])
        pages = [text(client.get(f"{COMPOSITION}{code}/")) for code in ("S3", "S5")]
        acts = ("modifier", "sommeil", "reveil")
        offered[who] = [[act for act in acts if f"/{act}/" in page] for page in pages]

    assert offered == {
        "member": [[], []],
        "office": [["modifier", "sommeil"], ["modifier", "reveil"]],
    }


def test_a_seat_that_does_not_exist_has_no_page(signed_in, people, nora):
    client = signed_in(nora)
    pages = ("", "modifier/", "sommeil/", "reveil/")

    assert {client.get(f"{COMPOSITION}RIEN/{page}").status_code for page in pages} == {404}


def test_a_mandate_that_is_over_is_not_ended_again(people, nora):
    held = mandates.current("S3", "full")
    mandates.leave(nora, held)

    with pytest.raises(Refused) as refusal:
        mandates.leave(nora, SeatHolder.objects.get(pk=held.pk))
    assert str(refusal.value) == "Le mandat de Membre S3 full a déjà pris fin."


def test_the_pages_of_seats_cost_the_same_with_few_and_many(signed_in, people, nora):
    client = signed_in(nora)
    pages = (COMPOSITION, COMPOSITION + "S3/")
    actions.sleep(nora, seat("S5"))
    hold(seat("S4"), "full", people["S3"], until_on=date(2026, 1, 1))
    actions.edit(nora, seat("S3"), order=9)
    few = [queries(client, page) for page in pages]
    for number in range(8):
        row = CommitteeSeat.objects.create(code=f"N{number}", label="N", college="USH", order=200)
        person = hold(row, "full")
        hold(row, "substitute", people["S3"])
        CommitteeSeat.objects.create(code=f"Z{number}", label="Z", college="USH", is_active=False)
        hold(seat("S3"), "full", person, until_on=date(2026, 1, number + 1))
        actions.edit(nora, seat("S3"), order=10 + number)

    assert [queries(client, page) for page in pages] == few
