"""Access matrix of the evaluation of auditors: given by the organism and the office, read by who accredits."""

from tests.access.lines import PRESIDING, READERS, seen
from tests.access.people import EVERYBODY, OFFICE, OWN

READING = (*OFFICE, "nora", *PRESIDING)

EVALUATIONS = (
    seen("labelling:evaluation_list", by=EVERYBODY, write=(*READING, "ali", "agnes")),
    seen("labelling:evaluations_of", "auditor", by=READING, ours="evaluated"),
    seen(
        "labelling:evaluation_give", "mission", by=READERS, write=(*OWN, *OFFICE), ours="evaluable"
    ),
)
