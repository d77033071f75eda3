"""Private file store: `store`, `EvidenceField`, `register_holder`; see docs/kernel.md."""

from portal.documents import checks  # noqa: F401 -- registers the system checks
from portal.documents.actions import accept, store, store_each
from portal.documents.forms import (
    BrandFilesField,
    EvidenceField,
    FilesField,
    PhotoField,
    PictureField,
)
from portal.documents.models import (
    FROM_STRANGER,
    Confidentiality,
    Frozen,
    ScanState,
    StoredFile,
    register_holder,
    register_void,
)
from portal.inspection.verdicts import Verdict, inspect

__all__ = [
    "FROM_STRANGER",
    "BrandFilesField",
    "Confidentiality",
    "EvidenceField",
    "FilesField",
    "Frozen",
    "PhotoField",
    "PictureField",
    "ScanState",
    "StoredFile",
    "Verdict",
    "accept",
    "inspect",
    "register_holder",
    "register_void",
    "store",
    "store_each",
]
