"""Concurrent submissions of one public form: one row; without the constraint, eight."""

import uuid

import pytest
from django.db import connection

from labelling.committee.complaints.authors import actions
from labelling.committee.complaints.models import Admission, Enquiry
from labelling.parties.framework.binding import current_rules
from labelling.parties.organisms.models import Organism
from portal.accounts.models import Invitation
from portal.models import Message
from portal.workflow import Refused, Workflow
from tests.evidence import empty
from tests.factories import siren
from tests.labelling.complaints.factories import make_admission
from tests.labelling.labels.test_races import MANY, together
from tests.races import met_after, without_row_locks
from tests.races import together as acted_together

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
ROUNDS = 5


def send(key):
    return actions.receive(Enquiry, key=key, text="Une question.", sender_email="lea@exemple.fr").pk


def test_one_page_sent_eight_times_at_once_is_one_message_and_one_mail(transactional_db):
    assert current_rules().deadlines
    key = uuid.uuid4()
    made = together(lambda: send(key))

    assert (len(made), len(set(made)), Enquiry.objects.count()) == (MANY, 1, 1)
    assert Message.objects.filter(address="lea@exemple.fr").count() == 1


def test_control_without_the_constraint_each_sending_makes_its_row(transactional_db):
    assert current_rules().deadlines
    field = Enquiry._meta.get_field("sent_key")
    loose = field.clone()
    loose._unique = False
    loose.set_attributes_from_name("sent_key")
    with connection.schema_editor() as editor:
        editor.alter_field(Enquiry, field, loose)
    try:
        key = uuid.uuid4()
        together(lambda: send(key))
        assert Enquiry.objects.count() > 1
    finally:
        Enquiry.objects.all().delete()
        with connection.schema_editor() as editor:
            editor.alter_field(Enquiry, loose, field)


def opened_at_once(by):
    """Requests of one Siren opened at once: what was raised."""
    asked = [make_admission(organism_name=f"Valmeyre {n}") for n in range(4)]
    reason = "Siren lu au registre des entreprises."
    return acted_together(
        [lambda one=one: one.workflow.fire(one, "open", by=by, reason=reason) for one in asked]
    )


def test_requests_of_one_siren_opened_at_once_make_one_organism_and_tell_the_others(sonia):
    raised = opened_at_once(sonia)

    codes = {one.codes[0] for one in raised if isinstance(one, Refused)}
    assert (len(raised), codes <= {"known", "not_created"}) == (3, True)
    states = sorted(Admission.objects.values_list("state", flat=True))
    assert (Organism.objects.count(), states) == (1, ["opened", *["received"] * 3])
    assert Invitation.objects.count() == 2


def test_control_without_the_constraint_each_request_makes_its_organism(sonia):
    constraint = next(c for c in Organism._meta.constraints if c.name == "organism_siren_once")
    with connection.schema_editor() as editor:
        editor.remove_constraint(Organism, constraint)

    def made():
        """How many organisms."""
        opened_at_once(sonia)
        count = Organism.objects.count()
        empty(Admission)
        empty(Organism)
        return count

    try:
        found = any(made() > 1 for _ in range(ROUNDS))
    finally:
        with connection.schema_editor() as editor:
            editor.add_constraint(Organism, constraint)

    assert found


def asked(number):
    return make_admission(siren=siren(90_000 + number))


def answered_at_once(by, one):
    """A request opened and refused at once: its end, how many organisms, what was told."""
    answer = "Le label est réservé aux organismes Hlm."
    raised = acted_together(
        [
            lambda: one.workflow.fire(one, "open", by=by, reason="Siren lu au registre."),
            lambda: one.workflow.fire(one, "refuse", by=by, answer=answer),
        ]
    )
    one.refresh_from_db()
    made = Organism.objects.filter(siren=one.siren).count()
    return one.state, made, [error.codes for error in raised if isinstance(error, Refused)]


def test_a_request_opened_and_refused_at_once_has_one_end_and_the_other_is_told(sonia):
    found = [answered_at_once(sonia, asked(number)) for number in range(ROUNDS)]

    ends = (("opened", 1, [["state"]]), ("refused", 0, [["state"]]))
    assert all(one in ends for one in found)


def test_control_without_the_lock_nobody_is_told_that_the_request_has_ended(sonia, monkeypatch):
    """Both have found it to check before either writes."""
    one = asked(0)
    without_row_locks(monkeypatch)
    met_after(monkeypatch, Workflow, "too_late")

    assert answered_at_once(sonia, one)[2] == []
