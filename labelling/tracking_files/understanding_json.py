"""An understanding as JSON holds it, between the worker that computes it and the pages that show it."""

from dataclasses import asdict

from labelling.tracking_files.issues import Issue, Severity
from labelling.tracking_files.structure import ColumnReading, SheetReading, SkippedRow
from labelling.tracking_files.understanding import Understanding


def to_json(understanding: Understanding) -> dict:
    data = asdict(understanding)
    for sheet in data["sheets"]:
        del sheet["sheet"]
    data["issues"] = [issue_to_json(issue) for issue in understanding.issues]
    return data


def from_json(data: dict) -> Understanding:
    sheets = [
        SheetReading(
            **sheet
            | {
                "columns": [ColumnReading(**column) for column in sheet["columns"]],
                "skipped": [SkippedRow(**row) for row in sheet["skipped"]],
            }
        )
        for sheet in data["sheets"]
    ]
    issues = [
        Issue(**{"read": None, "kept": None} | issue | {"severity": Severity(issue["severity"])})
        for issue in data["issues"]
    ]
    return Understanding(**data | {"sheets": sheets, "issues": issues})


def issue_to_json(issue: Issue) -> dict:
    """`read` and `kept` only where there is something."""
    data = asdict(issue) | {"severity": str(issue.severity)}
    return {key: value for key, value in data.items() if value is not None or key == "column"}
