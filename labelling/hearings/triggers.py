"""Facts of a hearing that the journal tells: whoever changes an observation by SQL is found (verify_journal)."""

from labelling.hearings.models import Hearing
from portal.workflow.told_facts import Told, register_told

register_told(Told(Hearing, ("label_id",), ("until_on", "closed_on", "observations")))
