"""The nouns of the communities; Django finds models here."""

from community.spaces.models import (
    Acceptance,
    Charter,
    Passage,
    Space,
    SpaceMember,
    WelcomeClosed,
)

from community.documents.models import (  # isort: skip -- a room knows the spaces
    DocumentReading,
    DocumentVersion,
    SpaceDocument,
)
from community.mentoring.models import Mentoring, MentoringFollowUp  # isort: skip
from community.pages.models import PageRead, PageVersion, SpacePage  # isort: skip
from community.people.models import Contact, Expertise, Profile  # isort: skip

__all__ = (
    "Acceptance",
    "Charter",
    "Contact",
    "DocumentReading",
    "DocumentVersion",
    "Expertise",
    "Mentoring",
    "MentoringFollowUp",
    "PageRead",
    "PageVersion",
    "Passage",
    "Profile",
    "Space",
    "SpaceDocument",
    "SpaceMember",
    "SpacePage",
    "WelcomeClosed",
)
