"""Appeals: by whom, against what, until when (D16), examined by whom, effect of an upheld one."""

from datetime import timedelta

import pytest
from django.urls import reverse

from labelling.committee.complaints import steps
from labelling.committee.complaints.appeals import actions
from labelling.committee.complaints.models import Appeal
from portal.models import Message
from portal.notifications import outbox
from portal.web.submissions.once import new_key
from portal.workflow import Forbidden, Refused, audit_log
from tests import factories
from tests.labelling.committee.factories import fresh
from tests.labelling.complaints.appeals.factories import LAST, NOTIFIED, REASONS, at, decided
from tests.labelling.complaints.factories import fire, lodge, refused
from tests.labelling.labels.factories import make_decision, make_label

pytestmark = [pytest.mark.django_db, pytest.mark.dated]


def test_d16_the_last_day_is_in_and_the_next_is_out(decision, alice):
    with at(NOTIFIED):
        assert actions.last_day(decision) == LAST
    with at(LAST, 23):
        assert actions.appealable(alice) == [decision]
    with at(LAST + timedelta(days=1), 0):
        assert actions.appealable(alice) == []
        with pytest.raises(Refused) as refusal:
            lodge(decision, alice)
    assert refusal.value.codes == ["too_late"]
    with at(LAST, 23):
        lodge(decision, alice)


def test_d16b_the_answer_is_promised_sixty_days_after_the_receipt(decision, alice, mailoutbox):
    with at(NOTIFIED):
        appeal = lodge(decision, alice)
        outbox.deliver_due()

    assert (appeal.promised_on, appeal.due_on) == (LAST, LAST)
    [mail] = [mail for mail in mailoutbox if mail.to == [alice.email]]
    assert "25\u00a0janvier 2027" in mail.body


def test_only_a_signatory_of_the_organism_appeals(decision, alice, chloe, bob, sonia):
    for person in (chloe, bob, sonia):
        with pytest.raises(Forbidden):
            lodge(decision, person)
    assert Appeal.objects.count() == 0
    lodge(decision, alice)


@pytest.mark.parametrize(
    ("option", "changes", "code"),
    [
        ("grant", {}, "not_against"),
        ("refuse", {"notified_on": None}, "not_notified"),
        (
            "refuse",
            {"annulled_on": NOTIFIED, "annulment_reason": "Erreur", "annulment_reference": "Cour"},
            "not_against",
        ),
    ],
)
def test_what_may_not_be_appealed_against(dossier, alice, option, changes, code):
    if "notified_on" in changes:  # a decision that was notified stays so
        decision = make_decision(dossier=dossier, option=option)
    else:
        decision = refused(dossier, notified_on=NOTIFIED, option=option)
        type(decision).objects.filter(pk=decision.pk).update(**changes)
        decision.refresh_from_db()

    with at(NOTIFIED), pytest.raises(Refused) as refusal:
        lodge(decision, alice)
    assert refusal.value.codes == [code]


def test_one_appeal_a_decision_whoever_signs(decision, organism, alice):
    other = factories.make_member(organism, "signatory")
    with at(NOTIFIED):
        lodge(decision, alice)
        with pytest.raises(Refused) as refusal:
            lodge(decision, other)
    assert refusal.value.codes == ["already"]
    assert Appeal.objects.count() == 1


def test_upheld_it_reopens_the_dossier_by_the_presidence_alone(
    decision, dossier, alice, committee, mailoutbox
):
    nora = factories.make_user("Nora", roles=["committee_secretary"])
    with at(NOTIFIED):
        appeal = decided(decision, alice, committee, "upheld")
        with pytest.raises(Forbidden):
            fire(appeal, "notify", nora)
        appeal = fire(appeal, "notify", committee["PRES"])
        outbox.deliver_due()

    dossier.refresh_from_db()
    assert (appeal.state, appeal.closed_on, dossier.state) == ("notified", NOTIFIED, "review")
    assert appeal.reference in audit_log.entries_of(dossier).first().reason
    assert REASONS in " ".join(mail.body for mail in mailoutbox if mail.to == [alice.email])


