"""Day of the suite: every run of the tests begins at one instant, told here, whatever the machine's clock says.

`SUITE_DAY` gives another one (`make test-all` plays those of CLOCKS): « 2027-06-15 12:00 », in Paris. The processes
that a test starts are given it by PORTAL_CLOCK, as seconds from the machine's clock; what must follow the machine's
own day takes that out of their environment.
"""

import os
import re
import sys
import time
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import time_machine

TESTS = Path(__file__).parent
ROOT = TESTS.parent
READS = re.compile(r"\bclock\b|\btoday\b|\bdate\(|\bdatetime\b|\btimedelta\b")
MACHINE = "machine"  # for what is compared with the dates of its files
USUAL = "2026-11-24 12:00"
# G24: a leap day, which any page may meet; the two hours that a change of time moves, which are Sundays, midnights that
# are two days at once, a far year.
# The last half minute of a year, and not its last second: a test that lasts two would end in the next year.
CLOCKS = (
    "2028-02-29 00:30",
    "2027-03-28 03:30",  # 02:30 is skipped that night
    "2027-10-31T02:30:00+02:00",
    "2027-10-31T02:30:00+01:00",
    "2026-12-31 23:59:30",
    "2027-07-01 00:30",
    "2038-01-20 12:00",
)


def instant(told=None):
    """This instant, by default that at which the suite begins; aware."""
    given = datetime.fromisoformat(told or os.environ.get("SUITE_DAY") or USUAL)
    return given if given.tzinfo else given.replace(tzinfo=ZoneInfo("Europe/Paris"))


def begin():
    """From now on it is the day of the suite for this process and for those that it starts."""
    shift = instant().timestamp() - time.time()
    os.environ["PORTAL_CLOCK"] = f"{shift:+.0f}"
    time_machine.travel(instant(), tick=True).start()


def is_about_to_end():
    """Whether the day of the suite has one minute left at most, which each test has for itself then."""
    return f"{instant():%H:%M}" == "23:59"


def on(told=USUAL):
    """It is this day inside: a given one, that at which the suite began (None), or the machine's; a context manager."""
    day = time_machine.escape_hatch.time.time() if told == MACHINE else instant(told)
    return time_machine.travel(day, tick=True)


def modules(clock):
    """What this clock plays: the modules of tests, less the browser's, that read or tell a date; the first one, all."""
    found = [
        one
        for one in TESTS.rglob("test_*.py")
        if one.relative_to(TESTS).parts[0] != "e2e"
        and (clock == CLOCKS[0] or READS.search(one.read_text("utf-8")))
    ]
    return sorted(str(one.relative_to(ROOT)) for one in found)


if __name__ == "__main__":
    print("\n".join(modules(sys.argv[1]) if sys.argv[1:] else CLOCKS))  # noqa: T201 -- read by scripts/test.sh
