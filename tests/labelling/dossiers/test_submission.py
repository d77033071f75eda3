"""Dossier from draft to registration: completeness, receipt, complements."""

from datetime import datetime, timedelta

import pytest
from django.template.loader import render_to_string

from labelling.path.dossiers import notices, scenario
from labelling.path.dossiers.parts import actions
from labelling.path.dossiers.steps.workflow import DOSSIER
from portal.core import clock, working_days
from portal.models import Message
from portal.notifications import outbox
from portal.workflow import Refused, audit_log
from tests.factories import make_dossier, make_member
from tests.labelling.dossiers.factories import fresh, ready_draft, refused_step, submitted
from tests.markup import tidy

pytestmark = pytest.mark.django_db
MORNING = datetime(2026, 3, 2, 9)
MAILS = [n for n in vars(notices).values() if isinstance(n, outbox.Notice)]
ASKED = {"reason_1": "La lettre n’est pas signée par la direction.", "piece_1": "lettre-engagement"}


def ask(dossier, by, **values):
    """A complement request, through the step's own form."""
    transition = DOSSIER.transitions["request_complement"]
    data = {"due_on": (clock.today() + timedelta(days=30)).isoformat()} | ASKED | values
    form = transition.form(data, thing=dossier, by=by)
    assert form.is_valid(), form.errors
    return DOSSIER.fire(dossier, "request_complement", by=by, **form.cleaned_data)


def test_a_complete_draft_is_submitted_and_dated(organism, alice):
    dossier = submitted(organism, alice)

    assert (dossier.state, dossier.submitted_on) == ("submitted", clock.today())
    assert dossier.due_on == working_days.add_working_days(clock.today(), 15)


@pytest.mark.parametrize("who", ["chloe", "bob", "sonia", "dircom"])
def test_br03_only_a_signatory_submits(request, organism, alice, who):
    dossier = ready_draft(organism, alice)

    assert refused_step(dossier, "submit", request.getfixturevalue(who)) == ["forbidden"]


@pytest.mark.parametrize("field", ["presentation", "perimeter"])
def test_a_draft_without_its_texts_is_not_submitted(organism, alice, field):
    dossier = ready_draft(organism, alice)
    type(dossier).objects.update(**{field: " "})

    assert refused_step(dossier, "submit", alice) == [f"no_{field}"]


def test_a_draft_that_nobody_engaged_is_not_submitted(organism, alice):
    dossier = ready_draft(organism, alice)
    type(dossier).objects.update(engagement_signed_on=None)

    assert refused_step(dossier, "submit", alice) == ["not_engaged"]


@pytest.mark.parametrize("changed", [{"perimeter": "L’agence Sud."}, {"homes_in_perimeter": 120}])
def test_br03_a_perimeter_changed_after_the_engagement_is_signed_again(organism, alice, changed):
    dossier = ready_draft(organism, alice)
    type(dossier).objects.update(**changed)
    assert refused_step(dossier, "submit", alice) == ["engaged_otherwise"]

    scenario.sign_engagement(alice, fresh(dossier))

    assert DOSSIER.transitions["submit"].problems(fresh(dossier)) == []


def test_what_an_engagement_was_signed_for_is_told_where_it_is_signed_again(
    organism, alice, signed_in
):
    dossier = ready_draft(organism, alice)
    type(dossier).objects.update(
        perimeter="L’agence Sud.", engaged_perimeter="Tout le patrimoine.", engaged_homes=890
    )

    page = signed_in(alice).get(f"{dossier.get_absolute_url()}engagement/").content.decode()
    read = signed_in(alice).get(dossier.get_absolute_url()).content.decode()

    said = "pour un autre périmètre\u00a0: «\u00a0Tout le patrimoine.\u00a0» (890\u00a0logements)."
    assert said in tidy(page)
    assert "À signer de nouveau" in read


