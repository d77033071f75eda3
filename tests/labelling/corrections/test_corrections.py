"""Correction of a clerical error on a decided dossier (BR-25): proposed by the office, agreed by the présidence."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from labelling.committee.corrections.models import Correction
from labelling.committee.corrections.workflow import propose
from labelling.committee.models import InterestDeclaration
from labelling.title.labels.models import Attestation
from portal.models import Message
from portal.notifications import rendering
from portal.revisions.models import TextRevision
from portal.web import worklist
from portal.workflow import Forbidden, Refused, audit_log
from tests.factories import make_dossier
from tests.labelling.corrections.conftest import FORMER, RIGHT
from tests.labelling.dossiers.factories import fresh
from tests.labelling.labels.factories import make_decision, make_granted, make_label

NBSP = "\u00a0"
pytestmark = pytest.mark.django_db
REASON = "La délibération jointe dit 9 100 logements, le dossier en a repris 91 000."


def proposed(dossier, by, field="perimeter", corrected=RIGHT):
    return propose(dossier, by=by, field=field, corrected=corrected, reason=REASON)


def fire(correction, name, by, **data):
    return correction.workflow.fire(correction, name, by=by, **data)


def page_to_propose(dossier, field):
    return f"{dossier.get_absolute_url()}rectifications/proposer/{field}/"


@pytest.mark.parametrize("state", ["granted", "refused"])
def test_br25_with_the_agreement_of_the_presidency_the_dossier_says_the_corrected_text(
    organism, alice, sonia, carla, signed_in, state
):
    dossier = make_dossier(
        organism, state=state, decided_on=date(2026, 11, 3), homes_in_perimeter=91_000
    )
    url = page_to_propose(dossier, "logements")
    page = signed_in(sonia)
    version = page.get(url).context["version"]
    sent = page.post(url, {"version": version, "corrected": "9100", "reason": REASON})
    one = Correction.objects.get()
    waiting = fresh(dossier).homes_in_perimeter
    agreed = signed_in(carla).post(
        f"{one.get_absolute_url()}donner-mon-accord/", {"version": one.version}
    )

    assert (sent.status_code, waiting, agreed.status_code) == (302, 91_000, 302)
    assert fresh(dossier).homes_in_perimeter == 9_100
    one.refresh_from_db()
    assert (one.state, one.former, one.decided_by) == ("agreed", "91000", carla)
    line = audit_log.entries_of(dossier).first()
    said = "a rectifié une erreur matérielle, sur proposition de Sonia Vasseur : logements du périmètre."
    assert line.sentence.replace(NBSP, " ") == f"{carla} {said}"
    assert (line.act, line.reason, line.data) == (
        "correct", REASON,
        {"field": "homes_in_perimeter", "before": "91000", "after": "9100", "proposed_by": "Sonia Vasseur"},
    )  # fmt: skip
    told = Message.objects.filter(notice="correction.agreed")
    assert set(told.values_list("person", flat=True)) == {alice.pk}


def test_br25_the_page_of_the_dossier_tells_both_texts_the_reason_and_both_people(
    decided, alice, sonia, carla, signed_in
):
    fire(proposed(decided, sonia), "agree", carla)

    seen = signed_in(alice).get(decided.get_absolute_url()).content.decode()

    asked = (FORMER, RIGHT, REASON, str(sonia), str(carla), "Rectifié")
    assert [said for said in asked if said not in seen] == []
    assert "rectifications/proposer" not in seen


def test_br25_the_office_is_offered_each_text_that_no_correction_awaits(decided, sonia, signed_in):
    proposed(decided, sonia)

    seen = signed_in(sonia).get(decided.get_absolute_url()).content.decode()

    assert [page_to_propose(decided, slug) in seen for slug in ("presentation", "perimetre", "logements")] == [
        True, False, True,
    ]  # fmt: skip


@pytest.mark.parametrize("state", ["draft", "review", "scheduled", "discontinued", "dismissed"])
def test_br25_nothing_is_corrected_on_a_dossier_that_nobody_decided(
    organism, sonia, signed_in, state
):
    dossier = make_dossier(organism, state=state, perimeter=FORMER)

    with pytest.raises(Refused) as refused:
        proposed(dossier, sonia)

    assert refused.value.codes == ["not_decided"]
    assert signed_in(sonia).get(page_to_propose(dossier, "perimetre")).status_code == 403


@pytest.mark.parametrize("field", ["decided_on", "outcome_reason", "state"])
def test_br25_a_date_and_the_decision_are_never_corrected(decided, sonia, signed_in, field):
    found = signed_in(sonia).get(page_to_propose(decided, field.replace("_", "-")))

    assert found.status_code == 404
    with pytest.raises(ValueError, match=field):
        proposed(decided, sonia, field=field)


def test_br25_what_the_dossier_says_already_is_no_correction_and_what_was_typed_is_kept(
    decided, sonia, signed_in
):
    url = page_to_propose(decided, "perimetre")

    sent = signed_in(sonia).post(url, {"corrected": f"{FORMER}\r\n", "reason": REASON})

    assert (sent.status_code, list(sent.context["form"].errors)) == (422, ["corrected"])
    assert REASON in sent.content.decode()
    with pytest.raises(Refused) as refused:
        proposed(decided, sonia, corrected=FORMER)
    assert refused.value.codes == ["same"]


@pytest.mark.parametrize("typed", ["", "0", "-3", "neuf mille", "9" * 30])
def test_a_number_of_homes_that_is_none_is_told(decided, sonia, signed_in, typed):
    url = page_to_propose(decided, "logements")

    sent = signed_in(sonia).post(url, {"corrected": typed, "reason": REASON})

    assert (sent.status_code, list(sent.context["form"].errors)) == (422, ["corrected"])


def test_br25_one_correction_of_a_text_waits_at_a_time_and_the_database_says_so(decided, sonia):
    first = proposed(decided, sonia)
    proposed(decided, sonia, "presentation", "Un office public.")

    with pytest.raises(Refused) as refused:
        proposed(decided, sonia, corrected="Autre")
    assert refused.value.codes == ["open"]
    facts = {"field": "perimeter", "corrected": "Autre", "reason": REASON, "proposed_by": sonia}
    with pytest.raises(IntegrityError), transaction.atomic():
        Correction.objects.create(dossier=decided, number=9, **facts)
    fire(first, "withdraw", sonia)
    assert proposed(decided, sonia, corrected="Autre").number == 3


def test_br25_the_organism_proposes_nothing_and_the_office_does_not_agree(
    decided, alice, sonia, carla
):
    with pytest.raises(Forbidden):
        proposed(decided, alice)
    one = proposed(decided, sonia)
    for by in (alice, sonia):
        with pytest.raises(Forbidden):
            fire(one, "agree", by)


def test_br25_who_withdrew_from_the_dossier_neither_reads_nor_agrees(
    decided, sonia, carla, signed_in
):
    item = make_decision(dossier=decided).item
    InterestDeclaration.objects.create(
        item=item, user=carla, has_interest=True, nature="Siège au conseil"
    )
    one = proposed(decided, sonia)

    with pytest.raises(Forbidden):
        fire(one, "agree", carla)

    assert signed_in(carla).get(one.get_absolute_url()).status_code == 404
    assert of_home(carla) == []


def test_br25_a_refusal_says_why_and_leaves_the_dossier_as_it_was(decided, sonia, carla, signed_in):
    one = proposed(decided, sonia)
    why = "Ce n’est pas une erreur de saisie : le foyer était dans le périmètre décidé."

    fire(one, "decline", carla, reason=why)

    assert fresh(decided).perimeter == FORMER
    assert why in signed_in(sonia).get(decided.get_absolute_url()).content.decode()
    told = Message.objects.filter(notice="correction.declined")
    assert Message.objects.filter(notice="correction.agreed").count() == 0
    assert [message.person for message in told] == [sonia]
    text = " ".join(rendering.prepare_message(told.get(), Correction.objects.get()).body.split())
    assert (" ".join(why.split()) in text, "Le dossier ne change pas." in text) == (True, True)


def test_br25_a_correction_whose_text_changed_since_is_not_agreed(decided, sonia, carla):
    one = proposed(decided, sonia)
    type(decided).objects.filter(pk=decided.pk).update(perimeter="Autre chose")

    with pytest.raises(Refused) as refused:
        fire(one, "agree", carla)

    assert refused.value.codes == ["changed"]
    assert fresh(decided).perimeter == "Autre chose"


def test_br25_the_running_label_follows_and_another_attestation_replaces_the_first(
    organism, sonia, carla
):
    label = make_granted(organism)
    former = label.attestations.get()

    fire(proposed(label.dossier, sonia), "agree", carla)

    label.refresh_from_db()
    former.refresh_from_db()
    issued = label.attestations.exclude(pk=former.pk).get()
    assert label.perimeter == RIGHT
    assert (former.status, former.perimeter) == (Attestation.Status.VOID, FORMER)
    assert (issued.perimeter, issued.decided_on) == (RIGHT, former.decided_on)
    assert audit_log.entries_of(label).first().act == "correct"


def test_br25_a_label_extended_since_keeps_its_own_perimeter(organism, sonia, carla):
    label = make_label(organism)
    type(label).objects.filter(pk=label.pk).update(perimeter="Deux communes de plus")

    fire(proposed(label.dossier, sonia), "agree", carla)

    label.refresh_from_db()
    assert (label.perimeter, label.attestations.count()) == ("Deux communes de plus", 1)


def test_br25_an_extension_corrected_changes_the_label_that_it_extended(organism, sonia, carla):
    label = make_granted(organism)
    extension = make_granted(organism, dossier_type="extension", perimeter="Deux communes")
    dossier = organism.dossiers.get(dossier_type="extension")

    fire(proposed(dossier, sonia, corrected="Deux communes, dont Vizille"), "agree", carla)

    label.refresh_from_db()
    assert (extension.pk, label.perimeter) == (label.pk, "Deux communes, dont Vizille")
    issued = label.attestations.exclude(status=Attestation.Status.VOID).get()
    assert (issued.perimeter, issued.signatory_name) == (label.perimeter, "Carla Sassi")


def test_br25_what_was_filed_and_the_revisions_of_the_text_keep_both(decided, sonia, carla):
    fire(proposed(decided, sonia), "agree", carla)

    rows = TextRevision.objects.filter(thing_id=decided.pk, code="perimetre").order_by("pk")
    assert [(row.text, row.by) for row in rows] == [(FORMER, None), (RIGHT, sonia)]


def of_home(user):
    return [
        (name, task.title, task.hand)
        for name, rows in worklist.lists(user).items()
        for task in rows
        if "rectifications" in task.url
    ]
