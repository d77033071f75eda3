"""Workflow documentation: a Mermaid diagram and the list of transitions of each table."""

from portal.workflow import WORKFLOWS

TITLE = """# Les tables de transitions

Page écrite par `manage.py workflows` depuis le code\u00a0: ne la modifiez pas à la main.
«\u00a0Le portail\u00a0» désigne ce que le temps seul décide.
"""
HEADER = (
    "| acte | de | vers | qui | conditions | délai | courriels |",
    "|---|---|---|---|---|---|---|",
)


def document():
    """The whole page, tables in alphabetical order of their model’s French name."""
    tables = sorted(WORKFLOWS.values(), key=_name)
    return "\n".join([TITLE, *(section(table) for table in tables)])


def _name(workflow):
    return str(workflow.model._meta.verbose_name)


def section(workflow):
    rows = [_row(workflow, transition) for transition in workflow.transitions.values()]
    parts = [
        f"## {_name(workflow).capitalize()}\n",
        "```mermaid",
        *_mermaid(workflow),
        "```\n",
        *_hands(workflow),
        *HEADER,
        *rows,
        "",
        *_clock(workflow),
    ]
    return "\n".join(parts)


def _mermaid(workflow):
    yield "stateDiagram-v2"
    for state, label in workflow.states.items():
        yield f"    {state}: {label}"
    yield f"    [*] --> {workflow.initial}"
    for transition in workflow.transitions.values():
        for source in transition.source:
            yield f"    {source} --> {transition.target}: {transition.label}"
    for state in sorted(workflow.finals):
        yield f"    {state} --> [*]"


def _hands(workflow):
    """Who holds the ball in each state, the main path first, and until when, or why for no day."""
    yield "La main est à\u00a0:\n"
    for state, label in workflow.states.items():
        yield f"- {label} : {workflow.hands.get(state) or 'personne, c’est fini'}{_date(workflow, state)}"
    yield ""


def _date(workflow, state):
    """What the column of delays does not tell of a state’s date."""
    why = workflow.undated.get(state)
    told = filter(None, (workflow.dated.get(state), why and f"sans date\u00a0: {why}"))
    said = "\u00a0; ".join(told)
    return f" ({said})" if said else ""


def _row(workflow, transition):
    sources = ", ".join(str(workflow.states[state]) for state in transition.source)
    cells = (
        f"{transition.label} (`{transition.name}`)",
        sources,
        str(workflow.states[transition.target]),
        transition.by.label,
        " ; ".join(getattr(test, "label", test.__name__) for test in transition.needs),
        transition.due,
        ", ".join(f"`{notice.key}`" for notice in transition.tells),
    )
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _days(days):
    """« J-10, J+1 », or where the dated rules keep them."""
    if isinstance(days, str):
        return f"les jours de {days}, selon le règlement daté"
    return ", ".join(f"J{-day:+d}" for day in days)


def _clock(workflow):
    for timed in workflow.timed:
        yield f"- Le portail passe `{timed.name}`."
    for reminder in workflow.reminders:
        days = _days(reminder.days)
        state = workflow.states[reminder.state]
        yield f"- Rappel `{reminder.notice.key}` dans «\u00a0{state}\u00a0»\u00a0: {days}."
    if workflow.timed or workflow.reminders:
        yield ""
