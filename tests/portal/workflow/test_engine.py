"""Workflow engine: one transaction an act, every refusal with its reason, nothing half done (BR-24)."""

from datetime import date, datetime

import pytest

from labelling.path.dossiers.models import LabelDossier
from portal import workflow
from portal.core import clock
from portal.models import Entry, Message, User
from portal.workflow import Forbidden, Refused, Stale, audit_log
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_too]
DAY = datetime(2026, 3, 2, 12, tzinfo=clock.PARIS)


@pytest.fixture
def ready(dossier):
    dossier.perimeter = "Tout le patrimoine"
    dossier.save()
    return dossier


def untouched(dossier):
    """True when nothing was written: same row, no line, no mail."""
    now = LabelDossier.objects.get(pk=dossier.pk)
    same = (now.state, now.version, now.perimeter) == (
        dossier.state, dossier.version, dossier.perimeter
    )  # fmt: skip
    return same and not Entry.objects.exists() and not Message.objects.exists()


def test_an_act_writes_the_state_the_line_and_the_mails_together(build, ready, alice):
    with clock.at(DAY):
        moved = build().fire(ready, "send", by=alice, reason="tout y est")

    moved.refresh_from_db()
    assert (moved.state, moved.since_at, moved.version) == ("submitted", DAY, 2)
    assert moved.perimeter == "Tout le patrimoine (tout y est)"
    line = audit_log.entries_of(moved).get()
    assert (line.source, line.target, line.reason) == ("draft", "submitted", "tout y est")
    assert line.sentence == "Alice Arnaud a envoyé le dossier."
    assert line.data == {"noted": "tout y est"}
    assert line.is_decision
    assert [message.person for message in Message.objects.all()] == [alice]


@pytest.mark.parametrize("state", LabelDossier.State.values)
@pytest.mark.parametrize("name", ["send", "pass_on", "break"])
def test_br24_no_act_leaves_a_state_that_is_not_its_own(build, alice, name, state):
    """Even for a superuser, even for the clock; whose act it is not is told that, whatever the state."""
    act = build().transitions[name]
    if state in act.source:
        return
    dossier = factories.make_dossier(state=state)
    alice.is_superuser = True
    entitled = None if act.by.is_clock else alice

    for by in (alice, None):
        with pytest.raises(Refused) as refusal:
            build().fire(dossier, name, by=by, expected_version=99)
        assert refusal.value.codes == ["state" if by is entitled else "forbidden"]
    assert untouched(dossier)


def test_a_person_without_the_right_is_told_whose_act_it_is(build, ready, bob, sonia):
    for by in (bob, sonia):
        with pytest.raises(Forbidden, match="Seul Alice peut «\u00a0envoyer le dossier\u00a0»"):
            build().fire(ready, "send", by=by)

    assert untouched(ready)


@pytest.mark.parametrize("version", [None, 99])
def test_a_step_already_past_is_still_somebody_elses(build, alice, bob, version):
    """The rule comes before the state and the version: 403 says no more than « not yours »."""
    past = factories.make_dossier(state="registered")

    with pytest.raises(Forbidden, match="Seul Alice peut"):
        build().fire(past, "send", by=bob, expected_version=version)
    with pytest.raises(Refused) as refusal:
        build().fire(past, "send", by=alice, expected_version=version)

    assert refusal.value.codes == ["state"]


def test_the_clock_cannot_act_for_a_person_nor_a_person_for_the_clock(build, ready, alice):
    with pytest.raises(Forbidden):
        build().fire(ready, "send")
    submitted = factories.make_dossier(state="submitted")
    with pytest.raises(Forbidden):
        build().fire(submitted, "pass_on", by=alice)

    assert untouched(ready)
    assert untouched(submitted)


