"""Annulled decision (BR-69): its label, its attestation and its queued job end with it."""

from datetime import datetime

import pytest

from labelling import public
from labelling.committee.minutes import writing
from labelling.committee.models import Decision
from labelling.title.labels.actions import grant
from labelling.title.labels.attestations import actions
from labelling.title.labels.models import Label
from portal import access
from portal.core import clock
from portal.models import Message
from portal.notifications import outbox
from portal.workflow import Forbidden, Refused, audit_log
from tests import factories
from tests.labelling.committee.factories import MOTIVE, fire, fresh, vote
from tests.labelling.labels.factories import make_decision

pytestmark = pytest.mark.django_db
LATER = datetime(2026, 12, 20, 10)
WHY = {
    "reason": "Le tribunal a constaté que deux pièces du dossier étaient fausses ; la décision ne tient plus.",
    "reference": "Jugement du 19 décembre 2026",
}


@pytest.fixture
def granted(voting, carla):
    """Granted on 17 December 2026."""
    vote(voting.item, "grant")
    fire(voting.item, "close_vote", carla)
    fire(voting.item, "validate", carla)
    return fresh(voting.item)


def annul(item, carla, **values):
    with clock.at(LATER):
        return fire(item, "annul", carla, **WHY | values)


def test_br69_everything_that_hangs_from_the_decision_falls_in_one_act(granted, carla, alice):
    number = Label.objects.get().attestations.get().number
    assert list(public.club_organisms().values_list("name", flat=True)) == ["Valmeyre Habitat"]

    item = annul(granted, carla)

    label, decision = Label.objects.get(), Decision.objects.get()
    attestation = label.attestations.get()
    assert (item.state, label.state, fresh(item.dossier).state) == (
        "annulled",
        "annulled",
        "review",
    )
    assert (attestation.number, attestation.status) == (number, "void")
    assert (decision.annulled_on, decision.annulment_reference) == (
        LATER.date(),
        WHY["reference"],
    )
    assert label.ended_on == LATER.date()
    assert list(public.club_organisms()) == []
    assert audit_log.broken() == []


def test_br69_the_mail_goes_to_the_organism_the_office_and_the_secretariat(
    granted, carla, alice, sonia, nora
):
    before = set(Message.objects.values_list("pk", flat=True))
    annul(granted, carla)

    told = Message.objects.exclude(pk__in=before).order_by("notice")
    assert list(told.values_list("notice", "person")) == [
        ("dossier.to_instruct", sonia.pk),
        ("label.annulled", alice.pk),
        ("licence.opened", alice.pk),  # the reopened dossier is engaged again
        ("session.decision_annulled", nora.pk),
    ]
    with clock.at(LATER):
        outbox.deliver_due()
    assert {m.state for m in told.all()} == {"sent"}


def test_br69_the_register_answers_annulled_at_once(client, granted, carla):
    number = Label.objects.get().attestations.get().number
    annul(granted, carla)

    with clock.at(LATER):
        answer = client.get(f"/verifier/{number}/").context["answer"]
        page = client.get("/annuaire/valmeyre-habitat/").context["answer"]
    assert (answer.title, answer.is_held, page.title) == ("Label annulé", False, "Label annulé")


def test_br69_a_job_still_queued_on_a_reopened_dossier_produces_nothing(granted, carla):
    """The attestation was never printed: its number stays known, its PDF is never made."""
    attestation = Label.objects.get().attestations.get()
    assert attestation.status == "preparing"
    annul(granted, carla)

    actions.make_pdf.call(attestation.number)

    attestation.refresh_from_db()
    assert (attestation.status, attestation.file) == ("void", None)


