"""Permission rules of the governance: who proposes an evolution, who follows them all."""

from labelling.committee.governance.models import Evolution
from labelling.parties.organisms.rules import chair, comex, commission, instructor, secretary
from portal import documents

documents.register_holder(Evolution)

proposer = chair | instructor
follower = instructor | secretary | chair | comex | commission
