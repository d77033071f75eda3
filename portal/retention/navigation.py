"""Navigation entry of the register of retention."""

from portal.retention.rules import reads
from portal.web.navigation import SPACE, Entry, register_entry

register_entry(
    SPACE,
    Entry("Conservation", "retention_register", reads, order=930, root="/espace/conservation/"),
)
