"""The engine: one transaction an act, every refusal with its reason, nothing half done (BR-24)."""

from datetime import date, datetime, timedelta

import pytest
from django.db.models import Q

from labelling.dossiers.models import LabelDossier
from portal import access, clock, journal, outbox, workflow
from portal.access import rule
from portal.models import Entry, Message, User
from portal.outbox import Notice
from portal.workflow import Forbidden, Problem, Refused, Reminder, Stale, Timed, Transition
from portal.workflow_checks import faults
from tests import factories

pytestmark = pytest.mark.django_db
DAY = datetime(2026, 3, 2, 12, tzinfo=clock.PARIS)


@rule("Alice")
def is_alice(user, thing):
    return user.first_name == "Alice"


@workflow.guard("Périmètre décrit")
def has_perimeter(thing):
    if thing.perimeter:
        return None
    return Problem("perimeter", "Décrivez le périmètre.", "/espace/", "Décrire")


def break_if_marked(thing):
    if thing.perimeter == "break":
        raise ZeroDivisionError


def note(thing, *, by, reason=""):
    thing.perimeter, thing.submitted_on = f"{thing.perimeter} ({reason})", clock.today()
    return {"noted": reason}


def fail(thing, *, by):
    User.objects.create_user("half@done.example", None, first_name="H", last_name="D")
    raise ZeroDivisionError


def alices(thing):
    return User.objects.filter(first_name="Alice")


@pytest.fixture
def notice():
    before = dict(outbox.NOTICES)
    yield Notice("essai.avance", to=alices)
    outbox.NOTICES.clear()
    outbox.NOTICES.update(before)


@pytest.fixture
def build(notice):
    """`build(**changes)`: a small table on the dossier’s states, for the time of the test."""
    before = dict(workflow.WORKFLOWS)

    def make(**changes):
        return workflow.Workflow(LabelDossier, **table(notice) | changes)

    yield make
    workflow.WORKFLOWS.clear()
    workflow.WORKFLOWS.update(before)


def table(notice):
    return {
        "topic": "essai",
        "path": ("draft", "submitted", "registered"),
        "hands": {"draft": "Alice", "submitted": "l’horloge"},
        "transitions": (
            Transition(
                "send", "Envoyer le dossier", ("draft",), "submitted", is_alice,
                "a envoyé le dossier", needs=(has_perimeter,), then=note, tells=(notice,),
            ),
            Transition(
                "pass_on", "Transmettre", ("submitted",), "registered", access.clock,
                "a transmis le dossier", needs=(break_if_marked,),
            ),
            Transition("break", "Casser", ("draft",), "dismissed", is_alice, "a cassé", then=fail),
        ),
        "timed": (Timed("pass_on", lambda: Q(due_on__lt=clock.today())),),
        "reminders": (Reminder("submitted", notice, (10, 3, -1)),),
    }  # fmt: skip


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
    line = journal.of(moved).get()
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
        with pytest.raises(Forbidden, match="Seul Alice peut « envoyer le dossier »"):
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

    with pytest.raises(Refused, match="l’état est « Déposé »"):
        build().fire(ready, "send", by=alice)


def test_a_due_date_ends_with_its_state(build, ready, alice):
    LabelDossier.objects.filter(pk=ready.pk).update(due_on=date(2026, 4, 1))

    assert build().fire(ready, "send", by=alice).due_on is None


@pytest.fixture
def waiting():
    """Two submitted dossiers, due yesterday and today on 2 March 2026."""
    dossiers = [factories.make_dossier(state="submitted") for _ in range(2)]
    for days, dossier in enumerate(dossiers):
        dossier.due_on = date(2026, 3, 1) + timedelta(days=days)
        dossier.save()
    return dossiers


def test_the_clock_moves_what_is_due_once(build, waiting):
    with clock.at(DAY):
        assert build().run_timed() == waiting[:1]
        assert build().run_timed() == []

    assert journal.of(waiting[0]).get().sentence == "L’horloge a transmis le dossier."
    assert journal.of(waiting[0]).get().actor is None


def test_the_clock_catches_up_after_days_of_silence(build, waiting):
    with clock.at(DAY + timedelta(days=9)):
        assert build().run_timed() == waiting


