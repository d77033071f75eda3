"""Register before writing: each organism as it will be, and facts that two sheets tell as one."""

import datetime

import pytest

from labelling.steering.history_import.content import content_of
from labelling.steering.history_import.lines import listing, register
from labelling.steering.history_import.models import TrackingImport
from tests.labelling.history_import.conftest import plain
from tests.labelling.history_import.reader.books import read_book
from tests.labelling.history_import.test_sending import HERE, send

pytestmark = pytest.mark.django_db
TEXT = (
    "Organisme;Siren;Famille;Région;Logements;Statut;Label du;Label au\n"
    "Corvange Habitat;000143172;OPH;Bretagne;1200;labellisé;05/06/2025;04/06/2028\n"
    "Sarvelle Logis;;ESH;Bretagne;;candidat;;\n"
)


@pytest.fixture
def one(signed_in, sonia):
    assert send(signed_in(sonia), TEXT.encode()).status_code == 302
    return TrackingImport.objects.get()


def test_each_organism_is_shown_as_it_will_be(one):
    found = register.entries(one, listing.review(one))

    told = [(e.line.title, e.status, e.homes, e.next_on, e.is_public, e.lacks) for e in found]
    assert told == [
        ("Corvange Habitat", "en vigueur", 1200, "4\u00a0juin 2028", True, ["département"]),
        ("Sarvelle Logis", "déposé", None, "", False,
         ["Siren", "département", "nombre de logements"]),
    ]  # fmt: skip
    assert register.counts(found) == [("en vigueur", 1), ("déposé", 1)]


def test_what_a_line_does_not_say_is_lacking_and_what_is_not_known_is_quoted(signed_in, sonia):
    text = "Organisme;Famille;Région;Statut\nCorvange Habitat;;;HQS\nSarvelle Logis;ESH;;zut\n"
    send(signed_in(sonia), text.encode())
    found = register.entries(
        *(lambda one: (one, listing.review(one)))(TrackingImport.objects.get())
    )

    assert [(e.status, e.lacks) for e in found] == [
        ("diagnostic HQS", ["Siren", "famille", "région", "département", "nombre de logements"]),
        ("à dire", ["Siren", "région", "département", "nombre de logements", "statut"]),
    ]


def test_the_page_says_first_that_no_label_was_found(signed_in, sonia):
    office = signed_in(sonia)
    send(
        office, TEXT.replace("labellisé", "candidat").replace("05/06/2025;04/06/2028", ";").encode()
    )
    one = TrackingImport.objects.get()

    assert "Aucun label n’est trouvé" in plain(
        office.get(f"{HERE}{one.reference}/registre/").content
    )


def both(audit):
    sheets = {
        "Organismes": [
            ["Organisme", "Siren", "Statut", "Audit de mise en œuvre"],
            ["Corvange Habitat", "000143172", "audit", audit],
            ["Sarvelle Logis", "", "candidat", None],
        ],
        "Audits": [
            ["Organisme", "Type", "Date"],
            ["Corvange Habitat", "audit de mise en œuvre", datetime.date(2025, 6, 12)],
            ["Sarvelle Logis", "diagnostic HQS", datetime.date(2025, 5, 2)],
        ],
    }
    content = content_of(read_book(sheets))
    return [
        (a["sheet"], a["start"]) for a in content["audits"] if a["organism"] == "Corvange Habitat"
    ]


@pytest.mark.parametrize(
    "day", [datetime.date(2025, 6, 12), datetime.date(2025, 6, 20), "juin 2025"]
)
def test_a_fact_that_two_sheets_tell_is_one(day):
    assert both(day) == [("Audits", "2025-06-12")]


def test_control_two_days_far_apart_are_two_facts():
    assert both(datetime.date(2022, 6, 12)) == [
        ("Organismes", "2022-06-12"),
        ("Audits", "2025-06-12"),
    ]
