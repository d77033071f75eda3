"""Models of the portal, where Django looks for them."""

from portal.accounts.models import Invitation
from portal.diary.models import DiaryFeed
from portal.feed.models import Visit
from portal.files.models import StoredFile
from portal.journal import Checkpoint, Entry
from portal.notices.models import Mailbox, MailChoice, Message
from portal.people import Persona, Role, User
from portal.posting.models import (
    Delivery,
    Hold,
    LostAddress,
    Received,
    TextVersion,
)
from portal.references import Counter
from portal.retention.models import Erasure
from portal.web.once import OnceKey

__all__ = (
    "Checkpoint",
    "Counter",
    "Delivery",
    "DiaryFeed",
    "Entry",
    "Erasure",
    "Hold",
    "Invitation",
    "LostAddress",
    "MailChoice",
    "Mailbox",
    "Message",
    "OnceKey",
    "Persona",
    "Received",
    "Role",
    "StoredFile",
    "TextVersion",
    "User",
    "Visit",
)
