"""Files held by hearings: read by those who read the observations."""

from labelling.title.hearings.models import Hearing
from portal import documents

documents.register_holder(Hearing)
