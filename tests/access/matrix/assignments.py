"""Access matrix of absences and of who takes care of what: those who hold an office."""

from tests.access.lines import READERS, seen
from tests.access.people import OFFICE
from tests.access.worlds.assignments import OFFICERS

CHARGE = ("charge", "dossier")
ASSIGNMENTS = (
    seen("absence_list", by=OFFICERS),
    seen("absence_declare", by=OFFICERS),
    seen("absence_end", "absence", by=OFFICE, post_only=True),
    seen("absence_put_away", "absence", by=OFFICE, write=("sonia",), post_only=True),
    seen("assignment_take", *CHARGE, by=READERS, write=OFFICE, post_only=True),
    seen("assignment_take_over", *CHARGE, by=READERS, write=OFFICE, post_only=True),
    seen("assignment_release", *CHARGE, by=READERS, write=OFFICE, post_only=True),
)
