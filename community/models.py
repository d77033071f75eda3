"""The nouns of the communities; Django finds models here."""

from community.polls.models import (
    Participation,
    Survey,
    SurveyAnswer,
    SurveyDraft,
    SurveyQuestion,
    SurveyTally,
)
from community.faq.models import FaqEntry
from community.moderation.models import MessageReport
from community.replies.models import RefusedReply, ReplyKey
from community.spaces.models import Acceptance, Charter, Space, SpaceMember
from community.threads.digests import SpaceDigest
from community.threads.models import (
    Follow,
    Mention,
    MessageFile,
    Thanks,
    Thread,
    ThreadMessage,
    ThreadTag,
    ThreadWord,
)

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
    "Acceptance", "Charter", "FaqEntry", "Follow", "Mention", "MessageFile", "MessageReport",
    "RefusedReply", "ReplyKey", "Space", "SpaceDigest", "SpaceMember", "Thanks", "Thread",
    "ThreadMessage", "ThreadTag", "ThreadWord",
)  # fmt: skip
