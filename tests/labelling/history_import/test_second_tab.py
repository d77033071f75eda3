"""A line of a tracking decided in two tabs: neither decision goes without being shown."""

import pytest

from tests.labelling.history_import.conftest import begin, plain
from tests.labelling.history_import.lines.test_lines import CONTENT, ISSUE, address

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(signed_in, sonia):
    return signed_in(sonia)


@pytest.fixture
def one(sonia):
    return begin(sonia, CONTENT, reading={"issues": [ISSUE]})


def seen(office, line):
    return office.get(line).context["seen"]


def choices(one):
    one.refresh_from_db()
    return one.choices


def test_what_was_decided_in_another_tab_stands_until_one_sends_again(office, one):
    line = address(one, "0/2/")
    shown = seen(office, line)
    office.post(line, {"verdict": "keep", "homes": "900", "seen": shown})
    answer = office.post(line, {"verdict": "keep", "homes": "800", "seen": shown})
    kept = choices(one)["Suivi!2"]["fields"]

    assert answer.status_code == 409
    assert "décidée pendant votre saisie, qui est gardée" in plain(answer.content)
    assert answer.context["form"].two_texts == [("Nombre de logements", "800", "900")]
    assert kept == {"homes": 900}

    again = office.post(line, {"verdict": "keep", "homes": "800", "seen": answer.context["seen"]})
    assert (again.status_code, choices(one)["Suivi!2"]["fields"]) == (302, {"homes": 800})


def test_another_line_decided_meanwhile_is_no_conflict(office, one):
    line, other = address(one, "0/2/"), address(one, "1/5/")
    shown = seen(office, line)
    office.post(other, {"verdict": "skip", "seen": seen(office, other)})

    answer = office.post(line, {"verdict": "skip", "seen": shown})

    assert (answer.status_code, len(choices(one))) == (302, 2)
