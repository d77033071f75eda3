"""Dates, ratings, roles, declarations and digests changed by SQL are named by `verify_journal` (BR-23, F-7)."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from labelling.committee.agenda import actions
from labelling.committee.attendance import interests
from labelling.committee.models import AgendaItem, InterestDeclaration
from labelling.parties.accreditation.register import past
from labelling.parties.organisms.models import Membership
from portal.core import clock
from portal.scenario.files import document
from portal.schema import triggers
from portal.workflow import acting
from portal.workflow.audit_log import Entry
from portal.workflow.triggers import append_only
from tests.factories import make_dossier
from tests.labelling.accreditation.factories import make_auditor
from tests.labelling.audits.factories import Story
from tests.labelling.committee import factories as committee
from tests.labelling.labels.factories import make_granted
from tests.portal.documents.factories import keep
from tests.portal.workflow.told_facts.conftest import remove, rewrite, run, said, verified

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_too]
DATES = {
    "trained_on": date(2025, 2, 3),
    "insured_until_on": date(2027, 12, 31),
    "starts_on": date(2025, 3, 12),
    "ends_on": date(2028, 3, 11),
}


@pytest.fixture
def interest(organism, sonia):
    """Two seats; one of their holders, of the organism, has an interest that the portal has found."""
    with clock.at(committee.LISTED):
        people = committee.make_committee(2)
        Membership.objects.create(organism=organism, user=people["PRES"], function="contact")
        session = committee.make_session(sonia, days=77)
        actions.add(session, AgendaItem.Kind.LABEL, committee.in_review(organism), by=sonia)
        interests.declare_all(session, {}, by=sonia)
    return InterestDeclaration.objects.get(has_interest=True)


@pytest.fixture
def accreditation(sonia):
    facts = {"audit_types": ["hqs"], "certificate": document("Attestation", "Assurée.")}
    return past.take_over(make_auditor(), by=sonia, origin="Avant", **facts, **DATES)


@pytest.fixture
def rating(db):
    story = Story(make_dossier(state="audit")).go("validate")
    return story.mission.ratings.select_related("criterion", "mission").first()


@pytest.fixture
def label(organism):
    return make_granted(organism)


@pytest.fixture
def file(alice):
    return keep(alice, holder=make_dossier())


@pytest.mark.parametrize("made", ["label", "accreditation", "rating", "role", "interest", "file"])
def test_what_the_portal_did_is_what_the_journal_says(request, made):
    request.getfixturevalue(made)

    assert verified() == []


def test_the_dates_of_a_label_are_those_of_its_acts(label):
    rewrite(label, start_on="2020-01-01", end_on="2039-11-23")

    assert verified() == [
        said(
            f"labelling.label, reference {label.reference} : "
            "start_on « 2020-01-01 », le journal dit « 2026-11-24 », "
            "end_on « 2039-11-23 », le journal dit « 2029-11-23 »"
        )
    ]


def test_a_date_changed_before_the_next_act_is_not_taken_for_its_own(label, sonia):
    rewrite(label, end_on="2039-11-23")
    label.refresh_from_db()
    with acting(label, by=sonia, act="note", sentence="a écrit"):
        pass

    assert verified() == [
        said(
            f"labelling.label, avant cet acte, reference {label.reference} : "
            "end_on « 2039-11-23 », le journal dit « 2029-11-23 »"
        )
    ]


def test_an_act_tells_what_it_changes(label, sonia):
    with acting(label, by=sonia, act="note", sentence="a prorogé") as current:
        current.end_on = date(2030, 5, 23)
    last = Entry.objects.filter(thing_type="labelling.label").latest("pk").data

    assert (last["facts_before"]["end_on"], last["facts"]["end_on"]) == ("2029-11-23", "2030-05-23")
    assert verified() == []


def test_a_label_that_no_act_made_is_unknown_to_the_journal(label):
    run("UPDATE labelling_label SET state = 'expired' WHERE id = %s", label.pk)
    label.pk, label.reference, label.state = None, "QH-L-1999-0001", "expired"
    label.save(force_insert=True)

    assert said("labelling.label, reference QH-L-1999-0001 : inconnue du journal") in verified()


def test_the_end_of_an_accreditation_is_that_of_its_acts(accreditation):
    rewrite(accreditation, ends_on="2038-03-11")

    assert verified() == [
        said(
            f"labelling.auditoraccreditation, reference {accreditation.reference} : "
            "ends_on « 2038-03-11 », le journal dit « 2028-03-11 »"
        )
    ]


def known(rating):
    place = (
        f"mission__reference {rating.mission.reference}, criterion__code {rating.criterion.code}"
    )
    return f"labelling.auditrating, {place} : "


def test_br31_a_rating_is_the_one_that_was_validated(rating):
    rewrite(rating, rating=3)

    assert verified() == [said(f"{known(rating)}rating « 3 », le journal dit « 2 »")]


def test_br31_a_rating_taken_off_a_validated_audit_is_named(rating):
    remove(rating)

    assert verified() == [said(f"{known(rating)}ôtée")]


def declared(row):
    session = f"item__session__reference {row.item.session.reference}"
    return (
        f"labelling.interestdeclaration, {session}, item_id {row.item_id}, user_id {row.user_id} : "
    )


def test_br51_a_declaration_of_interest_taken_off_an_open_point_is_named(interest):
    remove(interest)

    assert verified() == [said(f"{declared(interest)}ôtée")]


def test_br51_a_declaration_of_interest_rewritten_is_named(interest):
    rewrite(interest, has_interest=False)

    assert verified() == [
        said(f"{declared(interest)}has_interest « False », le journal dit « True »")
    ]


def test_br51_a_declaration_of_interest_that_nobody_made_is_unknown_to_the_journal(interest, bob):
    forged = InterestDeclaration.objects.create(item=interest.item, user=bob, has_interest=True)

    assert verified() == [said(f"{declared(forged)}inconnue du journal")]


def test_br16_the_digest_of_a_file_is_that_of_its_deposit_even_for_who_owns_the_table(file):
    triggers.remove(connection)
    rewrite(file, sha256="0" * 64)
    triggers.install(connection)

    assert verified() == [
        said(
            f"portal.storedfile, sha256 « {'0' * 64} », le journal dit « {file.sha256} »",
        )
    ]


def test_a_line_of_a_release_that_told_nothing_leaves_nothing_to_compare(label, sonia):
    """The release before serves for a while on the same base (`release.sh back`)."""
    with acting(label, by=sonia, act="note", sentence="a prorogé") as current:
        current.end_on = date(2030, 5, 23)
    triggers.remove(connection, [append_only])
    Entry.objects.filter(pk=Entry.objects.latest("pk").pk).update(data={})
    triggers.install(connection, [append_only])
    with acting(label, by=sonia, act="note", sentence="a écrit"):
        pass

    assert [why for why in verified() if "modifiée" not in why and "rompue" not in why] == []


def test_lines_written_before_facts_were_told_compare_nothing(label, role, interest):
    """An installation upgraded from there is not accused of what its journal never said."""
    triggers.remove(connection, [append_only])
    Entry.objects.update(data={})
    triggers.install(connection, [append_only])
    rewrite(label, end_on="2039-11-23")
    remove(role)
    remove(interest)

    assert {why.partition(", ")[2] for why in verified()} == {"ligne modifiée"}


def test_the_comparison_asks_as_many_queries_of_many_rows(alice, dossier):
    counts = []
    verified()
    for number in (1, 5):
        for copy in range(number):
            keep(alice, holder=dossier, name=f"piece-{number}-{copy}.pdf")
        with CaptureQueriesContext(connection) as asked:
            assert verified() == []
        counts.append(len(asked))

    assert counts[0] == counts[1]
