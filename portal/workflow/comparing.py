"""Verification of the audit log against the rows: states and facts that SQL changed show."""

from collections import defaultdict

from django.db.models import Q

from portal.workflow.audit_log import Entry
from portal.workflow.engine import WORKFLOWS
from portal.workflow.facts import TOLD

SAID = "{name} «\u00a0{now}\u00a0», le journal dit «\u00a0{told}\u00a0»"


def contradicted():
    """(thing, rank, why) of each thing that is not what the last line about it says."""
    return _states() + _facts()


def _states():
    faults = []
    for model in WORKFLOWS:
        label, now = model._meta.label_lower, dict(model._base_manager.values_list("pk", "state"))
        told = {}
        lines = Entry.objects.filter(thing_type=label).exclude(target="")
        for key, seq, target in lines.order_by("thing_id", "seq").values_list(
            "thing_id", "seq", "target"
        ):
            told[key] = (seq, target)
        faults += [
            ((label, key), seq, SAID.format(name="état", now=now[key], told=target))
            for key, (seq, target) in told.items()
            if key in now and now[key] != target
        ]
    return faults


def _facts():
    last, first, faults = _read_lines()
    for label, told in TOLD.items():
        rows = told.model._base_manager.filter(told.only or Q()).order_by("pk")
        now = {key: told.plain(values) for key, *values in rows.values_list("pk", *told.names)}
        for key, (seq, facts) in sorted(last[label].items()):
            if why := _difference(told, facts, now.get(key)):
                faults.append(((label, key), seq, why))
        faults += [
            ((label, key), 1, f"{_known(told, facts)}inconnue du journal")
            for key, facts in now.items()
            if key not in last[label] and label in first and key > first[label]
        ]
    return faults


def _read_lines():
    """({label: {key: (rank, last facts)}}, {label: first key whose making is told}, faults between two lines).

    A line tells what its thing was before an act that changed it: what SQL changed between two acts shows too.
    One of a release that told nothing leaves nothing to compare.
    """
    last, first, faults = defaultdict(dict), {}, []
    lines = Entry.objects.filter(Q(thing_type__in=TOLD) | Q(data__has_key="rows_told"))
    lines = lines.order_by("pk")
    for label, key, seq, data in lines.values_list(
        "thing_type", "thing_id", "seq", "data"
    ).iterator(2000):
        if label in TOLD:
            facts, (_, before) = data.get("facts", {}), last[label].get(key, (0, {}))
            was = data.get("facts_before", facts)
            if facts and (why := _difference(TOLD[label], before, was)):
                faults.append(((label, key), seq, f"avant cet acte, {why}"))
            last[label][key] = seq, facts
            if facts and seq == 1:
                first[label] = min(first.get(label, key), key)
        for other, rows in data.get("rows_told", {}).items():
            last[other].update((int(one), (seq, facts)) for one, facts in rows.items())
        for other, one in data.get("rows_made", {}).items():
            first[other] = min(first.get(other, one), one)
    return last, first, faults


def _difference(told, facts, now):
    """Why a row is not what was told of it, or nothing; None is a row that is not there, {} nothing told."""
    if facts == {}:
        return ""
    if facts is None:
        return "" if now is None else f"{_known(told, now)}présente, le journal la dit ôtée"
    if now is None:
        return "" if told.may_leave else f"{_known(told, facts)}ôtée"
    differing = [
        SAID.format(name=name, now=now[name], told=facts[name])
        for name in told.names
        if name in facts and now.get(name) != facts[name]
    ]
    return _known(told, facts) + ", ".join(differing) if differing else ""


def _known(told, facts):
    """By its reference or what stands for it, and no name of a person: the logs of the machine keep this sentence."""
    words = ", ".join(f"{name} {facts.get(name)}" for name in told.known_by)
    return f"{words}\u00a0: " if words else ""
