"""Proofs (BR-82): approved by an answer alone; who sends, answers and sees."""

from datetime import date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from labelling.title.labels.models import Label
from labelling.title.proofs import actions
from labelling.title.proofs.models import BrandProof
from portal.core import clock
from portal.models import Message, Role
from portal.notifications import outbox, rendering
from portal.ops import worker
from portal.scenario.files import document
from portal.web.submissions.once import new_key
from portal.workflow import Forbidden, Refused, audit_log
from tests.factories import make_member, make_organism, make_user
from tests.labelling.labels.factories import TODAY
from tests.labelling.licences.factories import make_licence
from tests.refusals import refused as refused_page

pytestmark = pytest.mark.django_db
WHY = "Le logo est étiré : reprenez le fichier d’origine du kit, sans le déformer."


@pytest.fixture
def licence(organism, alice):
    return make_licence(organism, by=alice)


@pytest.fixture
def proof(licence, chloe):
    return send(licence, chloe)


def send(licence, by, **values):
    values = {"title": "Affiche de hall", "support": "print", "file": sample()} | values
    return actions.submit(licence, by=by, **values)


def sample(name="Affiche"):
    return document(name, "Bon à tirer.")


def fire(proof, name, **values):
    return proof.workflow.fire(proof, name, **values)


def told(notice):
    rows = Message.objects.filter(notice=f"proof.{notice}")
    return list(rows.order_by("pk").values_list("person", flat=True))


def form(licence, **values):
    values = {"licence": licence.pk, "title": "Affiche", "support": "print"} | values
    return values | {"once": new_key(), "file": values.get("file", sample())}


def test_a_contact_sends_a_proof_and_the_dircom_has_ten_working_days(
    licence, chloe, dircom, signed_in
):
    page = signed_in(chloe)
    address = "/espace/bat/envoyer/"
    svg = SimpleUploadedFile("affiche.svg", b"<svg/>", content_type="image/svg+xml")
    assert page.get(address).status_code == 200
    assert page.post(address, form(licence, title="")).status_code == 422
    assert page.post(address, form(licence, file=svg)).status_code == 422
    assert page.post(address, form(licence, print_on="2026-11-23")).status_code == 422
    posted = form(licence, print_on="2026-12-07")
    first, again = page.post(address, posted), page.post(address, posted | {"file": sample()})
    proof = BrandProof.objects.get()

    assert (first.status_code, again.status_code) == (302, 302)
    assert first["Location"] == again["Location"] == proof.get_absolute_url()
    assert (proof.state, proof.due_on, proof.is_hurried) == ("submitted", date(2026, 12, 8), True)
    assert told("submitted") == [dircom.pk]
    assert list(audit_log.entries_of(proof).values_list("act", flat=True)) == ["submit"]


def test_br82_silence_never_approves_and_alerts_after_ten_working_days(proof, dircom, sonia):
    for day in (datetime(2026, 12, 8, 9), datetime(2026, 12, 9, 9), datetime(2027, 3, 1, 9)):
        with clock.at(day):
            worker.run_clock(with_daily=False)
            worker.run_clock(with_daily=False)
    late = BrandProof.objects.get()
    with clock.at(datetime(2026, 12, 8, 9)):
        on_the_day = late.is_overdue
    with clock.at(datetime(2026, 12, 9, 9)):
        after = late.is_overdue

    assert (late.state, late.version, late.answered_by) == ("submitted", proof.version, None)
    assert (on_the_day, after) == (False, True)
    assert told("overdue") == [dircom.pk, dircom.pk]  # two days before, the day after: once each


def test_an_answer_that_came_stops_the_alert(proof, dircom):
    with clock.at(datetime(2026, 12, 4, 9)):
        worker.run_clock(with_daily=False)
        fire(proof, "approve", by=dircom)
        outbox.deliver_due()

    assert set(Message.objects.filter(notice="proof.overdue").values_list("state", flat=True)) <= {
        "dropped"
    }


def test_corrections_are_asked_with_a_reason_and_answered_by_a_new_version(
    proof, alice, chloe, dircom, signed_in
):
    address = f"{proof.get_absolute_url()}demander-des-corrections/"
    page = signed_in(dircom)
    assert page.post(address, {"answer": "Trop court", "version": 1}).status_code == 422
    values = {"answer": WHY, "annotated": sample("Annotations"), "version": 1}
    assert page.post(address, values).status_code == 302
    asked = BrandProof.objects.get()
    again = fire(asked, "resubmit", by=chloe, file=sample("Affiche 2"), comment="Logo repris")
    done = fire(again, "approve", by=dircom, answer="Bon pour accord.")

    assert (asked.state, asked.due_on, asked.annotated.kind) == (
        "changes_requested",
        None,
        "annotated",
    )
    assert (again.file.version, again.file.replaces, again.answer) == (2, proof.file, "")
    assert again.due_on == date(2026, 12, 8)
    assert (done.state, done.answered_by, done.answered_on) == ("approved", dircom, TODAY)
    assert set(told("answered")) == {alice.pk, chloe.pk}