def test_br69_the_old_file_answers_annulled_to_whoever_had_it(
    granted, carla, alice, bob, signed_in
):
    number = Label.objects.get().attestations.get().number
    actions.make_pdf.call(number)
    stored = Label.objects.get().attestations.get().file
    response = signed_in(alice).get(stored.get_absolute_url())
    assert b"".join(response.streaming_content).startswith(b"%PDF")

    annul(granted, carla)

    refused = signed_in(alice).get(stored.get_absolute_url())
    assert (refused.status_code, f"Attestation {number} annulée" in refused.content.decode()) == (
        410,
        True,
    )
    assert signed_in(bob).get(stored.get_absolute_url()).status_code == 404
    assert stored.is_intact()
    assert access.sees(alice, stored)


def test_br69_the_president_alone_annuls_with_a_reason_and_a_reference(
    granted, nora, sonia, people, carla, signed_in
):
    for person in (nora, sonia, people["S3"]):
        with pytest.raises(Forbidden):
            fire(granted, "annul", person, **WHY)
    address = f"{granted.get_absolute_url()}annuler-la-decision/"
    version = fresh(granted).version

    page = signed_in(carla)
    empty = page.post(address, {"reason": MOTIVE, "reference": "", "version": version})
    short = page.post(address, {"reason": "Erreur.", "reference": "Jugement", "version": version})

    assert (empty.status_code, short.status_code) == (422, 422)
    assert fresh(granted).state == "validated"


def test_br69_the_effects_are_told_before(granted, carla, alice, signed_in):
    page = signed_in(carla).get(f"{granted.get_absolute_url()}annuler-la-decision/")
    said = " ".join(page.content.decode().split()).replace("\u00a0", " ")

    label = Label.objects.get()
    number = label.attestations.get().number
    for sentence in (
        f"Le label {label.reference}, du 17 décembre 2026 au 16 décembre 2029, est annulé.",
        f"Attestation annulée : {number}.",
        "Valmeyre Habitat quitte l’annuaire public et le club Quali’Hlm.",
        f"Le dossier {granted.dossier.reference} revient en instruction",
        "Personnes de l’organisme prévenues : 1.",
    ):
        assert sentence in said


def test_br69_a_refusal_is_not_annulled_here(voting, carla):
    vote(voting.item, "refuse")
    fire(voting.item, "close_vote", carla)
    fire(voting.item, "validate", carla, motivation=MOTIVE)

    with pytest.raises(Forbidden):
        annul(voting.item, carla)
    offered = [o.transition.name for o in fresh(voting.item).workflow.offers(voting.item, carla)]
    assert "annul" not in offered


def test_br12_nothing_is_annulled_while_another_dossier_of_the_type_is_open(granted, carla):
    factories.make_dossier(granted.dossier.organism, state="preparation")

    with pytest.raises(Refused) as refused:
        annul(granted, carla)
    assert refused.value.codes == ["ALREADY_OPEN"]
    assert (Label.objects.get().state, fresh(granted).state) == ("active", "validated")


def test_a_granted_dossier_is_not_reopened_while_its_decision_holds(granted, carla):
    with pytest.raises(Refused) as refused:
        fire(granted.dossier, "reopen_granted", carla, reason=MOTIVE)
    assert refused.value.codes == ["decision_holds"]

    with pytest.raises(Refused) as refused:
        fire(Label.objects.get(), "annul", carla, reason=MOTIVE)
    assert refused.value.codes == ["decision"]


def test_an_annulled_decision_shows_with_its_reason_and_in_minutes_not_yet_written(
    granted, carla, nora, signed_in
):
    annul(granted, carla)
    page = signed_in(nora).get(granted.get_absolute_url()).content.decode()
    assert (WHY["reason"] in page, WHY["reference"] in page) == (True, True)

    fire(granted.session, "close", carla)
    assert "Décision annulée le 20" in writing.text(fresh(granted.session))


def test_br67_a_second_grant_after_an_annulment_gives_another_number(granted, carla, sonia):
    former = Label.objects.get().attestations.get().number
    annul(granted, carla)
    with clock.at(datetime(2027, 2, 1, 10)):
        dossier = fresh(granted.dossier)
        decision = make_decision(dossier=dossier)
        label = grant(dossier, decision, by=carla)

    assert (label.cycle, label.state) == (1, "active")
    assert label.attestations.get().number != former
