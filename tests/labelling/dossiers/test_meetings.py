"""Meetings with tenants' representatives: one entry for the piece and for the condition (BR-13, BR-14)."""

import pytest

from labelling.path.dossiers.parts import pieces
from portal.core import clock
from portal.scenario.files import document, spreadsheet
from tests.factories import make_dossier
from tests.labelling.dossiers.factories import codes, ready_draft

pytestmark = pytest.mark.django_db
INFORMATION = "information-locataires"


def text(answer):
    return answer.content.decode().replace("\u00a0", " ")


def tell(client, dossier, **changed):
    values = {
        "stage": "candidature",
        "kind": "information",
        "body": "CCL",
        "attendees": "11",
        "held_on": clock.today().isoformat(),
        "upload": document("Compte rendu", "Texte."),
    }
    sent = {name: value for name, value in (values | changed).items() if value is not None}
    return client.post(f"{dossier.get_absolute_url()}locataires/", sent)


def held(dossier):
    return [
        (piece.code, piece.stage, piece.file.pk)
        for piece in dossier.pieces.filter(is_current=True).select_related("file")
    ]


def test_br13_br14_a_meeting_is_typed_once_for_the_piece_and_for_the_condition(
    dossier, chloe, signed_in
):
    answer = tell(signed_in(chloe), dossier)

    meeting = dossier.tenant_involvements.get()
    assert answer.status_code == 302
    assert held(dossier) == [(INFORMATION, "candidature", meeting.file_id)]
    assert {"no_tenants"} & set(codes(dossier, "submit")) == set()


def test_br13_the_minutes_are_asked_for_where_their_piece_lacks_and_what_is_typed_stays(
    dossier, chloe, signed_in
):
    client = signed_in(chloe)
    answer = tell(client, dossier, upload=None, body="Amicale des Tilleuls")

    assert list(answer.context["form"].errors) == ["upload"]
    assert (
        "il est aussi la pièce « Preuve d’information des représentants des locataires »"
        in text(answer)
    )
    assert 'value="Amicale des Tilleuls"' in text(answer)

    tell(client, dossier)
    tell(client, dossier, upload=None, body="Amicale des Tilleuls")
    assert dossier.tenant_involvements.count() == 2  # the piece is there: a date is enough


def test_br13_the_minutes_have_the_formats_of_their_piece(dossier, chloe, signed_in):
    answer = tell(signed_in(chloe), dossier, upload=spreadsheet("Présents"))

    assert "n’est pas au format demandé pour cette pièce : pdf, docx, odt, jpg, png." in text(
        answer
    )
    assert (dossier.tenant_involvements.count(), held(dossier)) == (0, [])


def test_a_meeting_of_another_nature_informs_where_the_information_lacks(dossier, chloe, signed_in):
    client = signed_in(chloe)
    tell(client, dossier, kind="concertation")
    tell(client, dossier, kind="concertation", body="Amicale", upload=None)

    assert [code for code, *_ in held(dossier)] == [INFORMATION]


def test_the_same_meeting_is_not_kept_twice(dossier, chloe, signed_in):
    client = signed_in(chloe)
    tell(client, dossier)
    answer = tell(client, dossier)

    assert answer.status_code == 409
    assert dossier.tenant_involvements.count() == 1


@pytest.mark.parametrize(("is_several", "expected"), [(True, 2), (False, 1)])
def test_where_one_file_is_asked_for_a_second_meeting_keeps_its_own_beside(
    organism, alice, is_several, expected
):
    dossier = ready_draft(organism, alice)
    pieces.asked(dossier, INFORMATION).several = is_several
    meeting = dossier.tenant_involvements.get()
    meeting.dossier, meeting.body = dossier, "Amicale des Tilleuls"

    pieces.keep_minutes(meeting, by=alice)

    assert [code for code, *_ in held(dossier)].count(INFORMATION) == expected


def test_br16_minutes_that_are_replaced_are_replaced_for_the_meeting_too(organism, alice):
    dossier = ready_draft(organism, alice)
    piece = dossier.pieces.get(code=INFORMATION)

    later = pieces.replace_piece(piece, document("Compte rendu", "Corrigé."), by=alice)

    assert dossier.tenant_involvements.get().file == later.file
    assert (later.file.version, later.file.replaces) == (2, piece.file)


def test_the_page_leads_to_the_meeting_once_its_stage_has_come(organism, alice, signed_in):
    dossier = make_dossier(organism)
    client = signed_in(alice)
    page = text(client.get(f"{dossier.get_absolute_url()}pieces/"))

    assert "locataires/?etape=candidature&amp;nature=information" in page
    assert "etape=preparation" not in page
    form = client.get(
        f"{dossier.get_absolute_url()}locataires/?etape=candidature&nature=information"
    ).context["form"]
    assert (form.initial["stage"], form.initial["kind"]) == ("candidature", "information")
    adding = text(client.get(f"{dossier.get_absolute_url()}pieces/ajouter/"))
    assert f'value="{INFORMATION}"' not in adding
