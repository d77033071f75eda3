"""Licences that follow their title, both or neither (BR-80); an existing database catches up."""

from datetime import date, datetime
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction

from labelling.path.dossiers.models import LabelDossier
from labelling.title.labels.actions import annul, grant
from labelling.title.labels.models import Label
from labelling.title.labels.workflow import LABEL
from labelling.title.licences import rights
from labelling.title.licences.models import BrandLicence
from portal.core import clock, working_days
from portal.models import Message, Role
from portal.ops import worker
from tests.factories import make_dossier, make_user
from tests.labelling.dossiers.factories import registered
from tests.labelling.labels.factories import TODAY, make_decision, make_granted, make_label
from tests.labelling.licences.factories import ensure_charter, make_licence

pytestmark = pytest.mark.django_db
REASON = "Les réclamations restent sans réponse depuis six mois, malgré deux rappels écrits."


@pytest.fixture
def sofia(db):
    return make_user("Sofia", "Marchand", roles=[Role.SECRETARY])


def states(organism):
    rows = BrandLicence.objects.filter(organism=organism).order_by("pk")
    return [(one.variant, one.state) for one in rows]


def accept(organism, variant, by):
    ensure_charter()
    licence = BrandLicence.objects.get(organism=organism, variant=variant, state="eligible")
    return licence.workflow.fire(licence, "accept", by=by, supports=["web"])


def heard(label):
    Label.objects.filter(pk=label.pk).update(notice_sent_on=date(2026, 10, 1))
    return Label.objects.get(pk=label.pk)


def measure(label, kind, step, by):
    make_decision(option="yes", kind=kind, label=label)
    return LABEL.fire(Label.objects.get(pk=label.pk), step, by=by, reason=REASON)


def decide(dossier, step="grant"):
    LabelDossier.objects.filter(pk=dossier.pk).update(state="scheduled")
    decision = make_decision(dossier=dossier, option=step)
    dossier = LabelDossier.objects.get(pk=dossier.pk)
    dossier.workflow.fire(dossier, step, by=decision.validated_by, decision=decision)
    return decision


def test_from_registration_to_the_label_one_licence_leaves_when_the_next_opens(
    organism, alice, sonia
):
    dossier = registered(organism, alice, sonia)
    opened = states(organism)
    accept(organism, "engaged", alice)
    decision = decide(dossier)
    grant(LabelDossier.objects.get(pk=dossier.pk), decision, by=decision.validated_by)
    engaged = BrandLicence.objects.get(variant="engaged")

    assert opened == [("engaged", "eligible")]
    assert states(organism) == [("engaged", "ending"), ("labelled", "eligible")]
    assert (engaged.end_on, engaged.digital_due_on, engaged.print_due_on) == (
        TODAY,
        date(2026, 12, 24),
        date(2027, 2, 22),
    )
    assert list(
        Message.objects.filter(notice="licence.opened").values_list("person", flat=True)
    ) == [alice.pk, alice.pk]


def test_an_engaged_licence_never_accepted_is_closed_without_a_countdown(organism, alice, sonia):
    decide(registered(organism, alice, sonia), "refuse")
    licence = BrandLicence.objects.get()

    assert (licence.state, licence.digital_due_on) == ("ended", None)


def test_br80_a_withdrawal_and_a_suspension_carry_the_licence_in_the_same_step(
    organism, alice, sofia
):
    label = heard(make_granted(organism))
    licence = accept(organism, "labelled", alice)
    measure(label, "suspension", "suspend", sofia)
    suspended = BrandLicence.objects.get(pk=licence.pk)
    measure(label, "reinstatement", "reinstate", sofia)
    given_back = BrandLicence.objects.get(pk=licence.pk)
    measure(heard(label), "withdrawal", "withdraw", sofia)
    withdrawn = BrandLicence.objects.get(pk=licence.pk)

    assert (suspended.state, suspended.digital_due_on) == ("suspended", date(2026, 12, 24))
    assert (given_back.state, given_back.digital_due_on) == ("active", None)
    assert (withdrawn.state, withdrawn.end_on, withdrawn.reason) == ("ending", TODAY, REASON)
    told = Message.objects.filter(notice__startswith="licence.", person=alice)
    assert list(told.order_by("pk").values_list("notice", flat=True)) == [
        "licence.opened",
        "licence.suspended",
        "licence.reinstated",
        "licence.ending",
    ]


def test_br80_a_follower_that_fails_undoes_the_label_s_step_with_the_licence_s(
    organism, alice, sofia
):
    """The control: without the failure, both move (the test above)."""
    label = heard(make_granted(organism))
    licence = accept(organism, "labelled", alice)
    make_decision(option="yes", kind="withdrawal", label=label)
    seen = []

    def broken(thing, *, by, entry):
        seen.append(BrandLicence.objects.get(pk=licence.pk).state)
        raise RuntimeError("what comes after fails")

    LABEL.follow(broken)
    try:
        with pytest.raises(RuntimeError):
            LABEL.fire(heard(label), "withdraw", by=sofia, reason=REASON)
    finally:
        LABEL.followers.remove(broken)

    assert seen == ["ending"]
    assert Label.objects.get(pk=label.pk).state == "active"
    assert BrandLicence.objects.get(pk=licence.pk).state == "active"


