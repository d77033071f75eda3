"""System checks of the workflow tables (workflow.E001 to E010)."""

from collections import Counter

from django.core.checks import Error, register
from django.template import TemplateDoesNotExist
from django.template.loader import get_template

from portal import access
from portal.notifications import outbox
from portal.ui.icons import ICONS
from portal.ui.states import TONES
from portal.workflow import WORKFLOWS
from portal.workflow.effects import is_mute

NOBODY = ("", "personne", "le calendrier", "le portail")


@register("workflows")
def check_workflows(app_configs=None, **kwargs):
    """Every fault of every registered table."""
    return [error for workflow in WORKFLOWS.values() for error in faults(workflow)]


def faults(workflow):
    """The errors of one table; each check yields (number, sentence)."""
    found = [fault for check in CHECKS for fault in check(workflow)]
    return [
        Error(sentence, obj=workflow.model, id=f"workflow.E{number:03}")
        for number, sentence in found
    ]


def unknown_states(workflow):
    named = {
        "path": workflow.path,
        "hands": workflow.hands,
        "dated": workflow.dated,
        "undated": workflow.undated,
        "public": workflow.public,
        "the reminders": [reminder.state for reminder in workflow.reminders],
    }
    for transition in workflow.transitions.values():
        named[f"«\u00a0{transition.name}\u00a0»"] = (*transition.source, transition.target)
    for notice in list_notices(workflow):
        named[f"the mail «\u00a0{notice.key}\u00a0»"] = notice.states
    for place, states in named.items():
        for state in states:
            if state not in workflow.states:
                yield 1, f"{place} names «\u00a0{state}\u00a0», which is not a state."


def unreachable_states(workflow):
    """States that no chain of acts reaches from the first one."""
    reached, waiting = set(), [workflow.initial]
    while waiting:
        state = waiting.pop()
        reached.add(state)
        nexts = {t.target for t in workflow.transitions.values() if state in t.source}
        waiting.extend(nexts - reached)
    for state in workflow.states:
        if state not in reached:
            yield 2, f"no act leads to «\u00a0{state}\u00a0»."


def states_without_a_hand(workflow):
    for state in workflow.states:
        if state not in workflow.finals and not workflow.hands.get(state):
            yield 3, f"nobody holds the ball in «\u00a0{state}\u00a0» (hands)."


def timed_acts(workflow):
    for timed in workflow.timed:
        transition = workflow.transitions.get(timed.name)
        if transition is None:
            yield 4, f"the clock fires «\u00a0{timed.name}\u00a0», which is not an act."
        elif not transition.by.is_clock:
            yield (
                4,
                f"the clock fires «\u00a0{timed.name}\u00a0», which belongs to {transition.by.label}.",
            )


def list_notices(workflow):
    """The notices of its acts and of its reminders, each once."""
    notices = [notice for t in workflow.transitions.values() for notice in t.tells]
    return list(dict.fromkeys([*notices, *(reminder.notice for reminder in workflow.reminders)]))


def mails_without_a_text(workflow):
    for notice in list_notices(workflow):
        name = outbox.template_of(notice, workflow.topic)
        try:
            get_template(name)
        except TemplateDoesNotExist:
            yield 5, f"the mail «\u00a0{notice.key}\u00a0» has no text: templates/{name}."


def duplicate_addresses(workflow):
    counts = Counter(t.address for t in workflow.transitions.values())
    for address, count in counts.items():
        if count > 1 or not address:
            yield 6, f"{count} acts have the address «\u00a0{address} »: give them a slug."


def silent_acts(workflow):
    for transition in workflow.transitions.values():
        if not transition.past:
            yield 7, f"«\u00a0{transition.name}\u00a0» has no sentence for the journal (past)."


def mute_acts(workflow):
    for transition in workflow.transitions.values():
        if transition.by is not access.clock and is_mute(transition):
            yield (
                8,
                f"the page of «\u00a0{transition.name}\u00a0» does not say what it does: give it effects.",
            )


def states_without_a_look(workflow):
    """A state that nobody drew; `States` gives its icon and tone beside its word."""
    for state in workflow.states:
        member = workflow.model.State(state)
        if getattr(member, "icon", "") not in ICONS or getattr(member, "tone", "") not in TONES:
            yield 9, f"«\u00a0{state}\u00a0» has no look: its icon and tone go in `State`."


def states_without_a_date(workflow):
    """States that wait for somebody, for ever: no date on the way in, none of the topic's, no reason said."""
    for state in workflow.states:
        if state in workflow.finals or workflow.hands.get(state, "") in NOBODY:
            continue
        if not (workflow.dated.get(state) or workflow.undated.get(state)) and not _is_dated(
            workflow, state
        ):
            said = f"«\u00a0{state}\u00a0» waits for {workflow.hands[state]} without a date"
            yield (
                10,
                f"{said}: give its acts a `due`, or say whence it comes (dated) or why none (undated).",
            )


def _is_dated(workflow, state):
    """Every act that leads there starts a delay."""
    entering = [
        t for t in workflow.transitions.values() if t.target == state and t.source != (state,)
    ]
    return state != workflow.initial and all(t.due for t in entering)


CHECKS = (
    unknown_states,
    unreachable_states,
    states_without_a_hand,
    timed_acts,
    mails_without_a_text,
    duplicate_addresses,
    silent_acts,
    mute_acts,
    states_without_a_look,
    states_without_a_date,
)
