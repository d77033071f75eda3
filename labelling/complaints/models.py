"""Models of requests: messages, misuses, complaints and appeals, under one numbering."""

from labelling.complaints.appeals import Appeal
from labelling.complaints.complaints import Complaint
from labelling.complaints.enquiries import Enquiry
from labelling.complaints.misuses import MisuseReport

PREFIX = "QH-R"
STRANGERS = {"message": Enquiry, "signalement": MisuseReport, "reclamation": Complaint}
KINDS = STRANGERS | {"recours": Appeal}

__all__ = ("KINDS", "PREFIX", "STRANGERS", "Appeal", "Complaint", "Enquiry", "MisuseReport")
