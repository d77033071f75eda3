"""Export of the directory as files: open data columns, as CSV or JSON (BR-71)."""

import itertools
import json
from datetime import date

from labelling import territories
from labelling.title.labels.directory import opendata
from portal.core import clock
from portal.core.csv_sheets import PIECE, pieces


def table(entries):
    """The CSV of the directory, in pieces."""
    columns = opendata.COLUMNS
    lines = ([column.read(entry) for column in columns] for entry in entries)
    return pieces([column.name for column in columns], lines)


def document(entries, schema_url):
    """The JSON of the directory, in pieces: the same rows, what they are and when they were true."""
    yield _json(_metadata(schema_url))[:-1] + ', "rows": ['
    before = ""
    for some in itertools.batched(entries, PIECE):
        yield before + ", ".join(_json(_row(entry)) for entry in some)
        before = ", "
    yield "]}"


def _metadata(schema_url):
    return {
        "version": opendata.VERSION,
        "licence": opendata.LICENCE,
        "schema": schema_url,
        "at": clock.now().isoformat(timespec="seconds"),
    }


def features(entries, schema_url):
    """The GeoJSON (RFC 7946) of the directory, in pieces: of each organism, the centres of its towns.

    Without a town, its head office; of small communes no centre is known, and the geometry is null.
    """
    told = _metadata(schema_url) | {"credits": territories.CENTRES_CREDIT}
    yield _json({"type": "FeatureCollection"} | told)[:-1] + ', "features": ['
    before = ""
    for some in itertools.batched(entries, PIECE):
        yield before + ", ".join(_json(_feature(entry)) for entry in some)
        before = ", "
    yield "]}"


def _feature(entry):
    known = territories.centres()
    points = [known[code] for code in entry.towns or _head_office(entry.organism) if code in known]
    geometry = {"type": "MultiPoint", "coordinates": points} if points else None
    return {"type": "Feature", "geometry": geometry, "properties": _row(entry)}


def _head_office(organism):
    named = territories.communes_named(organism.city) if organism.city else ()
    return [one.insee for one in named if one.departement == organism.departement]


def _row(entry):
    return {column.name: column.read(entry) for column in opendata.COLUMNS}


_json = json.JSONEncoder(ensure_ascii=False, default=date.isoformat).encode
