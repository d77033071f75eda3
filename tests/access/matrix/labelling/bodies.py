"""Access matrix of representative bodies: an organism keeps its own, the office of the label verifies all."""

from tests.access.lines import PREPARING, seen
from tests.access.people import EVERYBODY, OFFICE


def _one(name, *args, by=PREPARING, **more):
    return seen(f"labelling:{name}", "organism", "body", *args, by=by, **more)


BODIES = (
    seen("labelling:body_queue", by=EVERYBODY, write=OFFICE),
    *(
        seen(f"labelling:{name}", "organism", by=(*PREPARING, "ali"), write=PREPARING)
        for name in ("body_list", "body_add", "body_import")
    ),
    _one("body_detail"),
    _one("body_edit"),
    _one("body_verify", write=OFFICE),
    _one("body_end"),
    _one("body_contact_add"),
    *(
        _one(name, "body_contact")
        for name in ("body_contact_edit", "body_contact_end", "body_contact_erase")
    ),
    seen("file", "body_file", by=PREPARING),
)
