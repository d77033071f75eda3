"""The private evidence store: `store`, `EvidenceField`, `register_holder`; see docs/house.md."""

from portal.files import checks  # noqa: F401 -- registers the system checks
from portal.files.forms import EvidenceField, PictureField
from portal.files.inspection import Verdict, inspect
from portal.files.intake import accept, store
from portal.files.models import (
    FROM_STRANGER,
    Confidentiality,
    Frozen,
    ScanState,
    StoredFile,
    register_holder,
)
from portal.files.voiding import register_void

__all__ = [
    "FROM_STRANGER",
    "Confidentiality",
    "EvidenceField",
    "Frozen",
    "PictureField",
    "ScanState",
    "StoredFile",
    "Verdict",
    "accept",
    "inspect",
    "register_holder",
    "register_void",
    "store",
]
