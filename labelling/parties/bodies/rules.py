"""Permission rules of representative bodies: kept by the organism, verified by the office of the label."""

from labelling.parties.bodies.models import RepresentativeBody
from labelling.parties.organisms.rules import instructor, member
from portal import documents

documents.register_holder(RepresentativeBody)

keeper = member | instructor
verifier = instructor
