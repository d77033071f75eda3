"""Committee composed at once: the usual seats to tick, or a spreadsheet read row by row; the acts are those of one."""

from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import Workbook

from labelling.committee.models import CommitteeSeat, SeatHolder
from labelling.committee.seats.content import composition_on
from labelling.committee.seats.reading import read_seats
from portal.core import clock
from portal.models import Invitation, Role
from portal.spreadsheets.sheets import Unreadable
from portal.web.submissions.once import new_key
from portal.workflow import audit_log
from tests.factories import make_user

pytestmark = pytest.mark.django_db
PAGE = "/espace/comite/composition/"
USUAL, IMPORT = f"{PAGE}usuelle/", f"{PAGE}importer/"
HEAD = "Mandat depuis le;Titulaire;Siège;Collège;Courriel du titulaire;Suppléant;Présidence;Météo"


def csv(*lines):
    return "\n".join((HEAD, *lines)).encode()


def sent(content, **fields):
    return fields | {"file": SimpleUploadedFile("comite.csv", content), "once": new_key()}


def plain(page):
    return " ".join(page.text.split()).replace("\u00a0", " ")


@pytest.fixture
def office(signed_in, sonia):
    return signed_in(sonia)


@pytest.fixture
def nina(db):
    return make_user("Nina", "Petit", email="nina@exemple.fr")


LINES = (
    "12/03/2026;Nina Petit;Locataires;Usagers;NINA@exemple.fr;Tom <tom@exemple.fr>;;beau",
    ";;Ville;Élus;;;présidence;",
)


def test_the_usual_composition_is_dated_data_said_to_be_a_demonstration():
    found = composition_on(clock.today())

    assert found.is_demo
    assert len({one.code for one in found.seats}) == len(found.seats) > 1
    assert [one.function for one in found.seats].count("chair") == 1


def test_the_ticked_seats_are_added_with_who_holds_them_on_one_page(office, nina, mailoutbox):
    seats = composition_on(clock.today()).seats[:3]
    page = plain(office.get(USUAL))
    chair = seats[0].code
    fields = {f"{one.code}-taken": "on" for one in seats[:2]} | {
        f"{chair}-full": "Nina@exemple.fr",
        f"{chair}-substitute": "tom@exemple.fr",
        "since_on": "2026-03-12",
        "once": new_key(),
    }
    done = office.post(USUAL, fields, follow=True)
    again = office.post(USUAL, fields, follow=True)

    assert ("Version de démonstration" in page, "est la nôtre" in page) == (True, True)
    assert "2 sièges ajoutés, 2 personnes nommées ou invitées." in plain(done)
    assert again.status_code == 200
    assert [one.code for one in CommitteeSeat.objects.all()] == [one.code for one in seats[:2]]
    holder = SeatHolder.objects.get()
    assert (holder.user, holder.seat.code, holder.since_on) == (nina, chair, date(2026, 3, 12))
    assert holder.seat.is_chair
    assert [mail.to for mail in mailoutbox if "invite" in mail.subject] == [["tom@exemple.fr"]]
    acts = [one.act for one in audit_log.entries_of(holder.seat)]
    assert acts == ["invite_to_seat", "hold_seat", "add_seat"]
    assert f'name="{chair}-taken"' not in office.get(USUAL).text


def test_what_is_wrong_of_the_usual_composition_stands_beside_its_field(office, nina):
    make_user("Clos", "Compte", email="clos@exemple.fr", is_active=False)
    first, second = composition_on(clock.today()).seats[:2]
    fields = {
        f"{first.code}-taken": "on",
        f"{first.code}-full": "clos@exemple.fr",
        f"{first.code}-substitute": "clos@exemple.fr",
        f"{second.code}-full": "nina@exemple.fr",
        "since_on": "2026-03-12",
        "once": new_key(),
    }
    page = office.post(USUAL, fields)
    nothing = office.post(USUAL, {"since_on": "2026-03-12", "once": new_key()})

    assert page.status_code == 422
    for said in ("est fermé", "Cochez ce siège", "titulaire et suppléante", 'value="nina@'):
        assert said in page.text
    assert (nothing.status_code, "Aucun siège n’est à ajouter" in nothing.text) == (409, True)
    assert not CommitteeSeat.objects.exists()


def test_a_file_is_read_row_by_row_then_done_and_done_once(office, nina):
    """Titles in any order; the same file again does nothing."""
    read = plain(office.post(IMPORT, sent(csv(*LINES))))
    before = CommitteeSeat.objects.count()
    done = office.post(IMPORT, sent(csv(*LINES), sure="1"), follow=True)
    again = plain(office.post(IMPORT, sent(csv(*LINES))))
    refused = office.post(IMPORT, sent(csv(*LINES), sure="1"))

    assert "siège ajouté ; titulaire nommé : Nina Petit ; suppléant invité : tom@exemple.fr" in read
    assert "Colonnes lues, et gardées nulle part : Météo." in read
    assert (before, CommitteeSeat.objects.count()) == (0, 2)
    assert "2 sièges ajoutés, 2 personnes nommées ou invitées." in plain(done)
    assert SeatHolder.objects.get().since_on == date(2026, 3, 12)
    assert CommitteeSeat.objects.get(is_chair=True).label == "Ville"
    assert ("Aucune ligne n’est prête" in again, "suppléant déjà invité" in again) == (True, True)
    assert (refused.status_code, Invitation.objects.count()) == (409, 1)


