"""State machine of a practice: proposal, review, publication (BR-84 to BR-87)."""

from datetime import date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from observatory import public
from observatory.practices.models import GoodPractice
from observatory.practices.workflow import PRACTICE
from portal import documents
from portal.access.roles import give_role
from portal.core import clock
from portal.models import Role
from portal.notifications import outbox
from portal.workflow import Forbidden, Refused
from tests import factories
from tests.observatory.factories import make_practice
from tests.portal.documents.build import picture

pytestmark = pytest.mark.django_db


def codes(practice, step):
    return [p.code for p in PRACTICE.transitions[step].problems(practice)]


def test_a_practice_goes_from_its_organism_to_everybody(organism, alice, sonia, dircom, client):
    practice = make_practice(organism)

    for step, who in (("submit", alice), ("validate", sonia), ("publish", dircom)):
        practice = PRACTICE.fire(practice, step, by=who)

    assert (practice.state, practice.published_on) == ("published", date(2026, 11, 24))
    assert practice.review_due_on == date(2028, 11, 24)
    assert [row.pk for row in public.published_practices()] == [practice.pk]
    assert practice.title in client.get(practice.get_public_url()).content.decode()


def test_the_contributor_does_not_validate_their_own_record(organism, sonia):
    """BR-84: a référent who acts for the organism, or who proposed the record, leaves it to another."""
    give_role(own := factories.make_member(organism, "contact"), Role.REFERENT)
    practice = make_practice(organism, "submitted")
    proposed = make_practice(factories.make_organism(), "submitted", proposed_by=sonia)

    for thing, who in ((practice, own), (proposed, sonia)):
        with pytest.raises(Forbidden):
            PRACTICE.fire(thing, "validate", by=who)

    assert PRACTICE.fire(practice, "validate", by=sonia).state == "validated"


def test_br85_publication_needs_agreement_image_rights_and_alternative_text(organism, alice, sonia):
    practice = make_practice(organism, "validated", management_agreement_on=None)
    upload = SimpleUploadedFile("hall.png", picture())
    practice.cover = documents.store(upload, holder=practice, by=alice, kind="cover")
    practice.save()

    assert codes(practice, "publish") == ["agreement", "alt", "image_rights"]
    with pytest.raises(Refused):
        PRACTICE.fire(practice, "publish", by=sonia)


def test_br85_an_agreement_to_come_is_none(organism):
    practice = make_practice(organism, management_agreement_on="2026-11-25")

    assert codes(practice, "submit") == ["agreement"]


def test_the_database_refuses_a_published_record_without_agreement(organism):
    """BR-85."""
    with pytest.raises(IntegrityError), transaction.atomic():
        make_practice(organism, "published", management_agreement_on=None)


def test_a_name_goes_with_the_consent(organism, client):
    """BR-86: withdrawn, the name leaves the page at once."""
    practice = make_practice(
        organism, "published", contact_name="Maëlle Tarvennec", contact_consent_on="2025-11-03"
    )
    first = client.get(practice.get_public_url()).content.decode()

    practice.contact_name, practice.contact_consent_on = "", None
    practice.save()

    assert "Maëlle Tarvennec" in first
    assert "Maëlle Tarvennec" not in client.get(practice.get_public_url()).content.decode()
    with pytest.raises(IntegrityError), transaction.atomic():
        GoodPractice.objects.filter(pk=practice.pk).update(contact_name="Maëlle Tarvennec")


def test_br87_a_practice_is_to_confirm_after_its_24_months(organism, alice):
    """The clock asks on the day, once, and the organism confirms."""
    practice = make_practice(
        organism, "published", published_on="2024-11-24", review_due_on="2026-11-25"
    )

    assert PRACTICE.run_timed() == []
    with clock.at(datetime(2026, 11, 25, 8)):
        [due] = PRACTICE.run_timed()
        assert PRACTICE.run_timed() == []
        outbox.deliver_due()
        again = PRACTICE.fire(due, "confirm", by=alice)

    assert outbox.Message.objects.filter(notice="practice.review_due", person=alice).count() == 1
    assert (again.state, again.review_due_on) == ("published", date(2028, 11, 25))
    assert again.published_on == practice.published_on


def test_what_a_reader_needs_is_asked_by_its_name(organism):
    practice = make_practice(organism, summary="", themes=[], contact_email="")

    assert codes(practice, "submit") == ["missing_summary", "missing_contact_email", "no_theme"]


@pytest.mark.parametrize("step", ["request_changes", "reject"])
def test_a_refusal_says_why_to_the_organism(step, organism, alice, sonia, mailoutbox):
    practice = make_practice(organism, "submitted")

    PRACTICE.fire(practice, step, by=sonia, reason="Le coût n’est pas dit, ni la durée.")
    outbox.deliver_due()

    assert [m.to for m in mailoutbox] == [[alice.email]]
    assert "Le coût n’est pas dit, ni la durée." in mailoutbox[0].body


def test_words_follow_the_record(organism):
    practice = make_practice(organism, themes=["T01", "T07"], tags=["propreté"])
    practice.themes = ["T07"]
    practice.save()

    terms = practice.terms.values_list("kind", "code")
    assert set(terms) == {("theme", "T07"), ("tag", "propreté")}
