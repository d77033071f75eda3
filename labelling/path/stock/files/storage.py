"""JSON storage of a report, until its import is confirmed."""

from collections import Counter
from dataclasses import asdict, replace
from typing import Any

from labelling.path.stock.files.issues import (
    MOST_A_KIND,
    Column,
    Digest,
    Issue,
    Line,
    ReadSheet,
    Report,
    Severity,
    Status,
)
from portal.spreadsheets.sheets import IgnoredSheet


def to_json(report: Report) -> dict[str, Any]:
    """The digest is kept for a large file alone: elsewhere the lines say it."""
    kept = {
        "sheets": [asdict(sheet) for sheet in report.sheets],
        "lines": [line_to_json(line) for line in report.lines],
        "issues": [asdict(issue) for issue in report.issues],
        "ignored_sheets": [asdict(sheet) for sheet in report.ignored_sheets],
        "lists": list(report.lists),
        "doubts": report.doubts,
        "encoding": report.encoding,
        "delimiter": report.delimiter,
    }
    return kept | {"digest": _digest_to_json(report.digest)} if report.keep else kept


def from_json(data: dict[str, Any]) -> Report:
    report = Report(
        tuple(_sheet(sheet) for sheet in data["sheets"]),
        issues=tuple(_issue(issue) for issue in data["issues"]),
        ignored_sheets=tuple(IgnoredSheet(**sheet) for sheet in data["ignored_sheets"]),
        lists=tuple(data["lists"]),
        doubts=data.get("doubts", {}),
        encoding=data["encoding"],
        delimiter=data["delimiter"],
    )
    for line in map(line_from_json, data["lines"]):
        report.take(line)
    return replace(report, digest=_digest(data["digest"])) if "digest" in data else report


def line_to_json(line: Line) -> dict[str, Any]:
    return {
        "number": line.number,
        "status": line.status.value,
        "values": line.values,
        "issues": [asdict(issue) for issue in line.issues],
        "cells": list(line.cells),
        "sheet": line.sheet,
    }


def line_from_json(data: dict[str, Any]) -> Line:
    kept = {
        "status": Status(data["status"]),
        "issues": tuple(_issue(issue) for issue in data["issues"]),
        "cells": tuple(data["cells"]),
    }
    return Line(**data | kept)


def _digest_to_json(digest: Digest) -> dict[str, Any]:
    return {
        "statuses": dict(digest.statuses),
        "gravities": dict(digest.gravities),
        "homes": digest.homes,
        "remarks": [[sheet, number, asdict(issue)] for sheet, number, issue in digest.remarks],
    }


def _digest(data: dict[str, Any]) -> Digest:
    return Digest(
        MOST_A_KIND,
        Counter({Status(name): many for name, many in data["statuses"].items()}),
        Counter({Severity(name): many for name, many in data["gravities"].items()}),
        data["homes"],
        [(sheet, number, _issue(issue)) for sheet, number, issue in data["remarks"]],
    )


def _sheet(data: dict[str, Any]) -> ReadSheet:
    return ReadSheet(**data | {"columns": tuple(Column(**one) for one in data["columns"])})


def _issue(data: dict[str, Any]) -> Issue:
    return Issue(**data | {"severity": Severity(data["severity"])})