def test_a_guard_refuses_with_its_reason_and_the_address_that_mends(build, dossier, alice):
    with pytest.raises(Refused) as refusal:
        build().fire(dossier, "send", by=alice)

    [problem] = refusal.value.problems
    assert (problem.code, str(problem), problem.mend) == (
        "perimeter", "Décrivez le périmètre.", "/espace/"
    )  # fmt: skip
    assert untouched(dossier)


def test_offers_say_what_is_done_and_what_is_missing(build, dossier, ready, alice, bob):
    offers = build().offers(LabelDossier(state="draft"), alice)

    assert [(o.transition.name, o.is_open) for o in offers] == [("send", False), ("break", True)]
    assert [(c.label, c.is_met) for c in offers[0].conditions] == [("Périmètre décrit", False)]
    assert build().offers(ready, alice)[0].is_open
    assert build().offers(ready, bob) == []


def test_a_page_shown_before_another_act_is_refused_with_what_is_now(build, ready, alice):
    LabelDossier.objects.filter(pk=ready.pk).update(version=7, perimeter="autre")

    with pytest.raises(Stale) as stale:
        build().fire(ready, "send", by=alice, expected_version=1)

    assert (stale.value.codes, stale.value.current.perimeter) == (["stale"], "autre")
    assert not Entry.objects.exists()


def test_an_act_works_on_the_stored_row_not_on_the_one_in_hand(build, ready, alice):
    ready.perimeter = "jamais enregistré"

    assert build().fire(ready, "send", by=alice).perimeter == "Tout le patrimoine ()"


def test_an_effect_that_fails_undoes_everything(build, ready, alice):
    with pytest.raises(ZeroDivisionError):
        build().fire(ready, "break", by=alice)

    assert untouched(ready)
    assert not User.objects.filter(email="half@done.example").exists()


def test_a_second_click_is_refused(build, ready, alice):
    build().fire(ready, "send", by=alice)

    with pytest.raises(Refused, match="l’état est «\u00a0Déposé\u00a0»"):
        build().fire(ready, "send", by=alice)


def test_a_due_date_ends_with_its_state(build, ready, alice):
    LabelDossier.objects.filter(pk=ready.pk).update(due_on=date(2026, 4, 1))

    assert build().fire(ready, "send", by=alice).due_on is None


def test_a_change_that_moves_no_state_is_told_and_counted(dossier, alice):
    data = {}
    with workflow.acting(dossier, by=alice, act="edit", sentence="a écrit", data=data) as current:
        current.perimeter = "Écrit"
        data["fields"] = ["périmètre"]

    dossier.refresh_from_db()
    assert (dossier.perimeter, dossier.version) == ("Écrit", 2)
    line = audit_log.entries_of(dossier).get()
    assert (line.sentence, line.data) == ("Alice Arnaud a écrit.", {"fields": ["périmètre"]})
    assert not line.is_decision


def test_a_change_on_a_version_that_is_past_is_refused(dossier, alice):
    with (
        pytest.raises(Stale),
        workflow.acting(dossier, by=alice, act="edit", sentence="a écrit", expected_version=3),
    ):
        pass

    assert not Entry.objects.exists()


def test_what_follows_a_step_happens_with_it_or_not_at_all(build, dossier, alice):
    """A later topic keeps its things in step in the same transaction (BR-80 stands on it)."""
    table = build()
    seen = []
    table.follow(lambda thing, *, by, entry: seen.append((thing.state, by, entry.act)))

    LabelDossier.objects.filter(pk=dossier.pk).update(perimeter="Tout")
    table.fire(dossier, "send", by=alice)

    assert seen == [("submitted", alice, "send")]


def test_a_follower_that_fails_undoes_the_step(build, dossier, alice):
    table = build()
    table.follow(lambda thing, *, by, entry: 1 / 0)

    LabelDossier.objects.filter(pk=dossier.pk).update(perimeter="Tout")

    with pytest.raises(ZeroDivisionError):
        table.fire(dossier, "send", by=alice)

    assert LabelDossier.objects.get(pk=dossier.pk).state == "draft"