def test_only_the_dircom_answers_and_only_the_organism_sends_or_withdraws(
    proof, alice, bob, sonia, dircom
):
    for person in (alice, bob, sonia):
        for name in ("approve", "refuse", "request_changes"):
            with pytest.raises(Forbidden):
                fire(proof, name, by=person, answer=WHY)
    with pytest.raises(Forbidden):
        fire(proof, "withdraw", by=dircom)
    with pytest.raises(Forbidden):
        send(proof.licence, bob)
    refused = fire(proof, "refuse", by=dircom, answer=WHY)
    with pytest.raises(Refused):
        fire(refused, "approve", by=dircom)

    assert fire(send(proof.licence, alice), "withdraw", by=alice).state == "withdrawn"


@pytest.mark.parametrize("state", ["eligible", "suspended", "ending", "revoked"])
def test_a_proof_needs_a_licence_that_may_be_used_today(organism, alice, state, signed_in):
    licence = make_licence(organism, state=state, by=None if state == "eligible" else alice)
    with pytest.raises(Refused) as refused:
        send(licence, alice)
    response = signed_in(alice).post("/espace/bat/envoyer/", form(licence))

    assert refused.value.codes == ["licence"]
    assert response.status_code == 403
    assert BrandProof.objects.count() == 0


def test_a_proof_is_not_approved_once_the_label_is_suspended(proof, chloe, dircom, signed_in):
    Label.objects.update(state="suspended")
    address = f"{proof.get_absolute_url()}approuver/"
    refused_page(
        signed_in(dircom).post(address, {"version": 1}),
        "La licence n’est pas en vigueur aujourd’hui.",
    )
    asked = fire(BrandProof.objects.get(), "request_changes", by=dircom, answer=WHY)
    with pytest.raises(Refused) as refused:
        fire(asked, "resubmit", by=chloe, file=sample())

    assert refused.value.codes == ["licence"]


def test_the_organism_sees_its_own_and_the_office_sees_all(
    proof, alice, bob, sonia, dircom, signed_in
):
    paul, nora = make_user(roles=[Role.DEPUTY]), make_user(roles=[Role.SECRETARY])
    addresses = (proof.get_absolute_url(), proof.file.get_absolute_url())

    def ask(user, address):
        response = signed_in(user).get(address)
        b"".join(response.streaming_content if response.streaming else ())  # its file is closed
        return response.status_code

    seen = {
        name: [ask(user, address) for address in addresses]
        for name, user in {
            "alice": alice, "bob": bob, "sonia": sonia, "dircom": dircom, "paul": paul, "nora": nora
        }.items()
    }  # fmt: skip

    assert seen == {
        "alice": [200, 200],
        "bob": [404, 404],
        "sonia": [200, 200],
        "dircom": [200, 200],
        "paul": [200, 200],
        "nora": [404, 404],
    }


def test_the_list_costs_the_same_for_one_and_for_many(
    proof, dircom, signed_in, django_assert_num_queries
):
    page = signed_in(dircom)
    page.get("/espace/bat/")
    with django_assert_num_queries(QUERIES):
        page.get("/espace/bat/")
    for n in range(4):
        other = make_organism()
        member = make_member(other)
        send(make_licence(other, by=member), member, title=f"Support {n}")
    with django_assert_num_queries(QUERIES):
        many = page.get("/espace/bat/")
    found = page.get("/espace/bat/?q=support+2&etat=submitted").context["page"]

    assert many.context["page"].paginator.count == 5
    assert [one.title for one in found] == ["Support 2"]
    assert page.get("/espace/bat/?etat=nimporte").context["page"].paginator.count == 5


QUERIES = 8


def test_an_empty_list_says_what_will_come(organism, alice, signed_in):
    text = signed_in(alice).get("/espace/bat/").content.decode()

    assert "Aucun bon à tirer ici" in text


@pytest.mark.parametrize("key", sorted(k for k in outbox.NOTICES if k.startswith("proof.")))
def test_every_mail_has_its_text(proof, alice, key):
    message = Message(
        person=alice,
        notice=key,
        event_key=key,
        thing_type="labelling.brandproof",
        thing_id=proof.pk,
        template=outbox.template_of(outbox.NOTICES[key], "labelling/proofs"),
    )
    proof.title = "Affiche & tract"
    told = rendering.prepare_message(message, proof)

    assert "&amp;" not in told.subject + told.body
    assert "Affiche & tract" in told.subject + told.body
    assert proof.get_absolute_url() in told.body
