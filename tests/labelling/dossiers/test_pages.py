"""The pages of a dossier: who reads them, what they say, what they cost, what they refuse."""

import uuid
from datetime import date, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from labelling.dossiers import acts
from labelling.dossiers.forms import TextsForm
from labelling.dossiers.models import LabelDossier
from labelling.dossiers.sample_pdf import document
from labelling.dossiers.workflow import DOSSIER
from portal import clock, journal
from portal.feed.models import Visit
from tests.factories import make_dossier, make_organism, make_user
from tests.labelling.dossiers.making import (
    fresh,
    ready_draft,
    ready_for_audit,
    refusal,
    registered,
    submitted,
)

pytestmark = pytest.mark.django_db
PAGES = (
    "",
    "modifier/",
    "engagement/",
    "pieces/",
    "pieces/ajouter/",
    "locataires/",
    "complements/",
    "journal/",
)


def queries(client, url):
    client.get(url)  # the caches of content types and of the process
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(url)
    assert answer.status_code == 200
    return len(captured)


def text(answer):
    return answer.content.decode().replace("\u00a0", " ")


@pytest.mark.parametrize("page", [*PAGES, "note/", "accuse/", "derogation/"])
def test_br01_a_foreign_dossier_is_a_missing_one(dossier, bob, dircom, signed_in, page):
    for stranger in (bob, dircom):
        answer = signed_in(stranger).get(f"{dossier.get_absolute_url()}{page}")
        missing = signed_in(stranger).get(f"/espace/dossiers/QH-D-2026-9999/{page}")

        assert (answer.status_code, answer.content) == (404, missing.content)


def test_a_visitor_is_sent_to_the_door(dossier, client):
    assert client.get(dossier.get_absolute_url()).status_code == 302


def test_a_draft_says_that_it_is_not_submitted_until_it_is(organism, alice, signed_in):
    dossier, client = ready_draft(organism, alice), signed_in(alice)
    assert "Non déposé" in text(client.get(dossier.get_absolute_url()))

    DOSSIER.fire(dossier, "submit", by=alice)

    assert "Non déposé" not in text(client.get(dossier.get_absolute_url()))


def test_the_page_says_the_next_act_and_what_it_lacks_to_who_cannot_do_it(
    dossier, chloe, signed_in
):
    page = text(signed_in(chloe).get(dossier.get_absolute_url()))

    assert "La main est à l’organisme" in page
    assert "Il manque la pièce « Lettre d’engagement signée »." in page
    assert "Cette étape appartient à : la personne signataire de l’organisme." in page


def test_the_steps_follow_the_rules_with_their_dates(organism, alice, sonia, signed_in):
    with clock.at(datetime(2026, 1, 12, 9)):
        dossier = ready_draft(organism, alice)
    with clock.at(datetime(2026, 1, 20, 9)):
        dossier = DOSSIER.fire(dossier, "submit", by=alice)

    steps = signed_in(alice).get(dossier.get_absolute_url()).context["steps"]

    assert [(s.label, s.is_done, s.is_current) for s in steps][:3] == [
        ("Candidature", True, False),
        ("Recevabilité", False, True),
        ("Diagnostic HQS", False, False),
    ]
    assert steps[0].note.replace("\u00a0", " ") == "faite le 20 janv. 2026"
    assert steps[1].note.replace("\u00a0", " ") == "en cours, depuis le 20 janv. 2026"


def test_the_window_of_the_audit_is_shown_before_it_opens(organism, alice, signed_in):
    with clock.at(datetime(2026, 4, 24, 12)):
        dossier = ready_for_audit(organism, alice, closed_on=date(2026, 4, 24))
        page = signed_in(alice).get(dossier.get_absolute_url())

    audit = next(s for s in page.context["steps"] if s.label == "Audit de mise en œuvre")
    assert audit.note.replace("\u00a0", " ") == "entre le 24 févr. et le 24 juin 2027"
    assert ("Diagnostic HQS valable jusqu’au", date(2027, 4, 23)) in [
        (row["label"], row["day"]) for row in page.context["dates"]
    ]


def test_the_page_costs_the_same_with_one_and_many_rows(organism, alice, signed_in):
    dossier, client = ready_draft(organism, alice), signed_in(alice)
    before = queries(client, dossier.get_absolute_url())
    for number in range(10):
        acts.add_piece(alice, dossier, "autre", f"Pièce {number}")
        acts.add_tenants(alice, dossier)

    after = queries(client, dossier.get_absolute_url())

    assert (after, after <= 15) == (before, True)


