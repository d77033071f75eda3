"""Labels hold files (their attestations), and their organism's member stands towards them."""

from labelling.labels.models import Label
from portal import files

files.register_holder(Label)
