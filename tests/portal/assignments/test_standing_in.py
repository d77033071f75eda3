"""Mails to an office while one of it is absent: decided when they leave, not when they are written."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from labelling.path.dossiers import notices
from portal.access.models import User
from portal.access.roles import give_role
from portal.assignments.actions import declare, end
from portal.models import Role
from portal.notifications import outbox
from portal.notifications.delivery import deliver_due
from portal.notifications.models import Message, unread
from portal.notifications.notices import Notice
from portal.notifications.recipients import Holders
from tests.factories import make_user
from tests.labelling.complaints.factories import make_enquiry
from tests.portal.assignments.conftest import at, away, day

pytestmark = pytest.mark.django_db
TOPIC = "labelling/dossiers"


@pytest.fixture(autouse=True)
def _at_any_hour(settings):
    settings.QUIET_HOURS = None


def written(dossier, key="un", notice=notices.TO_CHECK):
    outbox.write_once(notice, dossier, key=key, topic=TOPIC)


def states():
    rows = Message.objects.filter(person__isnull=False).order_by("pk")
    return dict(rows.values_list("person__first_name", "state"))


def to(mailoutbox):
    return sorted(mail.to[0] for mail in mailoutbox)


def test_a_mail_to_the_office_leaves_to_who_is_present_and_waits_in_the_portal_for_the_other(
    sonia, paul, submitted, mailoutbox
):
    with away(sonia):
        Message.objects.all().delete()
        written(submitted)
        deliver_due()

    assert (to(mailoutbox), states()) == ([paul.email], {"Sonia": "kept", "Paul": "sent"})
    kept = Message.objects.get(person=sonia)
    assert (kept.get_dropped_for_display(), list(unread(sonia))) == (
        "la personne s’absente\u00a0: une autre de sa fonction le reçoit",
        [kept],
    )


def test_an_absence_that_began_since_the_mail_was_written_counts(
    sonia, paul, submitted, mailoutbox
):
    with at(3):
        written(submitted)
        declare(sonia, from_on=day(4), until_on=day(15), by=sonia)
    Message.objects.filter(notice__startswith="absence").delete()
    with at(4):
        deliver_due()

    assert (to(mailoutbox), states()) == ([paul.email], {"Sonia": "kept", "Paul": "sent"})


def test_an_absence_that_ended_since_the_mail_was_written_does_not_count(
    sonia, paul, submitted, mailoutbox
):
    with away(sonia, 4, 5):
        written(submitted)
    Message.objects.filter(notice__startswith="absence").delete()
    with at(6):
        deliver_due()

    assert to(mailoutbox) == sorted([paul.email, sonia.email])


def test_a_return_before_the_last_day_counts_at_once(sonia, paul, submitted, mailoutbox):
    with away(sonia) as absence:
        written(submitted)
        end(absence, by=sonia)
        Message.objects.filter(notice__startswith="absence").delete()
        deliver_due()

    assert to(mailoutbox) == sorted([paul.email, sonia.email])


def test_with_nobody_present_everybody_receives(sonia, paul, submitted, mailoutbox):
    with away(sonia):
        declare(paul, from_on=day(5), until_on=day(6), by=paul)
        Message.objects.all().delete()
        written(submitted)
        deliver_due()

    assert to(mailoutbox) == sorted([paul.email, sonia.email])


@pytest.mark.parametrize("how", ["closed", "left"])
def test_who_holds_the_office_no_more_receives_nothing_in_the_place_of_who_is_absent(
    sonia, paul, submitted, mailoutbox, how
):
    with away(sonia):
        Message.objects.all().delete()
        written(submitted)
        if how == "closed":
            User.objects.filter(pk=paul.pk).update(is_active=False)
        else:
            paul.groups.clear()
        deliver_due()

    assert to(mailoutbox) == [sonia.email]


def test_a_mail_by_name_leaves_to_the_absent_person(sonia, paul, submitted, mailoutbox):
    kept = dict(outbox.NOTICES)
    named = Notice(
        "essai.nommé",
        "Essai",
        to=lambda _: [sonia, paul],
        template="labelling/dossiers/mail/to_check.txt",
    )
    with away(sonia):
        Message.objects.all().delete()
        written(submitted, notice=named)
        deliver_due()
    outbox.NOTICES.clear()
    outbox.NOTICES.update(kept)

    assert to(mailoutbox) == sorted([paul.email, sonia.email])


def arrived():
    """An enquiry tells the label office and the Dircom."""
    make_enquiry()
    deliver_due()
    return states()


def test_each_office_that_a_mail_is_written_to_has_somebody_present(sonia, paul, dircom):
    """The deputy receives for the référent, not for the Dircom, who has nobody else."""
    with away(sonia):
        declare(dircom, from_on=day(4), until_on=day(9), by=dircom)
        Message.objects.all().delete()

        assert arrived() == {"Sonia": "kept", "Paul": "sent", "Diane": "sent"}


def test_who_holds_two_offices_waits_only_where_both_have_somebody(sonia, paul):
    give_role(sonia, Role.DIRCOM)
    with away(sonia):
        Message.objects.all().delete()
        alone = arrived()
        make_user("Denis", "Dircom", roles=[Role.DIRCOM])
        Message.objects.all().delete()

        assert (alone["Sonia"], arrived()["Sonia"]) == ("sent", "kept")


def test_a_colleague_who_may_not_read_of_it_stands_in_for_nobody(sonia, dircom, submitted):
    """The Dircom is told too, and reads no dossier."""
    give_role(sonia, Role.DIRCOM)
    both = Notice(
        "essai.deux",
        "Essai",
        to=Holders((Role.DIRCOM,)),
        template="labelling/dossiers/mail/to_check.txt",
    )
    with away(sonia):
        Message.objects.all().delete()
        written(submitted, notice=both)
        deliver_due()
    del outbox.NOTICES["essai.deux"]

    assert states() == {"Sonia": "sent", "Diane": "dropped"}


def test_sending_costs_one_query_more_where_an_office_is_written_to(sonia, submitted, settings):
    """Whatever the absences, none for whoever is present."""

    def cost(key):
        written(submitted, key)
        with CaptureQueriesContext(connection) as captured:
            deliver_due()
        return len(captured)

    with at(5):
        cost("un")
        before = cost("deux")
        for number in range(3):
            other = make_user(f"Luc{number}", "Dircom", roles=[Role.DIRCOM])
            declare(other, from_on=day(4), until_on=day(9), by=other)
        Message.objects.filter(notice__startswith="absence").delete()

        assert cost("trois") == before