def test_each_row_that_cannot_be_says_why_with_its_cell(nina):
    make_user("Clos", "Compte", email="clos@exemple.fr", is_active=False)
    CommitteeSeat.objects.create(code="ANC", label="Ancien", college="USH", is_active=False)
    CommitteeSeat.objects.create(code="PRE", label="Présidence", college="USH", is_chair=True)
    lines = {
        ";;Ville;;;;;": ["D2\u00a0: Collège\u00a0: Champ requis."],
        ";Nina Petit;Ville;Élus;;;;": ["E2\u00a0: Titulaire\u00a0: Saisissez une adresse de courriel valide."],
        "hier;;Ville;Élus;;;;": ["A2\u00a0: Mandat depuis le\u00a0: Saisissez une date valide."],
        ";;Ville;Élus;clos@exemple.fr;;;": ["E2\u00a0: le compte de l’adresse clos@exemple.fr est fermé."],
        ";;Ville;Élus;nina@exemple.fr;nina@exemple.fr;;": [
            "F2\u00a0: une même personne n’est pas titulaire et suppléante d’un siège."
        ],
        ";;Ancien;;;;;": ["C2\u00a0: ce siège est en sommeil\u00a0: réveillez-le d’abord."],
        ";;Ville;Élus;;;présidence;": ["G2\u00a0: «\u00a0Présidence\u00a0» a déjà la présidence du comité."],
    }  # fmt: skip
    for line, faults in lines.items():
        assert [row.faults for row in read_seats(csv(line)).rows] == [faults]
    twice = read_seats(csv(";;Ville;Élus;;;;", ";;VILLE;Élus;;;;"))
    assert [row.faults for row in twice.rows] == [
        [],
        ["C3\u00a0: ce siège est déjà dit\u00a0: Ligne 2."],
    ]


def test_a_seat_known_by_its_name_is_the_same_under_another_code():
    seat = CommitteeSeat.objects.create(code="LOC", label="Locataires", college="Usagers")
    [row] = read_seats("Code;Siège\nLOC9;Locataires".encode()).rows

    assert (row.facts["seat"], row.act) == (seat, "")


def test_a_holder_who_would_be_replaced_is_named_and_a_date_that_cannot_be_refuses_all(
    office, nina, sonia
):
    seat = CommitteeSeat.objects.create(code="LOC", label="Locataires", college="Usagers")
    other = make_user("Ali", "Ancien")
    SeatHolder.objects.create(seat=seat, user=other, rank="full", since_on=date(2026, 6, 1))
    read = plain(office.post(IMPORT, sent(csv(*LINES))))
    refused = office.post(IMPORT, sent(csv(*LINES), sure="1"))

    assert "titulaire nommé : Nina Petit, après Ali Ancien" in read
    assert (refused.status_code, "Locataires : Ali Ancien tient ce siège" in plain(refused)) == (
        409,
        True,
    )
    assert SeatHolder.objects.get().user == other
    assert CommitteeSeat.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "code"), [(b"", "EMPTY"), (b"Nom;Couleur\na;b", "NO_HEADER"), (b"%PDF-1.4", "PDF")]
)
def test_a_wrong_file_is_refused_beside_the_field(office, content, code):
    with pytest.raises(Unreadable) as refused:
        read_seats(content)
    page = office.post(IMPORT, sent(content))

    assert (refused.value.code, page.status_code) == (code, 422)


def test_a_workbook_with_days_is_read(nina):
    book = Workbook()
    book.active.append(["Nos sièges"])
    book.active.append(["Suppléante", "Siège", "Collège", "Depuis le"])
    book.active.append(["nina@exemple.fr", "Ville", "Élus", date(2026, 3, 12)])
    content = BytesIO()
    book.save(content)
    [row] = read_seats(content.getvalue()).kept

    assert (row.facts["since_on"], row.facts["names"]) == (
        date(2026, 3, 12),
        [("substitute", "nina@exemple.fr")],
    )


def test_only_who_keeps_the_composition_composes(signed_in, alice, dircom):
    for person in (alice, dircom):
        for address in (USUAL, IMPORT):
            assert signed_in(person).get(address).status_code == 403
    assert (
        signed_in(make_user("Hélène", "Marchal", roles=[Role.SECRETARY])).get(IMPORT).status_code
        == 200
    )


def test_reading_costs_the_same_for_one_and_many_rows(nina):
    def cost(many):
        lines = [f";;Siège {n};Élus;nina@exemple.fr;t{n}@exemple.fr;;" for n in range(many)]
        with CaptureQueriesContext(connection) as found:
            assert len(read_seats(csv(*lines)).kept) == many
        return len(found)

    assert cost(1) == cost(40)
