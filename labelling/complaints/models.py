"""Models of requests: messages, misuses, complaints, admissions and appeals, under one numbering."""

from labelling.complaints.admissions import Admission
from labelling.complaints.appeals import Appeal
from labelling.complaints.complaints import Complaint
from labelling.complaints.enquiries import Enquiry
from labelling.complaints.misuses import MisuseReport

PREFIX = "QH-R"
MOVABLE = {"message": Enquiry, "signalement": MisuseReport, "reclamation": Complaint}
STRANGERS = MOVABLE | {"espace": Admission}
KINDS = STRANGERS | {"recours": Appeal}

__all__ = (
    "KINDS",
    "MOVABLE",
    "PREFIX",
    "STRANGERS",
    "Admission",
    "Appeal",
    "Complaint",
    "Enquiry",
    "MisuseReport",
)
