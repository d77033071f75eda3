"""Access matrix of « Conservation »: the register, what is decided by hand, the versions of the durations."""

from tests.access.lines import seen
from tests.access.people import OFFICE
from tests.access.worlds.retention import KEEPERS

VERSION = "retention_version"
RETENTION = (
    seen("retention_register", by=KEEPERS),
    seen("retention_line", by=KEEPERS, literal=("comptes",)),
    seen("retention_erase", by=KEEPERS, write=("dpo",), literal=("comptes",)),
    seen("retention_versions", by=KEEPERS),
    seen("retention_version_begin", by=KEEPERS, write=(*OFFICE, "dpo")),
    seen("retention_version", VERSION, by=KEEPERS),
    seen("retention_version_compare", VERSION, by=KEEPERS),
    seen("retention_version_period", VERSION, by=KEEPERS, write=OFFICE, literal=("mail",)),
    seen("retention_version_act", VERSION, by=KEEPERS, write=("dpo",), literal=("approuver",)),
    seen("retention_version_act", VERSION, by=KEEPERS, write=("dpo",), literal=("refuser",)),
    seen("retention_version_act", VERSION, by=KEEPERS, write=OFFICE, literal=("reprendre",)),
    seen("retention_version_act", VERSION, by=KEEPERS, write=OFFICE, literal=("abandonner",)),
)
