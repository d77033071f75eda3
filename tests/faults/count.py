"""Count of the faults that a whole run caught, read in the test cases of its JUnit reports."""

from tests.faults.every import FAULTS
from tests.faults.plugin import MARK, told_count


def tried(cases):
    """{fault: whether each part that tried it caught it}."""
    found = {}
    for case in cases:
        _, mark, name = case.get("name").partition(MARK)
        if mark:
            name = name.partition("[")[0]
            is_caught = not {child.tag for child in case} & {"failure", "error", "skipped"}
            found[name] = found.get(name, True) and is_caught
    return found


def sentence(found):
    return told_count([fault.name for fault in FAULTS], found)


def is_short(found):
    """One is missed, or was not tried: none is caught by a slow test alone."""
    return sum(found.values()) < len(FAULTS)
