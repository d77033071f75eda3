"""Access matrix of the process map (its sums: who follows the label) and of its points: the office."""

from tests.access.lines import PRESIDING, READERS, seen
from tests.access.people import EVERYBODY, OFFICE, READING

TAKEN, RAISED = "alert_taken", "alert_raised"
PROCESS_MAP = (
    seen("labelling:process_map", by=EVERYBODY, write=(*OFFICE, *PRESIDING, *READING)),
    seen("labelling:process_cases", by=EVERYBODY, write=OFFICE),
    seen("labelling:dossier_time", "dossier", by=READERS, write=OFFICE),
    seen("labelling:points", by=EVERYBODY, write=OFFICE),
    seen("labelling:point", by=EVERYBODY, write=OFFICE, literal=("late_reports",)),
    seen("labelling:alert_point", TAKEN, by=OFFICE),
    seen("labelling:alert_point_act", TAKEN, by=OFFICE, literal=("modifier",)),
    seen("labelling:alert_point_act", RAISED, by=OFFICE, literal=("prendre-en-charge",)),
    seen("labelling:alert_point_act", RAISED, by=OFFICE, literal=("clore",)),
)