def test_a_thing_that_breaks_does_not_hold_the_next(build, waiting):
    LabelDossier.objects.filter(pk=waiting[0].pk).update(perimeter="break")

    with clock.at(DAY + timedelta(days=9)):
        assert build().run_timed() == waiting[1:]


def test_a_reminder_is_queued_once_for_each_threshold(build, waiting, alice):
    counts = []
    waiting[1].delete()
    for day in (18, 19, 20, 20, 25, 26, 28, 28):
        with clock.at(datetime(2026, 2, day, 9)):
            build().run_reminders()
        counts.append(Message.objects.count())

    assert counts == [0, 1, 1, 1, 1, 2, 2, 2]


def test_a_job_silent_for_three_days_sends_each_reminder_once(build, waiting, alice):
    waiting[1].delete()
    for day in (1, 1, 2):
        with clock.at(datetime(2026, 3, day, 9)):
            build().run_reminders()

    days = [key.rsplit(":", 1)[1] for key in Message.objects.values_list("event_key", flat=True)]
    assert days == ["3", "-1"]


def test_nobody_is_reminded_in_another_state(build, dossier, alice):
    LabelDossier.objects.update(due_on=date(2026, 3, 3))

    with clock.at(DAY):
        build().run_reminders()

    assert not Message.objects.exists()


def test_a_change_that_moves_no_state_is_told_and_counted(dossier, alice):
    data = {}
    with workflow.acting(dossier, by=alice, act="edit", sentence="a écrit", data=data) as current:
        current.perimeter = "Écrit"
        data["fields"] = ["périmètre"]

    dossier.refresh_from_db()
    assert (dossier.perimeter, dossier.version) == ("Écrit", 2)
    line = journal.of(dossier).get()
    assert (line.sentence, line.data) == ("Alice Arnaud a écrit.", {"fields": ["périmètre"]})
    assert not line.is_decision


def test_a_change_on_a_version_that_is_past_is_refused(dossier, alice):
    with (
        pytest.raises(Stale),
        workflow.acting(dossier, by=alice, act="edit", sentence="a écrit", expected_version=3),
    ):
        pass

    assert not Entry.objects.exists()


def codes(table):
    return {error.id for error in faults(table)} - {"workflow.E002", "workflow.E005"}


def act(name="late", label="Passer", source=("draft",), target="submitted", by=is_alice, **more):
    return Transition(name, label, source, target, by, **{"past": "a passé"} | more)


def test_a_good_table_has_no_fault_but_its_small_size(build):
    """The test’s table leaves states unreachable and has no mail text: both are said."""
    found = faults(build())

    assert {error.id for error in found} == {"workflow.E002", "workflow.E005"}
    assert any("« refused »" in error.msg for error in found)
    assert any("templates/essai/mail/avance.txt" in error.msg for error in found)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"path": ("draft", "nowhere")}, "E001"),
        ({"public": {"nowhere": "x"}}, "E001"),
        ({"transitions": (act(target="nowhere"),), "timed": ()}, "E001"),
        ({"transitions": (act(source=("nowhere", "draft")),), "timed": ()}, "E001"),
        ({"hands": {"submitted": "x"}}, "E003"),
        ({"timed": (Timed("nowhere", Q),)}, "E004"),
        ({"timed": (Timed("send", Q),)}, "E004"),
        ({"transitions": (act("a"), act("b")), "timed": ()}, "E006"),
        ({"transitions": (act(label="…"),), "timed": ()}, "E006"),
        ({"transitions": (act(past=""),), "timed": ()}, "E007"),
    ],
)
def test_a_mistake_in_a_table_is_named(build, changes, code):
    assert codes(build(**changes)) == {f"workflow.{code}"}


def test_a_reminder_of_an_unknown_state_is_named(build, notice):
    assert codes(build(reminders=(Reminder("nowhere", notice, (1,)),))) == {"workflow.E001"}


def test_every_table_of_the_portal_is_sound():
    found = [str(error) for table in workflow.WORKFLOWS.values() for error in faults(table)]

    assert found == []


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
