"""Permission rules of the process map: who reads it whole, who its sums alone, who answers its alerts."""

from labelling.figures.sharing import sums_reader
from labelling.organisms.rules import instructor

whole = instructor  # with its cases and its filters
reader = whole | sums_reader
answerer = instructor
