"""Models of the kernel, re-exported for Django."""

from portal.absences.models import Absence
from portal.access.models import Persona, Role, User
from portal.access.references import Counter
from portal.account_desk.models import AccountChange
from portal.accounts.models import Invitation
from portal.assignments.models import Assignment
from portal.backup.models import BackupRun
from portal.cache.models import PublicVersion
from portal.calendar.models import CalendarFeed
from portal.changes.models import Visit
from portal.commissioning.models import RestoreTrial
from portal.documents.models import StoredFile
from portal.exports.models import PreparedTable
from portal.mail_desk.models import Delivery, Hold, LostAddress, Received, TextVersion
from portal.notifications.models import Mailbox, MailChoice, Message
from portal.ops.models import JournalCheck
from portal.retention.models import Erasure, RetentionVersion
from portal.revisions.models import TextRevision
from portal.search.models import SearchTerm
from portal.web.submissions.kept_files import KeptFile
from portal.web.submissions.once import OnceKey
from portal.workflow.audit_log import Checkpoint, Entry

__all__ = (
    "Absence",
    "AccountChange",
    "Assignment",
    "BackupRun",
    "CalendarFeed",
    "Checkpoint",
    "Counter",
    "Delivery",
    "Entry",
    "Erasure",
    "Hold",
    "Invitation",
    "JournalCheck",
    "KeptFile",
    "LostAddress",
    "MailChoice",
    "Mailbox",
    "Message",
    "OnceKey",
    "Persona",
    "PreparedTable",
    "PublicVersion",
    "Received",
    "RestoreTrial",
    "RetentionVersion",
    "Role",
    "SearchTerm",
    "StoredFile",
    "TextRevision",
    "TextVersion",
    "User",
    "Visit",
)
