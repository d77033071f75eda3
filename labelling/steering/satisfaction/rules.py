"""Permission rules of satisfaction results: the office reads all, an organism its own; the least of a cohort."""

from labelling.parties.organisms.rules import instructor, member, signatory

LEAST = 5  # organisms of a cohort that may be told, whoever reads
office = instructor
reader = instructor | member
consenter = signatory
