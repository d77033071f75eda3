"""Transition matrix of a dossier (BR-24): every step, from every state, by everybody."""

import pytest

from labelling.path.dossiers.models import LabelDossier
from labelling.path.dossiers.steps.workflow import DOSSIER, FIRED_ELSEWHERE
from portal.models import Message, Role
from portal.workflow import Refused, audit_log
from tests.factories import make_dossier, make_user
from tests.labelling.dossiers.factories import fresh, make_chair

pytestmark = pytest.mark.django_db
STEPS = list(DOSSIER.transitions.values())
STATES = list(LabelDossier.State)
EXPECTED = {  # step → (sources, target, who)
    "submit": ("draft", "submitted", {"alice"}),
    "request_complement": ("submitted", "to_complete", {"sonia", "denis"}),
    "change_complement": ("to_complete", "to_complete", {"sonia", "denis"}),
    "cancel_complement": ("to_complete", "submitted", {"sonia", "denis"}),
    "resubmit": ("to_complete", "submitted", {"alice"}),
    "register": ("submitted", "registered", {"sonia", "denis"}),
    "propose_dismissal": ("to_complete", "to_complete", {"clock"}),
    "dismiss": ("submitted to_complete", "dismissed", {"sonia", "denis"}),
    "start_diagnosis": ("registered", "diagnosis", {"sonia", "denis"}),
    "start_preparation": ("registered diagnosis", "preparation", {"sonia", "denis"}),
    "start_audit": ("preparation", "audit", {"sonia", "denis"}),
    "close_audit": ("audit", "follow_up", {"clock"}),
    "to_review": ("follow_up", "review", {"clock", "sonia", "denis"}),
    "send_back": ("review", "preparation", {"sonia", "denis"}),
    "schedule": ("review", "scheduled", {"sonia", "denis"}),
    "unschedule": ("scheduled", "review", {"sonia", "denis", "carla", "secretary"}),
    "grant": ("scheduled", "granted", {"carla", "secretary"}),
    "refuse": ("scheduled", "refused", {"carla", "secretary"}),
    "adjourn": ("scheduled", "adjourned", {"carla", "secretary"}),
    "relist": ("adjourned", "review", {"sonia", "denis"}),
    "discontinue": (
        "draft submitted to_complete registered diagnosis preparation audit follow_up review scheduled adjourned",
        "discontinued",
        {"alice"},
    ),
    "stop": (  # BR-05, with the merger
        "draft submitted to_complete registered diagnosis preparation audit follow_up review scheduled adjourned",
        "discontinued",
        {"sonia", "denis"},
    ),
    "reopen": ("refused", "review", {"carla"}),
    "reopen_adjourned": ("adjourned", "review", {"carla"}),  # with an upheld appeal
    "reopen_granted": ("granted", "review", {"carla"}),  # BR-69, with the decision
}


@pytest.fixture
def cast(alice, chloe, bob, sonia, dircom):
    return {
        "alice": alice,
        "chloe": chloe,
        "bob": bob,
        "sonia": sonia,
        "denis": make_user("Denis", roles=[Role.DEPUTY]),
        "dircom": dircom,
        "secretary": make_user("Simone", roles=[Role.SECRETARY]),
        "carla": make_chair(),
        "superuser": make_user("Root", is_superuser=True),
        "clock": None,
    }


def test_the_table_is_the_one_of_the_domain():
    found = {t.name: (" ".join(t.source), t.target) for t in STEPS}

    assert found == {name: (sources, target) for name, (sources, target, _who) in EXPECTED.items()}


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_br24_each_step_belongs_to_its_people_and_to_nobody_else(step, organism, cast):
    dossier = make_dossier(organism, state=step.source[0])

    allowed = {
        name
        for name, person in cast.items()
        if (step.by.is_clock if person is None else step.by(person, dossier))
    }

    assert allowed == EXPECTED[step.name][2]


@pytest.mark.parametrize("state", STATES)
def test_br24_from_a_state_that_is_not_its_own_a_step_is_refused_to_everybody(
    state, organism, cast
):
    """To whom it belongs, with the state; to others, because it is not theirs.

    Of those others, each step tries two, who change with the state (all, in make test-all): whose it is does not
    depend on the state.
    """
    first = STATES.index(state)
    assert_refused_from(
        state, make_dossier(organism, state=state), cast, two_of_others(cast, first)
    )


def two_of_others(cast, first):
    """For a step, two of those to whom it does not belong; others with another `first`."""

    def some(step):
        others = [name for name in cast if name not in EXPECTED[step.name][2]]
        return [others[(2 * first + rank) % len(others)] for rank in range(2)]

    return some


@pytest.mark.slow
@pytest.mark.parametrize("state", STATES)
def test_br24_from_a_state_that_is_not_its_own_a_step_is_refused_to_each(state, organism, cast):
    assert_refused_from(state, make_dossier(organism, state=state), cast, lambda _step: list(cast))


def assert_refused_from(state, dossier, cast, others):
    for step in (one for one in STEPS if state not in one.source):
        theirs = EXPECTED[step.name][2]
        for name in {*theirs, *others(step)}:
            with pytest.raises(Refused) as refused:
                DOSSIER.fire(
                    dossier, step.name, by=cast[name], reason="x" * 50, due_on=None, requests=[]
                )
            expected = "state" if name in theirs else "forbidden"
            assert refused.value.codes == [expected], (step.name, name)

    assert (fresh(dossier).state, fresh(dossier).version) == (state, 1)
    assert (audit_log.Entry.objects.count(), Message.objects.count()) == (0, 0)


@pytest.mark.parametrize("state", STATES)
def test_br24_a_stranger_and_a_superuser_move_nothing_from_the_right_state(state, organism, cast):
    dossier = make_dossier(organism, state=state)
    for step in (one for one in STEPS if state in one.source):
        for name in set(cast) - EXPECTED[step.name][2]:
            with pytest.raises(Refused) as refused:
                DOSSIER.fire(dossier, step.name, by=cast[name], reason="x" * 50)
            assert refused.value.codes == ["forbidden"], (step.name, name)

    assert (fresh(dossier).state, fresh(dossier).version) == (state, 1)


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_only_steps_of_people_have_a_page(step, organism, alice, sonia, signed_in):
    dossier = make_dossier(organism, state=step.source[0])
    address = f"{dossier.get_absolute_url()}{step.address}/"
    person = alice if "alice" in EXPECTED[step.name][2] else sonia

    status = signed_in(person).get(address).status_code

    expected = 404 if step.name in FIRED_ELSEWHERE else 403 if step.name == "reopen" else 200
    assert status == expected


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_br01_no_step_has_a_page_for_a_stranger(step, organism, bob, dircom, signed_in):
    dossier = make_dossier(organism, state=step.source[0])

    for stranger in (bob, dircom):
        assert (
            signed_in(stranger).get(f"{dossier.get_absolute_url()}{step.address}/").status_code
            == 404
        )