def test_br80_the_end_follows_an_extension_and_a_renunciation_to_come(organism, alice, sofia):
    label = make_granted(organism)
    licence = accept(organism, "labelled", alice)
    make_dossier(organism, state="review", dossier_type="renewal")
    extended = measure(label, "extension", "extend", sofia)
    after = BrandLicence.objects.get(pk=licence.pk)
    LABEL.fire(extended, "renounce", by=alice, ended_on=date(2026, 12, 1))
    leaving = BrandLicence.objects.get(pk=licence.pk)
    with clock.at(datetime(2026, 12, 1, 9)):
        worker.run_clock(with_daily=False)
    ended = BrandLicence.objects.get(pk=licence.pk)

    assert (after.end_on, after.state) == (extended.end_on, "active")
    assert (leaving.end_on, leaving.state) == (date(2026, 11, 30), "active")
    assert (ended.state, ended.digital_due_on) == ("ending", date(2026, 12, 30))


def test_an_expiry_told_late_counts_the_days_from_the_label_s_end(organism, alice):
    make_label(organism, end_on=TODAY)
    call_command("ensure_licences", stdout=StringIO())
    accept(organism, "labelled", alice)
    with clock.at(datetime(2026, 12, 10, 9)):
        worker.run_clock(with_daily=False)
    licence = BrandLicence.objects.get()

    assert (licence.state, licence.end_on) == ("ending", TODAY)
    assert (licence.digital_due_on, licence.due_on) == (date(2026, 12, 24), date(2026, 12, 24))


def test_a_renewed_label_carries_the_licence_over_without_a_new_signature(organism, alice):
    label = make_label(organism, end_on=TODAY)
    call_command("ensure_licences", stdout=StringIO())
    old = accept(organism, "labelled", alice)
    new = make_granted(organism, dossier_type="renewal")
    with clock.at(datetime(2026, 11, 25, 0, 5)):
        between = rights.variants(organism)
        worker.run_clock(with_daily=False)
        after = rights.variants(organism)
    licence = BrandLicence.objects.get(label=new)

    assert states(organism) == [("labelled", "ended"), ("labelled", "active")]
    assert (between, after) == ({"labelled"}, {"labelled"})
    assert (licence.accepted_by, licence.accepted_at, licence.charter) == (
        alice,
        old.accepted_at,
        old.charter,
    )
    assert (licence.start_on, licence.end_on) == (new.start_on, new.end_on)
    assert label.pk != new.pk


def test_a_mention_opens_its_licence_and_takes_it_away_with_its_decision(organism, alice, carla):
    label = make_granted(organism)
    accept(organism, "labelled", alice)
    dossier = make_dossier(organism, dossier_type="mention", state="review")
    decision = decide(dossier)
    grant(LabelDossier.objects.get(pk=dossier.pk), decision, by=decision.validated_by)
    licence = accept(organism, "mention", alice)
    decision.annulled_on, decision.annulment_reason = TODAY, REASON
    decision.annulment_reference, decision.annulled_by = "Recours 12", carla
    decision.save()
    decision.item.__class__.objects.filter(pk=decision.item.pk).update(state="annulled")
    dossier = LabelDossier.objects.get(pk=dossier.pk)
    annul(dossier, decision, by=carla)
    dossier.workflow.fire(dossier, "reopen_granted", by=carla, reason=REASON)

    assert (licence.state, licence.end_on) == ("active", label.end_on)
    assert states(organism) == [("labelled", "active"), ("mention", "ending")]


def test_a_refused_licence_is_not_opened_again_for_the_same_title(organism, alice, dircom):
    make_label(organism)
    call_command("ensure_licences", stdout=StringIO())
    licence = BrandLicence.objects.get()
    licence.workflow.fire(licence, "refuse", by=dircom, reason=REASON)
    call_command("ensure_licences", stdout=StringIO())

    assert states(organism) == [("labelled", "refused")]


def test_an_older_database_gets_its_licences_once_and_without_a_mail(organism, bob, alice):
    make_label(organism)
    other = bob.memberships.get().organism
    make_dossier(other, state="preparation")
    make_licence(label=make_label(state="withdrawn", ended_on=TODAY), by=alice)
    said = [StringIO(), StringIO()]
    for text in said:
        call_command("ensure_licences", stdout=text)

    assert states(organism) == [("labelled", "eligible")]
    assert states(other) == [("engaged", "eligible")]
    assert [text.getvalue() for text in said] == [
        "3 licences mises à jour.\n",
        "0 licences mises à jour.\n",
    ]
    assert Message.objects.filter(notice="licence.opened").count() == 0


def test_br80_the_database_refuses_a_licence_that_would_outlive_its_label(organism, alice):
    """Control: the very same rows on the label's own last day are written."""
    licence = make_licence(organism, by=alice)
    label, rows = licence.label, BrandLicence.objects.filter(pk=licence.pk)
    for write in (
        lambda: rows.update(end_on=working_days.add_days(label.end_on, 1)),
        lambda: Label.objects.filter(pk=label.pk).update(end_on=date(2026, 12, 31)),
    ):
        with pytest.raises(DatabaseError, match="does not outlive its label"), transaction.atomic():
            write()

    assert rows.update(end_on=label.end_on) == 1
    assert BrandLicence.objects.get().end_on == label.end_on
