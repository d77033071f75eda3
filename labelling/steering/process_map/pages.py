"""Map as its page shows it: counts, drawing and tables."""

from urllib.parse import urlencode

from django.template.loader import render_to_string
from django.urls import reverse

from labelling.steering.process_map import drawing, listing, tables
from labelling.steering.process_map.cases.registry import DOSSIERS
from labelling.steering.process_map.forms import ASKED


def map_page(asked):
    """{"counts", "paths", "drawn", "offered"}."""
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
