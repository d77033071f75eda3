"""Declarations of interests after their time: what ties a member leaves, the withdrawal stays (BR-93, BR-51)."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from labelling.committee.complaints.models import Complaint
from labelling.committee.models import AgendaItem, InterestDeclaration
from portal.models import Erasure
from portal.workflow import audit_log, comparing, facts
from tests.factories import make_user
from tests.labelling.accreditation.factories import make_accreditation, make_decision
from tests.labelling.audits.test_retention import BEFORE, DAY, SECRET, due, run
from tests.labelling.complaints.factories import make_complaint

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_too]


def interest(**said):
    item = make_decision(make_accreditation(state="submitted"), on=date(2021, 11, 25)).item
    one = InterestDeclaration.objects.create(item=item, user=make_user(), **said)
    rows = facts.rows(made=[one])
    audit_log.write(item.session, by=one.user, act="declare", sentence="a déclaré", data=rows)
    return one


def test_br93_five_years_after_the_session_what_ties_a_member_leaves_and_their_withdrawal_stays():
    """Three in use, two in the archive; who declared nothing has nothing to erase."""
    interest(has_interest=False)
    one = interest(has_interest=True, nature=SECRET)

    assert (due("interests", BEFORE), due("interests", DAY)) == ([], [one])
    assert (run("interests", BEFORE), run("interests", DAY)) == (0, 1)

    one.refresh_from_db()
    assert (one.has_interest, one.nature) == (True, "")
    assert Erasure.objects.get(code="interests").count == 1
    assert (comparing.contradicted(), due("interests", DAY)) == ([], [])


def test_br93_an_open_complaint_against_the_decision_holds_the_declarations_of_its_point():
    one = interest(has_interest=True, nature=SECRET)
    complaint = make_complaint(decision=one.item.decision)

    held = due("interests", DAY)
    Complaint.objects.filter(pk=complaint.pk).update(closed_on=DAY)

    assert (held, due("interests", DAY)) == ([], [one])


def test_br51_a_nature_that_sql_takes_away_is_found_and_another_one_is_refused():
    one = interest(has_interest=True, nature=SECRET)
    AgendaItem.objects.filter(pk=one.item_id).update(state="validated")
    with pytest.raises(DatabaseError, match="evidence"), transaction.atomic():
        InterestDeclaration.objects.update(nature="Aucun lien")
    InterestDeclaration.objects.update(nature="")

    assert len(comparing.contradicted()) == 1
