"""State machine of the trademark: registered, renewed, recalled, lapsed."""

from datetime import date, datetime, time, timedelta

import pytest
from django.db import IntegrityError, transaction

from labelling.public import charter_in_force, trademark
from labelling.title.brand import worklist
from labelling.title.brand.charters.seeds import ensure_brand
from labelling.title.brand.models import Trademark
from labelling.title.brand.workflow import TRADEMARK, USAGE_RULES
from portal.core import clock
from portal.core.working_days import worked_before
from portal.models import Message
from portal.notifications import outbox
from portal.workflow import Refused
from tests.labelling.brand.factories import published_charter
from tests.labelling.brand.test_publishing import draft_rules

pytestmark = pytest.mark.django_db


def filed(**facts):
    mark = trademark()
    for name, value in ({"filed_on": date(2016, 1, 25)} | facts).items():
        setattr(mark, name, value)
    mark.save()
    return mark


def registered(dircom, **facts):
    values = {"number": "16 4 000 000", "registered_on": date(2016, 6, 1)}
    return TRADEMARK.fire(filed(**facts), "register", by=dircom, **values)


def test_the_demonstration_invents_no_kind_number_nor_date():
    mark = trademark()

    assert (mark.get_kind_display(), mark.number, mark.filed_on) == ("à préciser", "", None)
    assert mark.is_demo
    assert charter_in_force().source_note.startswith("Version de démonstration")
    assert ensure_brand() == []


def test_a_registration_lasts_ten_years_from_the_filing(dircom):
    mark = registered(dircom)

    assert (mark.state, mark.renewal_on) == ("registered", date(2026, 1, 25))


def test_a_mark_without_its_filing_date_is_not_registered(dircom):
    with pytest.raises(Refused, match="date de dépôt manque"):
        registered(dircom, filed_on=None)


def test_the_database_keeps_no_registration_without_a_number():
    with pytest.raises(IntegrityError), transaction.atomic():
        Trademark.objects.create(slug="sans", name="Sans numéro", state="registered")


def test_a_renewal_is_noted_in_the_last_year_and_adds_ten_years(dircom):
    mark = registered(dircom)
    with clock.at(datetime(2025, 1, 24, 9)), pytest.raises(Refused, match="25\u00a0janvier 2025"):
        TRADEMARK.fire(mark, "renew", by=dircom, renewed_on=date(2025, 1, 24))
    with clock.at(datetime(2025, 1, 25, 9)):
        mark = TRADEMARK.fire(mark, "renew", by=dircom, renewed_on=date(2025, 1, 25))

    assert mark.renewal_on == date(2036, 1, 25)


def test_a_mark_not_renewed_lapses_six_months_after_its_end(dircom):
    registered(dircom)
    states = []
    for day in (date(2026, 7, 25), date(2026, 7, 26)):
        with clock.at(datetime.combine(day, time(9))):
            TRADEMARK.run_timed()
            states.append(Trademark.objects.get().state)

    assert states == ["registered", "lapsed"]
    assert trademark() is None


def test_renewals_are_recalled_at_12_6_3_1_months_once_each(dircom, sonia, alice):
    mark = registered(dircom)
    for left in (366, 365, 200, 183, 91, 90, 30, 30, 3):
        day = worked_before(mark.renewal_on - timedelta(days=left))
        with clock.at(datetime.combine(day, time(9))):
            TRADEMARK.run_reminders()

    rows = Message.objects.filter(notice="trademark.renewal")
    days = [int(row.event_key.rpartition(":")[2]) for row in rows.filter(person=dircom)]
    assert days == [365, 183, 91, 30]
    assert {row.person for row in rows} == {dircom, sonia}


def test_rules_of_use_in_force_are_recalled_before_their_review(dircom, mailoutbox):
    first = draft_rules(dircom, review_on=date(2027, 6, 30))
    USAGE_RULES.fire(first, "publish", by=dircom)
    Message.objects.all().delete()
    with clock.at(datetime(2027, 6, 1, 9)):
        USAGE_RULES.run_reminders()
        outbox.deliver_due()

    assert [letter.subject for letter in mailoutbox] == [
        "Règlement d’usage à revoir avant le 30 juin 2027"
    ]


def brand_tasks(user):
    sources = (worklist.renewals, worklist.reviews, worklist.coming_charters)
    sources += (worklist.draft_charters, worklist.draft_rules)
    return [task for source in sources for task in source(user)]


def test_the_dircom_watches_the_renewal_and_the_charter_to_come(dircom, sonia, alice):
    registered(dircom)
    with clock.at(datetime(2025, 6, 1, 9)):
        published_charter(dircom, "2025.2", date(2025, 7, 1))
        rows = [(t.list, t.title, t.due_on) for t in brand_tasks(dircom)]

        assert rows == [
            ("watch", "Marque à renouveler", date(2026, 1, 25)),
            ("watch", "Charte à venir", date(2025, 7, 1)),
        ]
        assert len(brand_tasks(sonia)) == 2
    assert brand_tasks(alice) == []
