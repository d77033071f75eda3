"""Access matrix of the performance of the label (its sums: who follows it) and of satisfaction surveys."""

from tests.access.lines import PREPARING, PRESIDING, seen
from tests.access.people import EVERYBODY, OFFICE, READING

SUMS = (*OFFICE, *PRESIDING, *READING)
AROUND = (*PREPARING, "ali")  # who sees the organism
PERFORMANCE = (
    seen("labelling:performance", by=EVERYBODY, write=SUMS),
    seen("labelling:performance_auditors", by=EVERYBODY, write=OFFICE),
    seen("labelling:satisfaction_list", by=EVERYBODY, write=OFFICE),
    seen("labelling:satisfaction_import", by=EVERYBODY, write=OFFICE),
    seen("labelling:satisfaction_survey", "satisfaction_year", by=OFFICE),
    seen("labelling:organism_satisfaction", "organism", by=AROUND, write=PREPARING),
    seen("labelling:organism_comparison", "organism", by=AROUND, write=("alice",)),
    seen("labelling:organism_comparison_end", "organism", by=AROUND, write=("alice",)),
)
