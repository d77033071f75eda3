"""Versions of the durations: what is said, erased and tried from their day on (BR-93)."""

from datetime import date, datetime, timedelta

import pytest
from django.db import transaction

from labelling.title.kit.rights import Grant
from portal.cache import versions
from portal.core import clock
from portal.core.read_once import reading_once
from portal.core.working_days import Delay
from portal.models import Erasure, Invitation, RetentionVersion
from portal.retention import durations, jobs
from portal.retention.registry import BY_HAND, KEEPINGS, NEVER
from portal.retention.versions import actions, comparing
from portal.workflow import Refused, audit_log
from tests.portal.retention.version_factories import (
    approved,
    fire,
    make_dpo,
    make_referent,
    proposed,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def sonia(db):
    return make_referent()


@pytest.fixture
def dpo(db):
    return make_dpo()


def codes(act, *args, **kwargs):
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    return refused.value.codes


def at(day):
    return clock.at(datetime(day.year, day.month, day.day, 12, tzinfo=clock.PARIS))


def longer(code):
    """Other delays than those of the file."""
    return {"active": "119m"} if code != "mail" else {"active": "118m", "archive": "1m"}


def ended(keeping):
    """What would be erased today; a download bears its last day from its own day on (BR-79)."""
    if keeping.code == "kit_download":
        return Grant(until=clock.today()).keep_until_on
    return keeping.over and str(keeping.due().query)


@pytest.mark.parametrize("code", KEEPINGS)
def test_br_93_each_duration_that_a_screen_changes_changes_what_is_said_and_what_is_over(
    code, sonia, dpo
):
    """BR-93: nothing but that line; what is over is asked of the database with the other limit."""
    one = KEEPINGS[code]
    said, over = one.shown, ended(one)
    others = {other: KEEPINGS[other].shown for other in KEEPINGS if other != code}
    approved(sonia, dpo, **{code: longer(code)})

    assert one.shown != said
    assert one.over is None or ended(one) != over
    assert {other: KEEPINGS[other].shown for other in others} == others


def test_br_93_what_the_clock_erases_follows_the_version_of_the_day_and_the_proof_tells_it(
    sonia, dpo
):
    """BR-93: nothing before its day; the proof says which version."""
    start = datetime(2026, 5, 20, 12, tzinfo=clock.PARIS)
    Invitation.objects.create(email="ines@test.example", purpose="test", expires_at=start)
    with at(date(2026, 11, 24)):
        approved(sonia, dpo, days=2, invitation={"active": "6m"})
    done = []
    for day in (24, 25, 26):
        with at(date(2026, 11, day)):
            done.append(jobs.run(KEEPINGS["invitation"]))

    assert done == [0, 0, 1]
    rule = Erasure.objects.get().rule.replace("\u00a0", " ")
    assert rule == "6 mois après leur fin de validité, version du 26/11/2026"


def test_a_version_approved_is_no_demonstration_and_the_file_tells_what_it_does_not_name(
    sonia, dpo
):
    version = approved(sonia, dpo, note="Approuvées.", mail={"active": "6m"})
    kept = durations.version()

    assert (kept.is_demo, kept.note, kept.reference) == (False, "Approuvées.", version.reference)
    assert kept.periods["mail"] == durations.Period(Delay(6, "m"))
    assert list(kept.periods) == list(durations.of_the_file()[0].periods)
    assert durations.version(clock.today() - timedelta(days=1)).is_demo


def test_a_code_that_a_version_does_not_name_takes_the_file_s_and_an_unknown_one_nothing(
    sonia, dpo
):
    version = proposed(sonia)
    kept = {"mail": {"active": "6m"}, "gone": {"active": "6m"}}
    RetentionVersion.objects.filter(pk=version.pk).update(
        state="approved", decided_by=dpo, decided_at=clock.now(), periods=kept
    )
    found = durations.version().periods

    assert set(found) == set(KEEPINGS)
    assert found["absence"] == durations.of_the_file()[0].periods["absence"]


def test_what_is_approved_for_later_is_not_in_force_before(sonia, dpo):
    approved(sonia, dpo, days=3, mail={"active": "6m"})
    today = clock.today()

    assert [durations.version(today + timedelta(days=n)).is_demo for n in (0, 2, 3)] == [
        True, True, False,
    ]  # fmt: skip


def test_the_durations_are_read_once_not_at_each_line(sonia, dpo, django_assert_num_queries):
    """As a page does."""
    with reading_once(is_report=False), django_assert_num_queries(1):
        assert [one.shown for one in KEEPINGS.values()]


@pytest.mark.django_db(transaction=True)
def test_an_approval_is_read_by_every_process_at_its_commit():
    sonia, dpo = make_referent(), make_dpo()
    version = proposed(sonia, mail={"active": "6m"})
    before, shared = durations.version(), versions.current()
    with transaction.atomic():
        fire(version, "approve", dpo)
        assert KEEPINGS["mail"].period == durations.Period(Delay(6, "m"))
        transaction.set_rollback(True)
    assert (durations.version(), versions.current()) == (before, shared)
    fire(version, "approve", dpo)

    assert versions.current() != shared
    assert durations.version().reference == version.reference


@pytest.mark.parametrize(
    ("code", "delays"),
    [
        ("mail", {}),
        ("account", {}),
        ("unknown", {"active": "6m"}),
        ("mail", {"archive": "6m"}),
        ("mail", {"active": "0m"}),
        ("mail", {"active": "-6m"}),
        ("mail", {"active": "6"}),
        ("mail", {"active": "6o"}),
        ("mail", {"active": "6x"}),
        ("mail", {"active": 6}),
        ("mail", {"active": "1201m"}),
        ("mail", {"active": "3651j"}),
        ("mail", {"active": "6m", "other": "6m"}),
    ],
)
def test_delays_that_cannot_be_are_refused(code, delays, sonia):
    version = actions.begin(by=sonia)

    assert codes(actions.edit, version, code, delays, by=sonia) == ["delay"]
    assert audit_log.entries_of(version).count() == 1


@pytest.mark.parametrize("code", [code for code, one in KEEPINGS.items() if one.ending == NEVER])
def test_what_nothing_erases_may_have_no_limit_and_nothing_of_it_is_over(code, sonia, dpo):
    approved(sonia, dpo, **{code: {}})
    one = KEEPINGS[code]

    assert one.shown == "sans limite"
    assert one.over is None or one.due().count() == 0
    assert one.period.in_use_since(clock.today()) == durations.NEVER_ENDS


def test_what_the_portal_erases_always_has_a_limit():
    assert {one.is_erased for one in KEEPINGS.values() if one.ending == NEVER} == {False}
    assert {one.is_erased for one in KEEPINGS.values() if one.is_automatic or one.ending == BY_HAND} == {
        True
    }  # fmt: skip


def test_it_is_tried_on_what_is_kept_today_by_numbers_alone(sonia, dpo, django_assert_num_queries):
    now = clock.now()
    for number, months in enumerate((7, 8, 14)):
        Invitation.objects.create(
            email=f"i{number}@test.example", purpose="test", expires_at=now - timedelta(days=31 * months)
        )  # fmt: skip
    version = proposed(sonia, invitation={"active": "6m"})
    with reading_once(is_report=False), django_assert_num_queries(2):
        # Those of the durations; all counts.
        lines = {one.keeping.code: one for one in comparing.tried(version)}

    line = lines["invitation"]
    assert (line.is_changed, line.over_before, line.over_after) == (True, 1, 3)
    assert (lines["absence"].is_changed, lines["decision"].over_before) == (False, None)
    assert comparing.changed(version) == 1
    assert Invitation.objects.count() == 3
