"""Facts of a hearing that the journal tells: whoever changes an observation by SQL is found (verify_journal)."""

from labelling.title.hearings.models import Hearing
from portal.workflow.facts import ModelFacts, register_told

register_told(ModelFacts(Hearing, ("label_id",), ("until_on", "closed_on", "observations")))
