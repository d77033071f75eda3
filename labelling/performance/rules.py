"""Permission rules of the performance of the label: whole for the office, its sums for who follows the label."""

from labelling.figures.sharing import sums_reader
from labelling.organisms.rules import instructor

whole = instructor  # knows each organism and each auditor
reader = whole | sums_reader
