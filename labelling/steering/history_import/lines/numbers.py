"""Numbers of attestation given before the portal, which its own never repeat (BR-67)."""

import re

from labelling.title.labels.models import Attestation
from portal.access.references import Counter

OURS = re.compile(r"QH-(\d{4})-(\d{4})", re.ASCII)


def number_of(line):
    """As it was printed, in capitals: it is looked for so."""
    return line.get("label", {}).get("attestation", "").strip().upper()


def given_numbers(numbers):
    """{number: the organism that has it here}."""
    rows = Attestation.objects.filter(number__in=numbers).select_related("label__organism")
    return {one.number: one.label.organism for one in rows}


def keep_clear(numbers):
    """The portal goes on after the greatest of each year."""
    last = {}
    for number in numbers:
        if found := OURS.fullmatch(number):
            year = int(found[1])
            last[year] = max(last.get(year, 0), int(found[2]))
    for year, rank in last.items():
        counter, _ = Counter.objects.select_for_update().get_or_create(prefix="QH", year=year)
        counter.last = max(counter.last, rank)
        counter.save(update_fields=["last"])
