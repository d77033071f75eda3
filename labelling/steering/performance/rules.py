"""Permission rules of the performance of the label: whole for the office, its sums for who follows the label."""

from labelling.parties.organisms.rules import instructor
from labelling.steering.figures.visibility import sums_reader

whole = instructor  # knows each organism and each auditor
reader = whole | sums_reader
