"""Permission rules of the performance of the label: the office alone, which knows each organism and each auditor."""

from labelling.organisms.rules import instructor

reader = instructor
