"""Permission rules of the process map: who reads it, who answers its alerts."""

from labelling.organisms.rules import instructor

reader = instructor  # a later role of reader joins here
answerer = instructor
