"""Steps of a thing on the main line of its workflow; a state beside the line stands where it left it."""

from portal.workflow import audit_log


def steps(thing):
    """[{label, is_done, is_current}] of the main line.

    A state beside it that goes on (« Déclinée ») stands before the step that it leads back to; one that is
    the end (« Annulée ») comes last, after the steps that were really taken.
    """
    workflow, path = thing.workflow, list(thing.workflow.path)
    if thing.state in path:
        here = path.index(thing.state)
    else:
        back = [path.index(t.target) for t in _leaving(thing) if t.target in path]
        here = min(back) if back else _taken(thing, path)
        path = [*path[:here], thing.state, *(path[here:] if back else ())]
    return [
        {"label": workflow.states[state], "is_done": rank < here, "is_current": rank == here}
        for rank, state in enumerate(path)
    ]


def _leaving(thing):
    return [one for one in thing.workflow.transitions.values() if thing.state in one.source]


def _taken(thing, path):
    """How many steps of the line were taken, by the journal, when the thing left it for good."""
    left = (
        audit_log.entries_of(thing).filter(source__in=path).values_list("source", flat=True).first()
    )
    return path.index(left) + 1 if left else 0
