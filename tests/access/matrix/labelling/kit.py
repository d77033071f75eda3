"""Access matrix of the kit (BR-78, BR-79)."""

from tests.access.lines import HIDDEN, member, public, seen
from tests.access.people import OFFICE, OWN

STEWARDS = ("dircom", *OFFICE)


def desk(name, *args, **more):
    return seen(f"labelling:{name}", *args, by=STEWARDS, **more)


KIT = (
    public("labelling:kit"),
    public("labelling:kit_file", "kit_free", literal=("pdf",)),
    seen(
        "labelling:kit_file", "kit_logo", by=(*OWN, "bob", *STEWARDS), write=(*OWN, *STEWARDS),
        anonymous=HIDDEN, literal=("svg",),
    ),  # the licence of Bob's organism has ended: told so, not served
    public("labelling:kit_preview", "kit_free", literal=(1,)),
    seen("labelling:kit_specimen", "kit_logo", by=(), anonymous=HIDDEN, literal=(1,)),
    member("labelling:kit_mine"),
    member("labelling:kit_compose_list"),
    seen("labelling:kit_compose", "organism", by=OWN, literal=("banniere",)),
    desk("kit_desk"),
    desk("kit_add"),
    desk("kit_register"),
    desk("kit_register_csv"),
    desk("kit_asset", "kit_logo"),
    desk("kit_edit", "kit_logo"),
    desk("kit_version_add", "kit_logo"),
    desk("kit_version", "kit_logo", literal=(1,)),
    desk("kit_version_file", "kit_logo", literal=(1, "svg")),
    desk("kit_version_act", "kit_logo", literal=(1, "retirer")),
    desk("kit_asset_act", "kit_logo", literal=("retirer-du-kit",)),
)  # fmt: skip
