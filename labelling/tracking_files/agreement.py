"""Agreement between sheets: a milestone of an organism, and the audit or the decision that tells it too."""

from collections import defaultdict

from labelling.tracking_files.dates import gap
from labelling.tracking_files.issues import place_in
from labelling.tracking_files.organisms import Organisms
from labelling.tracking_files.records import Records

MILESTONE_OF = {
    "hqs": "hqs_on",
    "implementation": "implementation_audit_on",
    "verification": "verification_audit_on",
}
SAME_FACT = 45  # days: two dates nearer than that tell one fact, farther ones are of two cycles


def tell_disagreements(organisms: Organisms, records: Records) -> None:
    """Told at the milestone, with the place of the other date; the milestone is kept."""
    dates = _dates(records)
    for organism in organisms.found:
        line = organisms.lines.get(id(organism))
        if line is None:
            continue
        for milestone in (
            "hqs_on",
            "implementation_audit_on",
            "verification_audit_on",
            "committee_on",
        ):
            kept, others = organism[milestone], dates.get((organism["name"], milestone))
            if not kept or not others or not line.sheet.has(milestone):
                continue
            days, other = min((gap(kept, day), record) for day, record in others.items())
            if 0 < days <= SAME_FACT:
                where = place_in(*other, line.sheet.name)
                line.tell(milestone, "CONTRADICTION", where, read=kept, kept=kept)


def _dates(records: Records) -> dict[tuple[str, str], dict[str, tuple[str, int]]]:
    """By organism and milestone: each date, and where it is written."""
    found: dict[tuple[str, str], dict[str, tuple[str, int]]] = defaultdict(dict)
    told = [
        (one, MILESTONE_OF.get(one["audit_type"] or ""), one["start"]) for one in records.audits
    ]
    told += [(one, "committee_on", one["session"]) for one in records.decisions]
    for one, milestone, day in told:
        if milestone and day:
            found[one["organism"], milestone].setdefault(day, (one["sheet"], one["row"]))
    return found
