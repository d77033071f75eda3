"""JSON storage of a report, until its import is confirmed."""

from dataclasses import asdict
from typing import Any

from labelling.stock.report import Column, Issue, Line, Report, Severity, Status
from portal.spreadsheets.sheets import IgnoredSheet


def to_json(report: Report) -> dict[str, Any]:
    return {
        "sheet": report.sheet,
        "header_row": report.header_row,
        "columns": [asdict(column) for column in report.columns],
        "lines": [_line_to_json(line) for line in report.lines],
        "issues": [asdict(issue) for issue in report.issues],
        "ignored_sheets": [asdict(sheet) for sheet in report.ignored_sheets],
        "encoding": report.encoding,
        "delimiter": report.delimiter,
    }


def from_json(data: dict[str, Any]) -> Report:
    parts = {
        "columns": tuple(Column(**column) for column in data["columns"]),
        "lines": [_line(line) for line in data["lines"]],
        "issues": tuple(_issue(issue) for issue in data["issues"]),
        "ignored_sheets": tuple(IgnoredSheet(**sheet) for sheet in data["ignored_sheets"]),
    }
    return Report(**data | parts)


def _line_to_json(line: Line) -> dict[str, Any]:
    return {
        "number": line.number,
        "status": line.status.value,
        "values": line.values,
        "issues": [asdict(issue) for issue in line.issues],
        "cells": list(line.cells),
    }


def _line(data: dict[str, Any]) -> Line:
    issues = tuple(_issue(issue) for issue in data["issues"])
    cells = tuple(data["cells"])
    return Line(data["number"], Status(data["status"]), data["values"], issues, cells)


def _issue(data: dict[str, Any]) -> Issue:
    return Issue(**data | {"severity": Severity(data["severity"])})
