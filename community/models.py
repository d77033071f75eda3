"""Models of the communities, re-exported for Django; spaces come first, since every topic refers to them."""

# ruff: isort: off
from community.spaces.models import Acceptance, Charter, Passage, Space, SpaceMember, WelcomeClosed
from community.documents.models import DocumentReading, DocumentVersion, SpaceDocument
from community.faq.models import FaqEntry
from community.mentoring.models import Mentoring, MentoringFollowUp
from community.threads.messages.models import MessageReport
from community.pages.models import PageRead, PageVersion, SpacePage
from community.people.models import Contact, Expertise, Profile
from community.polls.models import (
    Participation,
    Survey,
    SurveyAnswer,
    SurveyDraft,
    SurveyQuestion,
    SurveyTally,
)
from community.questions.models import PublicQuestion
from community.threads.mails.models import RefusedReply, ReplyKey
from community.threads.mails.models import SpaceDigest
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
    "Contact",
    "DocumentReading",
    "DocumentVersion",
    "Expertise",
    "FaqEntry",
    "Follow",
    "Mention",
    "Mentoring",
    "MentoringFollowUp",
    "MessageFile",
    "MessageReport",
    "PageRead",
    "PageVersion",
    "Participation",
    "Passage",
    "Profile",
    "PublicQuestion",
    "RefusedReply",
    "ReplyKey",
    "Space",
    "SpaceDigest",
    "SpaceDocument",
    "SpaceMember",
    "SpacePage",
    "Survey",
    "SurveyAnswer",
    "SurveyDraft",
    "SurveyQuestion",
    "SurveyTally",
    "Thanks",
    "Thread",
    "ThreadMessage",
    "ThreadTag",
    "ThreadWord",
    "WelcomeClosed",
)
