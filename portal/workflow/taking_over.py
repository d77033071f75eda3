"""Import of past things into a workflow: put in a state without a step, and taken back.

One caller, the tracking import (an import contract), for one person, the référent. Nothing is fired: no
guard, no effect, no mail, no follower. Each line of the journal bears the instant when it is written, and
in its data the day of the fact, as precise as it is known, with its place in the file.
"""

from dataclasses import dataclass, field
from datetime import datetime, time

from portal.access import role
from portal.access.models import Role
from portal.core import clock
from portal.ui import partial_dates
from portal.workflow import audit_log
from portal.workflow.engine import WORKFLOWS
from portal.workflow.tables import Forbidden, Problem, Refused

ACT, BACK = "take_over", "take_over_back"
AT_ONCE = 1000
OF_TRACKING = "du suivi du référent"
may_take_over = role(Role.REFERENT, "le référent label")


@dataclass(frozen=True)
class Past:
    """A thing that is not stored yet, with what is known of it.

    `state` is one of its table, "" for what has no table; `fact_on` the day of the fact (« 2024-06-13 »,
    « 2025-T2 » or ""); `source` where it was read: import, sheet, row; `said` names it (« le dossier … »),
    `origin` says where it comes from, in its line.
    """

    thing: object
    said: str
    state: str = ""
    fact_on: str = ""
    source: dict = field(default_factory=dict)
    origin: str = OF_TRACKING


def take_over(pasts, *, by):
    """Store the things of one model in their states, each with its line; what would be false is refused."""
    _only_the_office(by)
    if not pasts:
        return []
    if problems := falsehoods(pasts):
        raise Refused(*problems)
    things = [_placed(past) for past in pasts]
    type(things[0])._base_manager.bulk_create(things, batch_size=AT_ONCE)
    rows = [(one.thing, _sentence(one, by), one.state, _data(one)) for one in pasts]
    write_lines(rows, by=by, act=ACT)
    return things


def take_back(things, *, by, sentence, data):
    """A line each: the taking over no longer holds. The caller holds their rows and marks them."""
    _only_the_office(by)
    rows = [(one, f"{by} {sentence}.", "", data) for one in things]
    write_lines(rows, by=by, act=BACK)


def falsehoods(pasts):
    """Why these things cannot have been so: an unknown state, what the thing itself finds, alone or together."""
    found = []
    for past in pasts:
        table = WORKFLOWS.get(type(past.thing))
        if past.thing.pk is not None:
            found.append(Problem("stored", f"{past.said}\u00a0: le portail l’a déjà."))
        if table and past.state not in table.states:
            text = f"{past.said}\u00a0: l’état «\u00a0{past.state}\u00a0» n’existe pas."
            found.append(Problem("unknown_state", text))
        found += past.thing.falsehoods(past.state)
    return found + type(pasts[0].thing).falsehoods_together([(p.thing, p.state) for p in pasts])


def _placed(past):
    """Its state, since the day of the fact when that is known to the day."""
    thing = past.thing
    if type(thing) in WORKFLOWS:
        thing.state = past.state
        if day := partial_dates.precise(past.fact_on):
            thing.since_at = min(datetime.combine(day, time(), tzinfo=clock.PARIS), clock.now())
    return thing


def _sentence(past, by):
    when = partial_dates.say(past.fact_on) or "jour inconnu"
    return f"{by} a repris {past.said} {past.origin} ({when})."


def _data(past):
    return {"fact_on": past.fact_on, **past.source}


def _only_the_office(by):
    if not may_take_over(by, None):
        text = f"Seul {may_take_over.label} reprend le passé."
        raise Forbidden(Problem("forbidden", text))


def write_lines(rows, *, by, act):
    """Add (thing, sentence, target, data) to the chains of their aggregates, in few queries.

    The caller has just made those aggregates, or holds their rows: no chain can fork.
    """
    heads = _heads({_root(thing) for thing, *_ in rows})
    entries = []
    for thing, sentence, target, data in rows:
        root = _root(thing)
        entry = audit_log.line(
            thing,
            root,
            heads.get(root),
            by=by,
            act=act,
            sentence=sentence,
            target=target,
            data=data,
        )
        heads[root] = (entry.seq, entry.digest)
        entries.append(entry)
    return audit_log.Entry.objects.bulk_create(entries, batch_size=AT_ONCE)


def _root(thing):
    return getattr(thing, "aggregate", thing)


def _heads(roots):
    """{root: (rank, fingerprint) of its last line}."""
    kinds = {}
    for root in roots:
        kinds.setdefault(audit_log.kind(root), {})[root.pk] = root
    found = {}
    for kind, by_key in kinds.items():
        keys = sorted(by_key)
        for start in range(0, len(keys), AT_ONCE):
            rows = audit_log.Entry.objects.filter(
                aggregate_type=kind, aggregate_id__in=keys[start : start + AT_ONCE]
            )
            for key, *head in rows.order_by("seq").values_list("aggregate_id", "seq", "digest"):
                found[by_key[key]] = tuple(head)
    return found
