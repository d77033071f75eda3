"""Permission rules of the process map: who reads it whole, who its sums alone, who answers its alerts."""

from labelling.parties.organisms.rules import instructor
from labelling.steering.figures.visibility import sums_reader

whole = instructor  # with its cases and its filters
reader = whole | sums_reader
answerer = instructor
