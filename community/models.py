"""The nouns of the communities; Django finds models here."""

from community.polls.models import (
    Participation,
    Survey,
    SurveyAnswer,
    SurveyDraft,
    SurveyQuestion,
    SurveyTally,
)
from community.spaces.models import Acceptance, Charter, Space, SpaceMember

__all__ = (
    "Acceptance",
    "Charter",
    "Participation",
    "Space",
    "SpaceMember",
    "Survey",
    "SurveyAnswer",
    "SurveyDraft",
    "SurveyQuestion",
    "SurveyTally",
)