def test_br13_each_missing_piece_is_named_with_the_page_that_mends(organism, alice):
    dossier = ready_draft(organism, alice)
    dossier.pieces.filter(code__in=["perimetre", "lettre-engagement"]).update(is_current=False)

    problems = DOSSIER.transitions["submit"].problems(fresh(dossier))

    assert [p.code for p in problems] == ["missing_piece", "missing_piece"]
    assert "Lettre d’engagement signée" in problems[0].text
    assert "Périmètre et liste du patrimoine" in problems[1].text
    assert problems[1].mend.endswith("/pieces/ajouter/?piece=perimetre")


def test_br13_an_optional_piece_is_not_asked_for(organism, alice):
    dossier = ready_draft(organism, alice)

    assert not dossier.pieces.filter(code="plan-concertation").exists()
    assert DOSSIER.transitions["submit"].problems(dossier) == []


@pytest.mark.dated
@pytest.mark.parametrize(
    ("stage", "days", "expected"),
    [
        ("candidature", 0, []),
        ("candidature", 1, ["no_tenants"]),  # a date to come
        (
            "candidature",
            -1,
            [],
        ),  # before the dossier was opened: tenants are told before one applies
        ("candidature", -365, []),  # D01t
        ("candidature", -366, ["no_tenants"]),
        ("diagnostic", 0, ["no_tenants"]),  # another stage
    ],
)
def test_br14_the_evidence_belongs_to_the_stage_and_is_dated_inside_it(
    organism, alice, stage, days, expected
):
    dossier = ready_draft(organism, alice)
    dossier.tenant_involvements.update(stage=stage, held_on=clock.today() + timedelta(days=days))

    assert [p.code for p in DOSSIER.transitions["submit"].problems(dossier)] == expected


def test_submission_tells_the_members_and_the_office(organism, alice, chloe, sonia):
    dossier = submitted(organism, alice)

    told = set(Message.objects.values_list("notice", "person"))

    assert told == {
        ("dossier.submitted", alice.pk),
        ("dossier.submitted", chloe.pk),
        ("dossier.to_check", sonia.pk),
    }
    assert (
        DOSSIER.transitions["submit"]
        .success(dossier)
        .startswith("Dossier déposé. Accusé envoyé à 2\u00a0personnes.")
    )


def test_br96_mails_leave_rendered_and_only_to_who_still_sees_the_dossier(
    organism, alice, chloe, mailoutbox
):
    dossier = submitted(organism, alice)
    chloe.memberships.update(is_active=False)

    outbox.deliver_due()

    assert [(mail.subject, mail.to) for mail in mailoutbox] == [
        (f"Valmeyre Habitat : accusé de réception du dossier {dossier.reference}", [alice.email])
    ]
    assert f"/espace/dossiers/{dossier.reference}/" in mailoutbox[0].body


@pytest.mark.parametrize("template", sorted(outbox.template_of(n, DOSSIER.topic) for n in MAILS))
def test_every_mail_has_a_subject_a_text_and_a_reason(dossier, alice, template):
    dossier.due_on, dossier.outcome_reason = clock.today(), "Un motif."
    context = {
        "person": alice,
        "thing": dossier,
        "url": "https://portail.example/",
        "why": "Vous suivez ce dossier.",
    }

    subject, _, body = render_to_string(template, context).partition("\n")

    assert organism_name(dossier) in subject
    assert "{{" not in body
    assert body.strip().endswith("Vous suivez ce dossier.")


def organism_name(dossier):
    return dossier.organism.name


def test_br15_a_complement_has_a_reason_and_a_date(organism, alice, sonia):
    dossier = submitted(organism, alice)
    form_class = DOSSIER.transitions["request_complement"].form

    form = form_class(
        {"reason_1": "Trop court", "due_on": clock.today().isoformat()}, thing=dossier, by=sonia
    )

    assert sorted(form.errors) == ["due_on", "reason_1"]
    assert form_class(thing=dossier, by=sonia).fields["due_on"].initial == dossier.rules.due(
        "D02", clock.today()
    )


