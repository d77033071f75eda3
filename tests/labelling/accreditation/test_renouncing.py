"""Accreditation that its auditor renounces from a day: held until that evening, with no mission beyond it."""

from datetime import timedelta

import pytest

from labelling.parties.accreditation.models import AuditorAccreditation
from labelling.parties.accreditation.workflow import ACCREDITATION
from portal.core import clock
from portal.models import Message
from tests import factories
from tests.factories import noon
from tests.labelling.accreditation.factories import make_accreditation
from tests.labelling.audits.factories import make_mission

pytestmark = pytest.mark.django_db
REASON = {"reason": "Une autre mission m’attend."}


def shortened(signed_in, one, day):
    address = f"{one.get_absolute_url()}renoncer-a-une-date/"
    return signed_in(one.auditor.user).post(address, {"until_on": day} | REASON)


def test_an_auditor_renounces_from_a_day_and_is_accredited_until_its_evening(signed_in, sonia):
    one = make_accreditation(state="active")
    last, end = clock.today() + timedelta(days=30), one.ends_on
    refused = [shortened(signed_in, one, day) for day in ("2020-01-01", end.isoformat())]
    done = shortened(signed_in, one, last.isoformat())
    one.refresh_from_db()

    assert [answer.status_code for answer in refused] == [422, 422]
    assert (done.status_code, one.state, one.ends_on) == (302, "active", last)
    assert Message.objects.get(notice="accreditation.renounced").person == sonia
    with noon(last):
        assert AuditorAccreditation.objects.active_on(clock.today()).get() == one
    with noon(last + timedelta(days=1)):
        assert not AuditorAccreditation.objects.active_on(clock.today()).exists()
        assert [done.state for done in ACCREDITATION.run_timed()] == ["expired"]


def test_an_auditor_who_renounces_from_a_day_ends_the_missions_that_last_beyond(
    signed_in, organism
):
    one = make_accreditation(state="active")
    later = clock.today() + timedelta(days=40)
    make_mission(
        factories.make_dossier(organism, state="audit"), state="accepted", auditor=one.auditor,
        starts_on=later, ends_on=later, declared_at=clock.now(),
    )  # fmt: skip
    answer = shortened(signed_in, one, (clock.today() + timedelta(days=30)).isoformat())

    one.refresh_from_db()
    assert (answer.status_code, one.ends_on > later) == (409, True)
    assert "dure au-delà" in answer.content.decode()
