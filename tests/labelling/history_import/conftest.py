"""Fixtures: the tracking of ten years as the reader understands it, on 24 November 2026."""

import json
import re
from datetime import date, datetime
from pathlib import Path

import pytest

from labelling.parties.framework.binding import current_rules
from labelling.steering.history_import.matching import actions
from portal.core import clock, working_days

NOON = datetime(2026, 11, 24, 12)
FILE = Path(__file__).parents[2] / "data" / "tracking" / "suivi-label.expected.json"


@pytest.fixture(autouse=True)
def _today():
    with clock.at(NOON):
        yield


@pytest.fixture(scope="session")
def told():
    return json.loads(FILE.read_text())


def plain(content):
    """The words of a page, of its main part where it has one: no tag, spaces all alike."""
    html = content.decode().replace("\u00a0", " ").replace("&nbsp;", " ")
    main = re.search(r"<main.*</main>", html, re.DOTALL)
    words = re.sub(r"<[^>]+>", " ", main[0] if main else html)
    return re.sub(r" (?=[.,])", "", " ".join(words.split()))


def corrections(told):
    """What the référent writes for the labels whose end cannot be read: as long as the rules give."""
    found = {}
    for row in told["organisms"]:
        label = row.get("label")
        if label and not label["end"]:
            start = date.fromisoformat(label["start"])
            end = working_days.last_day_of_validity(start, current_rules().label_months)
            fields = {"label": label | {"end": end.isoformat()}}
            found[f"{row['sheet']}!{row['row']}"] = {"fields": fields}
    return found


def begin(by, content, choices=None, **options):
    facts = {"file_name": "suivi-label.xlsx", "digest": "d" * 64, **options}
    return actions.begin(by=by, content=content, choices=choices, **facts)


def confirm(by, content, choices=None, **options):
    """An import that is confirmed."""
    made = begin(by, content, choices, **options)
    return made.workflow.fire(made, "confirm", by=by)