def test_br15_a_request_waits_for_an_answer_then_the_signatory_submits_again(
    organism, alice, chloe, sonia
):
    dossier = ask(submitted(organism, alice), sonia)
    assert (dossier.state, dossier.due_on) == ("to_complete", clock.today() + timedelta(days=30))
    assert refused_step(dossier, "resubmit", alice) == ["unanswered"]

    scenario.answer_complements(chloe, dossier)

    assert refused_step(fresh(dossier), "resubmit", chloe) == ["forbidden"]
    dossier = DOSSIER.fire(fresh(dossier), "resubmit", by=alice)
    assert (dossier.state, dossier.frozen_copies.count()) == ("submitted", 2)
    assert dossier.due_on == working_days.add_working_days(clock.today(), 15)


def test_the_journal_keeps_the_reason_of_the_request(organism, alice, sonia):
    dossier = ask(submitted(organism, alice), sonia)

    assert audit_log.entries_of(dossier)[0].reason == ASKED["reason_1"]


def test_complements_are_answered_only_while_they_are_asked(organism, alice):
    dossier = submitted(organism, alice)

    with pytest.raises(Refused) as refused:
        actions.answer_complements(dossier, {}, by=alice)

    assert refused.value.codes == ["read_only"]


def test_br15_silence_and_two_reminders_make_a_proposal_and_move_nothing(organism, alice, sonia):
    with clock.at(MORNING):
        dossier = ask(submitted(organism, alice), sonia)
        due_on = dossier.due_on
    for days in (18, 25, 31, 45):  # ten and three days before are Sundays: the Fridays
        with clock.at(MORNING + timedelta(days=days)):
            DOSSIER.run_reminders()
            assert DOSSIER.run_timed() == []

    with clock.at(MORNING + timedelta(days=63)):
        moved = DOSSIER.run_timed()

    assert [(d.state, d.due_on, d.dismissal_proposed_on) for d in moved] == [
        ("to_complete", due_on, (MORNING + timedelta(days=63)).date())
    ]
    assert Message.objects.filter(notice="dossier.dismiss_proposed", person=sonia).count() == 1
    with clock.at(MORNING + timedelta(days=64)):
        assert DOSSIER.run_timed() == []


def test_br15_without_its_reminders_the_silence_proposes_nothing(organism, alice, sonia):
    with clock.at(MORNING):
        ask(submitted(organism, alice), sonia)

    with clock.at(MORNING + timedelta(days=90)):
        assert DOSSIER.run_timed() == []


def test_br15_a_person_dismisses_with_a_reason_once_the_reminders_have_left(organism, alice, sonia):
    with clock.at(MORNING):
        dossier = ask(submitted(organism, alice), sonia)
        assert refused_step(dossier, "dismiss", sonia, reason="x" * 20) == ["not_due"]
    for days in (18, 31):
        with clock.at(MORNING + timedelta(days=days)):
            DOSSIER.run_reminders()

    with clock.at(MORNING + timedelta(days=40)):
        dossier = DOSSIER.fire(
            dossier, "dismiss", by=sonia, reason="Aucune réponse malgré deux relances."
        )

    assert (dossier.state, dossier.outcome_reason) == (
        "dismissed",
        "Aucune réponse malgré deux relances.",
    )


def test_a_submitted_dossier_may_be_dismissed_at_once_with_a_reason(organism, alice, sonia):
    form = DOSSIER.transitions["dismiss"].form({"reason": "trop court"}, thing=None, by=sonia)
    dossier = DOSSIER.fire(
        submitted(organism, alice), "dismiss", by=sonia, reason="Hors du champ du label."
    )

    assert list(form.errors) == ["reason"]
    assert dossier.state == "dismissed"


def test_a_former_member_is_not_told(organism, alice):
    leaver = make_member(organism, "contact")
    leaver.memberships.update(is_active=False)

    assert list(notices.members(make_dossier(organism))) == [alice]
