"""Access matrix of surveys of agents: opened and printed by the organism alone, answered by whoever holds a code."""

from tests.access.lines import READERS, public, seen
from tests.access.people import OWN

TEAM_SURVEYS = (
    seen("labelling:survey_open", "dossier", by=READERS, write=OWN),
    seen("labelling:survey_codes", "dossier", "team_survey", by=READERS, write=OWN),
    *(public(f"labelling:{name}") for name in ("team_code", "team_answer", "team_thanks")),
)
