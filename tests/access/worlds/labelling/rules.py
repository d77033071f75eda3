"""World of the rules: a version in preparation, which the office alone sees."""

from datetime import date

from labelling.parties.framework.drafts import actions
from labelling.parties.framework.drafts.parts import part_of
from tests.access.people import OFFICE


def fill(world):
    sonia = world.people["sonia"]
    draft = actions.begin(
        sonia, kind="rules", code="REG-2027.9", title=world.canary("draftrules", *OFFICE),
        effective_from=date(2027, 9, 1),
    )  # fmt: skip
    actions.edit_row(
        draft, part_of("rules", "etapes"), "initial/candidature", by=sonia,
        values={"hint": world.canary("drafthint", *OFFICE)},
    )  # fmt: skip
    for side in ("ours", "theirs"):
        world.things[side]["rules_draft"] = draft.code