def test_upheld_against_an_adjournment_the_dossier_is_examined_again_by_the_office(
    organism, alice, committee, sonia, signed_in
):
    """Nothing more is asked of the organism: it is the office's turn."""
    adjourned = factories.make_dossier(organism, state="adjourned")
    decision = refused(adjourned, notified_on=NOTIFIED, option="adjourn")
    with at(NOTIFIED):
        appeal = decided(decision, alice, committee, "upheld")
        told = steps.notify_effects(appeal)
        fire(appeal, "notify", committee["PRES"])
        page = signed_in(sonia).get(adjourned.get_absolute_url()).text

    adjourned.refresh_from_db()
    last = audit_log.entries_of(adjourned).first()
    assert (adjourned.state, adjourned.hand, last.actor) == (
        "review", "le référent label", committee["PRES"],
    )  # fmt: skip
    assert (appeal.reference in last.reason, "La main est à vous" in page) == (True, True)
    assert f"Le dossier {adjourned.reference} est rouvert et repasse en instruction." in told


def test_upheld_when_the_dossier_cannot_reopen_nothing_is_notified(
    decision, dossier, organism, alice, committee
):
    """BR-12: a dossier of the same type opened since comes first; the notification waits with it."""
    with at(NOTIFIED):
        appeal = decided(decision, alice, committee, "upheld")
        factories.make_dossier(organism, state="draft", dossier_type=dossier.dossier_type)
        with pytest.raises(Refused) as refusal:
            fire(appeal, "notify", committee["PRES"])

    appeal.refresh_from_db()
    dossier.refresh_from_db()
    assert refusal.value.codes == ["ALREADY_OPEN"]
    assert (appeal.state, appeal.closed_on, dossier.state) == ("decided", None, "refused")


def test_dismissed_it_changes_nothing_and_the_secretariat_may_notify(
    decision, dossier, alice, committee
):
    nora = factories.make_user("Nora", roles=["committee_secretary"])
    with at(NOTIFIED):
        fire(decided(decision, alice, committee, "dismissed"), "notify", nora)

    dossier.refresh_from_db()
    assert dossier.state == "refused"


def test_upheld_against_a_suspension_the_referent_is_asked_to_list_it(
    organism, alice, committee, sonia, mailoutbox
):
    label = make_label(organism, state="suspended")
    decision = refused(None, notified_on=NOTIFIED, option="yes", kind="suspension", label=label)
    with at(NOTIFIED):
        fire(decided(decision, alice, committee, "upheld"), "notify", committee["PRES"])
        outbox.deliver_due()

    assert [m.to for m in mailoutbox if "réexamen à inscrire" in m.subject] == [[sonia.email]]


def test_upheld_against_a_withdrawal_the_label_is_suspended_until_it_is_examined_again(
    organism, alice, committee, sonia
):
    """D16: with a new attestation; the former one stays void."""
    label = make_label(organism, state="withdrawn", ended_on=NOTIFIED)
    label.attestations.update(status="void")
    decision = refused(None, notified_on=NOTIFIED, option="yes", kind="withdrawal", label=label)
    with at(NOTIFIED):
        with pytest.raises(Refused, match="Aucun recours accueilli"):
            fire(label, "restore", committee["PRES"], reason=REASONS)
        appeal = decided(decision, alice, committee, "upheld")
        said = appeal.workflow.transitions["notify"].effects(appeal)
        fire(appeal, "notify", committee["PRES"])

    label = fresh(label)
    assert any("suspendu jusqu’au réexamen" in line for line in said)
    assert (label.state, label.ended_on, label.suspended_on) == ("suspended", None, NOTIFIED)
    assert list(label.attestations.order_by("pk").values_list("status", flat=True)) == [
        "void",
        "preparing",
    ]
    told = Message.objects.filter(notice__in=("label.restored", "appeal.to_relist"))
    assert set(told.values_list("notice", "person")) == {
        ("label.restored", alice.pk), ("appeal.to_relist", sonia.pk),
    }  # fmt: skip


