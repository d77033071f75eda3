"""Entry of the table of the scheme in the member bar: for the référent, the deputy and the secretariat."""

from labelling.steering.monitoring import office  # noqa: F401 -- its columns register
from labelling.steering.monitoring.rules import tracker
from portal.web.navigation import SPACE, Entry, register_entry

register_entry(
    SPACE,
    Entry(
        "Suivi",
        "labelling:scheme_table",
        visible=lambda user: tracker(user, None),
        order=15,
        root="/espace/suivi/",
    ),
)