def test_the_page_with_the_most_conditions_has_a_bounded_cost(organism, alice, signed_in):
    """Eleven queries of its own; the session, the person, the roles and the bar are the frame's."""
    with clock.at(datetime(2026, 4, 24, 12)):
        dossier = ready_for_audit(organism, alice, closed_on=date(2026, 4, 24))

        assert queries(signed_in(alice), dossier.get_absolute_url()) <= 15


def test_the_changes_since_the_last_visit_cost_two_queries_more_at_most(organism, alice, signed_in):
    """What changed is one; the note of the visit, every five minutes at most, is the other."""
    dossier, client = ready_draft(organism, alice), signed_in(alice)
    again = queries(client, dossier.get_absolute_url())  # what changed since a minute: one
    Visit.objects.update(seen_at=clock.now() - timedelta(days=10))
    with CaptureQueriesContext(connection) as captured:
        client.get(dossier.get_absolute_url())

    assert (len(captured), len(captured) <= 13) == (again + 1, True)


def test_a_step_page_shows_the_links_that_mend_to_who_may_write_there(
    dossier, alice, sonia, signed_in
):
    """The référent opens the audit: the evidence is the organism’s to give, the sentence is enough."""
    preparing = make_dossier(dossier.organism, state="preparation", dossier_type="verification")
    own = text(signed_in(alice).get(f"{dossier.get_absolute_url()}deposer/"))
    page = text(signed_in(sonia).get(f"{preparing.get_absolute_url()}ouvrir-l-audit/"))

    assert f'href="{dossier.get_absolute_url()}engagement/"' in own
    assert "Aucune preuve d’association des locataires" in page
    assert f'href="{preparing.get_absolute_url()}locataires/' not in page
    assert f'href="{preparing.get_absolute_url()}plan/"' in page


def test_a_refused_step_shows_no_link_that_its_reader_may_not_follow(dossier, sonia, signed_in):
    preparing = make_dossier(dossier.organism, state="preparation", dossier_type="verification")
    answer = signed_in(sonia).post(
        f"{preparing.get_absolute_url()}ouvrir-l-audit/", {"version": preparing.version}
    )

    assert answer.status_code == 409
    assert "Aucune preuve d’association des locataires" in text(answer)
    assert f'href="{preparing.get_absolute_url()}locataires/' not in text(answer)


def test_a_past_step_is_closed_to_those_it_never_belonged_to(
    organism, alice, chloe, sonia, signed_in
):
    """BR-03, BR-24: 403 to whom it never belongs, 409 with the reason to whom it does."""
    past = make_dossier(organism, state="registered")
    codes = {}
    for person in (alice, chloe, sonia):
        data = {"version": 99}
        answer = signed_in(person).post(f"{past.get_absolute_url()}deposer/", data)
        codes[person.first_name] = (answer.status_code, "l’état est" in text(answer))

    assert codes == {"Alice": (409, True), "Chloé": (403, False), "Sonia": (403, False)}


def test_a_link_that_mends_is_shown_to_who_may_write_there(dossier, alice, chloe, sonia, signed_in):
    def links(person):
        act = signed_in(person).get(dossier.get_absolute_url()).context["act"]
        return {p.mend.split("/")[4] for c in act.conditions for p in c.problems if p.mend}

    assert links(alice) == {"modifier", "engagement", "pieces", "locataires"}
    assert links(chloe) == {"modifier", "pieces", "locataires"}
    assert links(sonia) == set()


def test_the_office_is_led_to_the_agenda_of_a_session(organism, sonia, alice, signed_in):
    dossier = make_dossier(organism, state="review", instruction_note="x" * 50)

    act = signed_in(sonia).get(dossier.get_absolute_url()).context["act"]

    assert (act.action, act.url) == ("Choisir une séance", "/espace/comite/")
    assert [c.is_met for c in act.conditions] == [True]
    assert signed_in(alice).get(dossier.get_absolute_url()).context["act"].action == ""


@pytest.mark.parametrize("page", ["pieces/", "journal/", "pieces/ajouter/", "locataires/"])
def test_the_other_pages_cost_fifteen_queries_at_most(organism, alice, signed_in, page):
    dossier = ready_draft(organism, alice)

    assert queries(signed_in(alice), f"{dossier.get_absolute_url()}{page}") <= 15


