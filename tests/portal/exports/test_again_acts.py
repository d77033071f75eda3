"""Tests of tables handed back of which acts alone change almost everything: labels, sessions of the committee."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from labelling.committee.forms import CONVENED
from labelling.committee.models import CommitteeSession
from labelling.title.labels.models import Label
from portal.models import Role
from portal.workflow import audit_log
from tests.factories import make_organism, make_user
from tests.labelling.committee.factories import make_committee, make_session
from tests.labelling.labels.factories import make_label
from tests.portal.exports.reading import changed, column, compared, export, handed_back, send, write

pytestmark = pytest.mark.django_db
LABELS, SESSIONS = "/espace/labels/", "/espace/comite/"


@pytest.fixture
def nora(db):
    return make_user("Nora", "Perrin", roles=[Role.SECRETARY])


@pytest.fixture
def label(db):
    return make_label(make_organism("Office témoin"))


@pytest.fixture
def session(nora):
    return make_session(nora, 30)


def put(texts):
    return lambda sheet: [
        sheet.cell(2, column(sheet, title), text) for title, text in texts.items()
    ]


def left(answer):
    (line,) = compared(answer).lines
    return {one.title: one.url for one in line.left}


@pytest.mark.parametrize("extension", ["xlsx", "ods", "csv"])
@pytest.mark.parametrize("address", [LABELS, SESSIONS])
def test_unchanged_it_is_silent(signed_in, nora, label, session, address, extension):
    made = compared(handed_back(signed_in(nora), address, extension=extension))

    assert (made.lines, made.added, made.removed, made.ignored) == ([], [], [], [])
    assert made.same == (Label if address == LABELS else CommitteeSession).objects.count()


def test_all_of_a_label_is_left_with_the_page_of_its_act(signed_in, nora, sonia, label):
    """To who may do it; to others, the page of the label, which says whose it is."""
    change = put(
        {"Organisme": "Autre", "Cycle": 4, "État": "Suspendu", "Du": "", "Au": "01/01/2031"}
    )
    page = label.get_absolute_url()

    assert left(handed_back(signed_in(nora), LABELS, change)) == {
        "Organisme": label.organism.get_absolute_url(),
        "Cycle": page,
        "État": f"{page}suspendre-le-label/",
        "Du": page,
        "Au": f"{page}proroger-le-label/",
    }
    answer = handed_back(signed_in(sonia), LABELS, change)
    assert left(answer)["Au"] == page
    assert compared(answer).writable == []
    assert f'href="{page}"' in answer.content.decode()
    assert Label.objects.get().state == "active"


def test_what_is_added_or_removed_of_labels_is_told(signed_in, sonia, label):
    def change(sheet):
        sheet.delete_rows(2)
        sheet.append(["Autre", "QH-L-2031-0001"])

    made = compared(handed_back(signed_in(sonia), LABELS, change))

    assert (made.added, made.removed) == (["QH-L-2031-0001"], [(label.reference, "")])


def test_place_and_form_of_a_session_are_written_and_the_rest_left_to_its_acts(
    signed_in, nora, session
):
    client = signed_in(nora)
    change = put(
        {
            "Lieu": "Lyon",
            "Forme": CommitteeSession.Mode.WRITTEN.label,
            "Points": 3,
            "État": "Annulée",
            "Date": "01/02/2027",
        }
    )
    answer = handed_back(client, SESSIONS, change)
    done = write(client, answer)
    again = write(client, answer)

    page = session.get_absolute_url()
    assert left(answer) == {
        "Date": page,
        "Points": f"{page}ordre-du-jour/",
        "État": f"{page}annuler-la-seance/",
    }
    held_on = session.held_on
    session.refresh_from_db()
    assert (session.place, session.mode, session.state) == (
        "Lyon",
        "written_consultation",
        "draft",
    )
    assert session.held_on == held_on
    assert "1\u00a0ligne est changée." in done.content.decode()
    assert "0\u00a0ligne est changée." in again.content.decode()
    assert [one.act for one in audit_log.entries_of(session)].count("edit") == 1


def test_a_form_that_does_not_exist_is_refused_at_its_cell_and_the_place_written(
    signed_in, nora, session
):
    client = signed_in(nora)
    answer = handed_back(client, SESSIONS, put({"Lieu": "Lyon", "Forme": "Au bord de la mer"}))
    write(client, answer)

    (line,) = compared(answer).lines
    assert [(one.title, bool(one.why)) for one in line.cells] == [("Forme", True), ("Lieu", False)]
    assert CommitteeSession.objects.get().place == "Lyon"


def test_a_session_that_is_convened_keeps_its_place(signed_in, nora, session):
    CommitteeSession.objects.update(state="convened")
    answer = handed_back(signed_in(nora), SESSIONS, put({"Lieu": "Lyon"}))

    assert [one.why for one in compared(answer).lines[0].cells] == [CONVENED]


def test_a_member_of_the_committee_reads_the_session_and_changes_nothing(signed_in, nora, session):
    member = make_committee(3)["S3"]
    make_session(nora, 60)
    CommitteeSession.objects.update(state="convened")
    answer = handed_back(signed_in(member), SESSIONS, put({"Lieu": "Lyon"}))

    assert compared(answer).lines[0].cells[0].why.startswith("Réservé")
    assert set(CommitteeSession.objects.values_list("place", flat=True)) == {"Paris"}


def test_a_session_edited_since_the_export_is_not_ticked(signed_in, nora, session):
    client = signed_in(nora)
    body = export(client, SESSIONS).body
    write(client, handed_back(client, SESSIONS, put({"Lieu": "Lyon"})))

    answer = send(client, changed(body, put({"Lieu": "Nice"})))

    assert "a modifié la séance" in compared(answer).lines[0].stale
    assert "checked" not in answer.content.decode()


def test_one_changed_session_or_many_cost_the_same_queries(signed_in, nora, session):
    client = signed_in(nora)
    for days in (31, 32, 33):
        make_session(nora, days)

    def cost(many):
        def change(sheet):
            for row in range(2, 2 + many):
                sheet.cell(row, column(sheet, "Lieu"), "Lyon")
                sheet.cell(row, column(sheet, "État"), "Annulée")

        body = changed(export(client, SESSIONS).body, change)
        with CaptureQueriesContext(connection) as asked:
            assert len(compared(send(client, body)).writable) == many
        return len(asked)

    cost(1)
    assert cost(1) == cost(4)
