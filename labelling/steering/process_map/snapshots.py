"""Taking of a snapshot of the process map, each morning by the worker: one row a day, counted again the same way."""

import hashlib
import json
from dataclasses import dataclass, replace

from django.db import connection, transaction

from labelling.path.dossiers.models import LabelDossier
from labelling.steering.process_map import counts, storage
from labelling.steering.process_map.cases import audit_log, causes, conformance, mining
from labelling.steering.process_map.cases.lives import lives
from labelling.steering.process_map.cases.registry import MACHINES
from labelling.steering.process_map.models import SHARED, DrawnMap, MachineCases, ProcessSnapshot
from labelling.steering.process_map.points import actions
from portal.core import clock

VERSION = 2  # rises when what is counted changes


@dataclass(frozen=True)
class Mined:
    """What a log says of a machine: its packed cases, the maps by (facet, value), how many things are left out."""

    content: dict
    maps: dict
    left_out: int


def mined(lines, day, *, is_divided=True):
    """{machine: Mined} of the lines of a log; unless it `is_divided`, with no map of a part of the cases."""
    found = {}
    for code, machine in MACHINES.items():
        traces, left_out = mining.traces(machine, lines)
        told, deviations = _of_dossiers(traces, lines, day) if machine.is_divided else ({}, ())
        content = storage.pack(traces, told, deviations)
        maps = _maps(machine, content, day.toordinal(), is_divided)
        found[code] = Mined(content, maps, left_out)
    return found


def _maps(machine, content, today, is_divided):
    """The map of all, that of each value that a reader may choose, then that of who reads sums alone (BR-98)."""
    offered = storage.choices(content)
    asked, found = [("", "")], {}
    if is_divided:
        asked += [(facet, value) for facet, values in offered.items() for value in values]
    for facet, value in asked:
        cases = storage.chosen(content, {facet: value} if facet else {})
        found[facet, value] = counts.drawn(machine, content, cases, today) | {"offered": offered}
    if machine.is_shared:
        sober, cases = replace(machine, hides_small_cells=True), storage.chosen(content, {})
        found[SHARED, ""] = counts.drawn(sober, content, cases, today) | {
            "offered": dict.fromkeys(offered, ())
        }
    return found


def _of_dossiers(traces, lines, day):
    """({key: {(cause, holder): days}}, deviations) of the dossiers that these traces tell."""
    known = lives(LabelDossier.objects.filter(taken_over_on=None), lines, day)
    told = {key: causes.by_cause(causes.pieces(life)) for key, life in known.items()}
    windows = {key: life.window for key, life in known.items() if life.window}
    types = dict(LabelDossier.objects.values_list("pk", "dossier_type"))
    return told, conformance.deviations(traces, types, windows)


@transaction.atomic
def take(*, is_divided=True):
    """The snapshot of today, in place of the one of the same day; the cases of those before it are not kept.

    A map of a part of the cases that is not drawn here is drawn by the page that shows it.
    """
    today, lines = clock.today(), audit_log.read()
    found = mined(lines, today, is_divided=is_divided)
    snapshot, _ = ProcessSnapshot.objects.update_or_create(
        taken_on=today,
        defaults={
            "taken_at": clock.now(),
            "version": VERSION,
            "through": lines.through,
            "lines": lines.lines,
            "totals": {
                code: [len(one.content["cases"]), one.left_out] for code, one in found.items()
            },
            "digest": digest_of(found),
        },
    )
    _keep(snapshot, found)
    actions.follow(actions.read(snapshot, lines), today)
    return snapshot


def digest_of(found):
    """The fingerprint of what was counted: the same lines of the same day give the same."""
    told = {code: [one.content, one.maps["", ""], one.left_out] for code, one in found.items()}
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def _keep(snapshot, found):
    # Nothing hangs from them: a statement each, without reading what they hold.
    for model in (MachineCases, DrawnMap):
        model.objects.all()._raw_delete(connection.alias)
    MachineCases.objects.bulk_create(
        MachineCases(snapshot=snapshot, machine=code, content=one.content)
        for code, one in found.items()
    )
    DrawnMap.objects.bulk_create(
        DrawnMap(snapshot=snapshot, machine=code, facet=facet, value=value, content=drawn)
        for code, one in found.items()
        for (facet, value), drawn in one.maps.items()
    )