def test_the_list_costs_the_same_with_one_and_twenty_five_rows(sonia, signed_in):
    make_dossier()
    client = signed_in(sonia)
    before = queries(client, "/espace/dossiers/")
    for _ in range(30):
        make_dossier(state="submitted")

    after = queries(client, "/espace/dossiers/")

    assert (after, after <= 8) == (before, True)


def test_br95_the_list_counts_and_shows_only_what_is_seen(dossier, alice, bob, sonia, signed_in):
    make_dossier()

    counts = {
        who: signed_in(who).get("/espace/dossiers/").context["page"].paginator.count
        for who in (alice, bob, sonia)
    }

    assert counts == {alice: 1, bob: 0, sonia: 2}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Alma", "Berre", "Cluny"]),
        ("?q=BERRE", ["Berre"]),
        ("?q=0002", ["Berre"]),
        ("?etat=submitted", ["Cluny"]),
        ("?etat=nothing", ["Alma", "Berre", "Cluny"]),
        ("?type=renewal", ["Berre"]),
        ("?famille=ESH", ["Alma"]),
        ("?region=93", ["Berre"]),
        ("?region=93&etat=submitted", []),
        ("?tri=-nom", ["Cluny", "Berre", "Alma"]),
        ("?page=99", ["Alma", "Berre", "Cluny"]),
    ],
)
def test_the_address_filters_and_sorts_the_list(sonia, signed_in, query, expected):
    make_dossier(make_organism("Alma", family="ESH"), reference="QH-D-2026-0001")
    make_dossier(
        make_organism("Berre", region="93"), reference="QH-D-2026-0002", dossier_type="renewal"
    )
    make_dossier(make_organism("Cluny"), reference="QH-D-2026-0003", state="submitted")
    query = query if "tri" in query else f"{query}{'&' if query else '?'}tri=nom"

    page = signed_in(sonia).get(f"/espace/dossiers/{query}").context["page"]

    assert [row.organism.name for row in page] == expected


def test_a_contact_writes_the_texts_and_the_journal_says_which(dossier, chloe, signed_in):
    values = {
        "presentation": "Un office.",
        "perimeter": "Tout.",
        "homes_in_perimeter": "9000",
        "version": "1",
    }

    answer = signed_in(chloe).post(f"{dossier.get_absolute_url()}modifier/", values)

    dossier = fresh(dossier)
    assert (answer.status_code, dossier.presentation, dossier.homes_in_perimeter) == (
        302,
        "Un office.",
        9000,
    )
    assert journal.of(dossier)[0].data["fields"] == [
        "Présentation de l’organisme",
        "Périmètre",
        "Logements du périmètre",
    ]


def test_g21_a_stale_page_shows_both_texts_and_overwrites_nothing(dossier, chloe, alice, signed_in):
    acts.fill(alice, dossier, "Le texte d’Alice.")
    values = {
        "presentation": "Le texte de Chloé.",
        "perimeter": "",
        "homes_in_perimeter": "",
        "version": "1",
    }

    answer = signed_in(chloe).post(f"{dossier.get_absolute_url()}modifier/", values)

    assert answer.status_code == 409
    assert "Le texte d’Alice." in text(answer)
    assert "Le texte de Chloé." in text(answer)
    assert fresh(dossier).presentation == "Le texte d’Alice."


def test_g21_a_stale_step_is_refused(organism, alice, signed_in):
    dossier = ready_draft(organism, alice)

    answer = signed_in(alice).post(
        f"{dossier.get_absolute_url()}deposer/", {"version": dossier.version - 1}
    )

    assert (answer.status_code, fresh(dossier).state) == (409, "draft")


def test_g25b_a_double_click_submits_once(organism, alice, signed_in):
    dossier, client = ready_draft(organism, alice), signed_in(alice)
    values = {"version": dossier.version, "once": uuid.uuid4().hex}

    answers = [client.post(f"{dossier.get_absolute_url()}deposer/", values) for _ in range(3)]

    assert [a["Location"] for a in answers] == [dossier.get_absolute_url()] * 3
    assert (fresh(dossier).state, fresh(dossier).frozen_copies.count()) == ("submitted", 1)


