"""Count of the faults that a whole run caught, read in the JUnit reports of its parts.

python -m tests.faults.count var/tests/*.xml --least 76
"""

import argparse
import sys
from pathlib import Path
from xml.etree import ElementTree

from tests.faults.every import FAULTS
from tests.faults.plugin import MARK, told_count

BAD = ("failure", "error", "skipped")


def tried(reports):
    """{fault: whether each part that tried it caught it}."""
    found = {}
    for report in reports:
        for case in ElementTree.parse(report).iter("testcase"):
            _, mark, name = case.get("name").partition(MARK)
            if mark:
                name = name.partition("[")[0]
                is_caught = all(case.find(bad) is None for bad in BAD)
                found[name] = found.get(name, True) and is_caught
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reports", nargs="*", type=Path)
    parser.add_argument("--least", type=int, default=len(FAULTS))
    asked = parser.parse_args()
    found = tried(asked.reports)
    sys.stdout.write(f"{told_count([fault.name for fault in FAULTS], found)}\n")
    return int(sum(found.values()) < asked.least)


if __name__ == "__main__":
    sys.exit(main())
