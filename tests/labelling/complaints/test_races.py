"""Concurrent submissions of one public form: one row; without the constraint, eight."""

import uuid

import pytest
from django.db import connection

from labelling.complaints import filing
from labelling.complaints.models import Enquiry
from labelling.framework.binding import current_rules
from portal.models import Message
from tests.labelling.labels.test_races import MANY, together

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def send(key):
    return filing.receive(Enquiry, key=key, text="Une question.", sender_email="lea@exemple.fr").pk


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