def test_g25b_a_double_click_adds_one_piece(dossier, alice, signed_in):
    client, once = signed_in(alice), uuid.uuid4().hex
    for _ in range(2):
        values = {
            "piece": "perimetre-libre",
            "title": "Charte",
            "upload": document("Charte", "Texte"),
            "once": once,
        }
        client.post(f"{dossier.get_absolute_url()}pieces/ajouter/", values | {"piece": "autre"})

    assert [piece.title for piece in dossier.pieces.all()] == ["Charte"]


def test_the_page_of_a_step_shows_its_effects_and_what_is_missing(dossier, alice, signed_in):
    page = text(signed_in(alice).get(f"{dossier.get_absolute_url()}deposer/"))

    assert "Une copie du dossier est figée" in page
    assert "Il manque la pièce « Périmètre et liste du patrimoine »." in page


def test_br91_an_upload_that_is_no_document_is_refused_beside_its_field(dossier, alice, signed_in):
    upload = SimpleUploadedFile("page.html", b"<html><script>alert(1)</script></html>", "text/html")

    answer = signed_in(alice).post(
        f"{dossier.get_absolute_url()}pieces/ajouter/",
        {"piece": "autre", "title": "Ma charte", "upload": upload},
    )

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["upload"])
    assert 'value="Ma charte"' in text(answer)
    assert dossier.pieces.count() == 0


def test_a_piece_in_another_format_than_asked_is_refused_with_the_formats(
    dossier, alice, signed_in
):
    answer = signed_in(alice).post(
        f"{dossier.get_absolute_url()}pieces/ajouter/",
        {"piece": "perimetre", "upload": document("Liste", "x")},
    )

    assert "n’est pas au format demandé pour cette pièce : xlsx, ods, csv." in text(answer)


def test_a_piece_asked_for_once_is_replaced_not_added_twice(organism, alice, signed_in):
    dossier = ready_draft(organism, alice)
    values = {"piece": "lettre-engagement", "upload": document("Lettre", "x")}

    answer = signed_in(alice).post(f"{dossier.get_absolute_url()}pieces/ajouter/", values)

    assert answer.status_code == 422
    assert "est déjà versée : remplacez-la." in text(answer)


def test_br16_a_piece_is_replaced_from_its_page(organism, alice, signed_in):
    dossier = submitted(organism, alice)
    piece = dossier.pieces.get(code="lettre-engagement")
    url = f"{dossier.get_absolute_url()}pieces/{piece.file.token}/remplacer/"

    answer = signed_in(alice).post(url, {"upload": document("Lettre", "nouvelle")})

    assert answer.status_code == 302
    assert [p.file.version for p in dossier.pieces.filter(code=piece.code, is_current=True)] == [2]


def test_br01_a_piece_is_reached_through_its_own_dossier_only(organism, alice, bob, signed_in):
    piece = submitted(organism, alice).pieces.first()
    other = make_dossier(bob.memberships.get().organism)

    answer = signed_in(bob).get(f"{other.get_absolute_url()}pieces/{piece.file.token}/remplacer/")

    assert answer.status_code == 404


def test_br14_a_meeting_held_before_its_stage_is_refused_beside_the_date(dossier, chloe, signed_in):
    values = {
        "stage": "candidature",
        "kind": "information",
        "body": "CCL",
        "attendees": "0",
        "held_on": "2020-01-06",
    }

    answer = signed_in(chloe).post(f"{dossier.get_absolute_url()}locataires/", values)

    assert sorted(answer.context["form"].errors) == ["attendees", "held_on"]


def test_br14_an_evidence_is_added_with_its_document(dossier, chloe, signed_in):
    today = clock.today().isoformat()
    values = {
        "stage": "candidature",
        "kind": "information",
        "body": "CCL",
        "attendees": "11",
        "held_on": today,
    }

    signed_in(chloe).post(
        f"{dossier.get_absolute_url()}locataires/",
        values | {"upload": document("Compte rendu", "x")},
    )

    one = dossier.tenant_involvements.get()
    assert (one.attendees, one.body, one.file.name) == (11, "CCL", "Compte rendu.pdf")


def test_br03_only_a_signatory_signs_the_engagement(dossier, alice, chloe, signed_in):
    url = f"{dossier.get_absolute_url()}engagement/"
    assert signed_in(chloe).post(url, {"accepts": "on"}).status_code == 403
    assert signed_in(alice).post(url, {}).status_code == 422

    signed_in(alice).post(
        url, {"accepts": "on", "letter": document("Lettre", "Nous nous engageons.")}
    )

    dossier = fresh(dossier)
    assert (dossier.engagement_signed_by, dossier.engagement_signed_on) == (alice, clock.today())
    assert [piece.code for piece in dossier.pieces.all()] == ["lettre-engagement"]


