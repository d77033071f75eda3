"""Map as its page shows it: counts, drawing and tables, drawn once a process as long as its snapshot is the latest."""

from urllib.parse import urlencode

from django.core.cache import caches
from django.template.loader import render_to_string
from django.urls import reverse

from labelling.process_map import drawing, listing, tables
from labelling.process_map.forms import ASKED
from labelling.process_map.machines import DOSSIERS


def shown(asked):
    """{"counts", "paths", "drawn", "offered"}; what no morning counted beforehand is drawn each time."""
    if asked.drawn is None:
        return _show(asked)
    row, is_whole = asked.drawn, asked.is_whole
    said = (asked.snapshot.digest, row.machine, row.facet, row.value, is_whole)
    key = f"{__name__}:{urlencode({'said': repr(said)})}"
    found = caches["answers"].get(key)
    if found is None:
        found = _show(asked)
        caches["answers"].set(key, found)
    return found


def _show(asked):
    link, told = linking(asked), asked.map
    paths = {name: told["paths"][name] for name in ("all", "others")}
    drawn = {
        "is_whole": asked.is_whole,
        "machine": asked.machine,
        "paths": paths,
        "drawing": drawing.svg(asked.machine, told, link),
        "tables": [
            (name, tables.heads(name), tables.body(name, rows, link))
            for name, rows in listing.parts(asked).items()
            if rows
        ],
    }
    return {
        "counts": {name: told[name] for name in ("cases", "organisms", "running")},
        "paths": paths,
        "drawn": render_to_string("labelling/process_map/drawn.html", drawn),
        "offered": asked.offered,
    }


def linking(asked):
    """`link(**query)`: the address of the cases of a part; None to who reads sums alone."""
    if not asked.is_whole:
        return None
    address, kept = reverse("labelling:process_cases"), kept_of(asked)
    return lambda **query: f"{address}?{urlencode(kept | query)}"


def kept_of(asked):
    """The machine and the filters of the address, that every link carries along."""
    machine = {} if asked.machine is DOSSIERS else {"machine": asked.machine.code}
    return machine | {name: asked.query[name] for name in ASKED if asked.query.get(name)}