@pytest.mark.parametrize("case", ["ended", "another"])
def test_upheld_against_a_withdrawal_that_nothing_can_undo_only_the_referent_is_told(
    organism, alice, committee, sonia, case
):
    end_on = NOTIFIED - timedelta(days=1) if case == "ended" else None
    label = make_label(organism, state="withdrawn", ended_on=NOTIFIED, end_on=end_on)
    if case == "another":
        make_label(organism)
    decision = refused(None, notified_on=NOTIFIED, option="yes", kind="withdrawal", label=label)
    with at(NOTIFIED):
        fire(decided(decision, alice, committee, "upheld"), "notify", committee["PRES"])

    assert fresh(label).state == "withdrawn"
    assert Message.objects.filter(notice="appeal.to_relist", person=sonia).count() == 1


def test_the_organism_reads_the_outcome_once_notified_and_never_the_inside(
    decision, alice, chloe, committee, signed_in
):
    with at(NOTIFIED):
        appeal = decided(decision, alice, committee, "upheld")
        page = signed_in(chloe).get(appeal.get_absolute_url())
        before = page.content.decode()
        fire(appeal, "notify", committee["PRES"])
        after = signed_in(chloe).get(appeal.get_absolute_url()).content.decode()

    assert [step["label"] for step in page.context["steps"]] == [
        "Reçu", "Pris en charge", "En cours d’examen", "Notifié",
    ]  # fmt: skip
    for page in (before, after):
        assert "Les preuves étaient au dossier." not in page
    assert (REASONS in before, "Accueilli" in before) == (False, False)
    assert (REASONS in after, "Accueilli, et la décision sera réexaminée" in after) == (True, True)


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        ("upheld", "est accueilli, et la décision sera réexaminée par le comité."),
        ("dismissed", "est rejeté."),
    ],
)
def test_the_outcome_is_told_in_a_sentence(decision, alice, committee, mailoutbox, outcome, said):
    with at(NOTIFIED):
        fire(decided(decision, alice, committee, outcome), "notify", committee["PRES"])
        outbox.deliver_due()

    [mail] = [m for m in mailoutbox if "issue de votre recours" in m.subject]
    assert said in mail.body


def test_the_signatory_s_page_takes_an_appeal_once_and_keeps_what_is_typed(
    decision, alice, signed_in
):
    path = reverse("labelling:appeal_lodge")
    with at(NOTIFIED):
        client = signed_in(alice)
        page = client.get(path)
        wrong = client.post(path, {"text": "Trop court."})
        [value] = [value for value, _ in page.context["form"].fields["decision"].choices]
        data = {"decision": value, "text": REASONS, "once": new_key()}
        answers = [client.post(path, data) for _ in range(2)]

    assert (wrong.status_code, "Trop court." in wrong.content.decode()) == (422, True)
    appeal = Appeal.objects.get()
    assert {answer["Location"] for answer in answers} == {appeal.get_absolute_url()}


def test_the_page_is_a_signatory_s_and_says_when_nothing_can_be_contested(
    decision, alice, chloe, bob, signed_in
):
    path = reverse("labelling:appeal_lodge")
    with at(NOTIFIED):
        assert signed_in(chloe).get(path).status_code == 403
        page = signed_in(bob).get(path)
        forged = signed_in(bob).post(path, {"decision": "QH-S-2026-0001-1", "text": REASONS})

    assert "Aucune décision à contester" in page.content.decode()
    assert (forged.status_code, Appeal.objects.count()) == (422, 0)


def test_the_delay_to_appeal_is_in_the_signatory_s_list(decision, alice, chloe, signed_in):
    with at(NOTIFIED):
        hers = signed_in(alice).get("/espace/").content.decode()
        contact = signed_in(chloe).get("/espace/").content.decode()

    assert ("Recours possible" in hers, "Recours possible" in contact) == (True, False)


def test_dircom_gets_a_404_on_an_appeal(decision, alice, dircom, signed_in):
    """BR-89."""
    with at(NOTIFIED):
        appeal = lodge(decision, alice)
        client = signed_in(dircom)
        paths = [appeal.get_absolute_url(), f"{appeal.get_absolute_url()}prendre-en-charge/"]
        codes = [client.get(path).status_code for path in paths]
        listed = client.get("/espace/demandes/").content.decode()

    assert codes == [404, 404]
    assert appeal.reference not in listed