def test_complements_are_answered_one_by_one(organism, alice, chloe, sonia, signed_in):
    dossier = submitted(organism, alice)
    client = signed_in(sonia)
    values = {
        "reason_1": "La lettre n’est pas signée.",
        "reason_2": "La liste est incomplète.",
        "due_on": "2099-01-05",
    }
    client.post(f"{dossier.get_absolute_url()}demander-un-complement/", values)
    first, second = dossier.complements.all()

    signed_in(chloe).post(
        f"{dossier.get_absolute_url()}complements/", {f"answer_{first.pk}": "Versée."}
    )

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.answer, second.answered_at) == ("Versée.", None)


def test_the_note_is_the_offices(organism, alice, sonia, signed_in):
    dossier = registered(organism, alice, sonia)
    url = f"{dossier.get_absolute_url()}note/"
    assert signed_in(alice).get(url).status_code == 403

    signed_in(sonia).post(url, {"instruction_note": "Une note.", "version": dossier.version})

    assert fresh(dossier).instruction_note == "Une note."


@pytest.mark.parametrize("state", ["granted", "refused", "discontinued", "dismissed"])
@pytest.mark.parametrize(
    "page", ["modifier/", "engagement/", "pieces/ajouter/", "locataires/", "complements/"]
)
def test_br25_a_finished_dossier_refuses_every_edit(organism, alice, signed_in, state, page):
    dossier = make_dossier(organism, state=state)

    assert signed_in(alice).post(f"{dossier.get_absolute_url()}{page}", {}).status_code == 403


def test_br25_a_dossier_that_ends_while_somebody_writes_keeps_its_texts(dossier, chloe):
    """The right and the state are checked again under the lock."""
    form = TextsForm({"presentation": "Trop tard."}, instance=fresh(dossier), by=chloe)
    assert form.is_valid()
    LabelDossier.objects.filter(pk=dossier.pk).update(state="discontinued")

    assert (refusal(form.save), fresh(dossier).presentation) == (["read_only"], "")


def test_the_receipt_bears_the_digest_of_the_frozen_copy(organism, alice, signed_in):
    dossier, client = ready_draft(organism, alice), signed_in(alice)
    assert client.get(f"{dossier.get_absolute_url()}accuse/").status_code == 404

    DOSSIER.fire(dossier, "submit", by=alice)

    page = text(client.get(f"{dossier.get_absolute_url()}accuse/"))
    assert dossier.frozen_copies.get().digest in page
    assert "Conforme à l’empreinte" in page


def test_a_finished_dossier_says_why(organism, alice, signed_in):
    dossier = make_dossier(
        organism, state="refused", outcome_reason="Deux engagements ne sont pas tenus."
    )

    assert "Deux engagements ne sont pas tenus." in text(
        signed_in(alice).get(dossier.get_absolute_url())
    )


def test_who_sees_is_told_on_the_page(dossier, alice, signed_in):
    page = text(signed_in(alice).get(dossier.get_absolute_url()))

    assert "parce que c’est son dossier" in page
    assert "Jamais : autres organismes, Dircom, associations régionales." in page


@pytest.mark.parametrize("state", list(LabelDossier.State))
def test_every_state_has_its_page(organism, alice, sonia, signed_in, state):
    dossier = make_dossier(organism, state=state, dismissal_proposed_on=clock.today())

    for person in (alice, sonia):
        assert signed_in(person).get(dossier.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("dossier_type", ["verification", "renewal", "mention", "extension"])
@pytest.mark.parametrize("state", ["draft", "registered", "preparation", "audit"])
def test_every_type_has_its_page(organism, alice, signed_in, dossier_type, state):
    dossier = make_dossier(organism, state=state, dossier_type=dossier_type)

    assert signed_in(alice).get(dossier.get_absolute_url()).status_code == 200


def test_a_person_without_dossiers_has_no_entry_in_the_bar(signed_in, dircom, alice):
    def entries(person):
        return [entry["label"] for entry in signed_in(person).get("/espace/").context["space_nav"]]

    assert "Dossiers" in entries(alice)
    assert "Dossiers" not in entries(make_user("Zoé"))
