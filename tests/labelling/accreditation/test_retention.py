"""Retention of accreditations and refused applications (BR-93): erased by a decision, the decision itself kept."""

from datetime import date, datetime

import pytest

from labelling.parties.accreditation.models import AuditorAccreditation, AuditorStatement, Tie
from labelling.parties.organisms.models import Organism
from portal import documents
from portal.core import clock
from portal.models import Erasure, Message, Role, StoredFile
from portal.retention import actions
from portal.retention.registry import KEEPINGS
from portal.scenario.files import document
from portal.workflow import audit_log
from tests.factories import make_dossier, make_organism, make_user
from tests.labelling.accreditation.factories import make_accreditation, make_auditor
from tests.labelling.audits.factories import make_mission
from tests.labelling.complaints.factories import lodge, refused

pytestmark = pytest.mark.django_db
SINCE = datetime(2020, 11, 24, 12, tzinfo=clock.PARIS)
REASON = "La durée est échue et personne n’en a plus besoin."
YEARS = {"application": 2022, "accreditation": 2025}  # when what began in 2020 is over


@pytest.fixture
def dpo(db):
    return make_user("Denis", "Poulain", roles=[Role.DPO])


def make(state, auditor=None, since=SINCE):
    """An accreditation in this state since then, with its certificate, its tie and a mail."""
    one = make_accreditation(auditor, state=state)
    auditor = one.auditor
    Tie.objects.create(
        auditor=auditor, organism=make_organism(), kind="advised", started_on="2019-01-01"
    )
    documents.store(
        document("Assurance", "Une assurance"), holder=one, by=auditor.user, kind="certificate"
    )
    statement = AuditorStatement.objects.create(
        auditor=auditor, kind="insurance", accreditation=one, until_on="2021-01-01"
    )
    documents.store(
        document("Assurance", "Une autre"), holder=statement, by=auditor.user, kind="insurance"
    )
    Message.objects.create(
        event_key=f"test:{one.pk}", person=auditor.user, notice="test", template="x.txt", state="sent",
        thing_type="labelling.auditoraccreditation", thing_id=one.pk, subject="Votre agrément",
    )  # fmt: skip
    AuditorAccreditation.objects.filter(pk=one.pk).update(since_at=since)
    return AuditorAccreditation.objects.get(pk=one.pk)


def due(code, day):
    with clock.at(datetime(day.year, day.month, day.day, 3, tzinfo=clock.PARIS)):
        return list(KEEPINGS[code].due())


def after(code):
    return date(YEARS[code], 11, 25)


def erase(code, one, by):
    with clock.at(datetime(YEARS[code], 11, 25, 3, tzinfo=clock.PARIS)):
        return actions.erase(KEEPINGS[code], [one.pk], by=by, reason=REASON)


@pytest.mark.parametrize(
    ("code", "state"),
    [
        ("application", "refused"),
        ("application", "draft"),
        ("accreditation", "withdrawn"),
        ("accreditation", "expired"),
    ],
)
def test_br_93_ended_accreditation_says_nothing_more_once_erased(
    code, state, dpo, django_capture_on_commit_callbacks
):
    """BR-93: the day before, nothing; that it was held or refused, and its decision, stay."""
    one = make(state)
    early, late = due(code, date(YEARS[code], 11, 24)), due(code, after(code))
    with django_capture_on_commit_callbacks(execute=True):
        proof = erase(code, one, dpo)

    left = AuditorAccreditation.objects.get()
    assert (early, late, due(code, after(code))) == ([], [one], [])
    assert (left.reference, left.state, left.references_text, left.insured_until_on, left.trained_on) == (
        one.reference, state, "", None, None,
    )  # fmt: skip
    assert (Tie.objects.count(), StoredFile.objects.count(), Message.objects.count()) == (0, 0, 0)
    assert AuditorStatement.objects.count() == 0
    assert (left.auditor.regions, left.auditor.address, left.auditor.is_public) == ([], "", False)
    assert (proof.code, proof.references, Erasure.objects.count()) == (code, [one.reference], 1)
    assert [(line.act, line.actor_name, line.reason) for line in audit_log.entries_of(left)] == [
        ("erase", "Denis Poulain", REASON)
    ]


@pytest.mark.parametrize("state", ["active", "submitted"])
def test_an_auditor_who_holds_or_asks_an_accreditation_keeps_what_was_told(state):
    """The former one, refused or ended, is read with the one that came after it."""
    auditor = make_auditor()
    make("refused", auditor)
    make("withdrawn", auditor)
    make_accreditation(auditor, state=state)

    assert [due(code, after(code)) for code in YEARS] == [[], []]


def test_a_later_accreditation_keeps_what_its_auditor_has_declared(dpo):
    """The application leaves at its own time; ties follow the accreditation, whose period is longer."""
    auditor = make_auditor()
    application = make("refused", auditor)
    make("withdrawn", auditor)
    erase("application", application, dpo)

    assert Tie.objects.count() == 2
    assert due("application", after("application")) == []
    assert [one.state for one in due("accreditation", after("accreditation"))] == ["withdrawn"]


def test_br_93_open_appeal_holds_what_bound_the_auditor(alice, organism):
    """BR-93: until it is closed."""
    one = make("withdrawn")
    dossier = make_dossier(organism)
    make_mission(dossier, auditor=one.auditor)
    held = lodge(refused(dossier), alice)
    during = due("accreditation", after("accreditation"))
    type(held).objects.update(closed_on="2026-11-24")

    assert Organism.objects.filter(appeals=held).exists()
    assert (during, due("accreditation", after("accreditation"))) == ([], [one])
