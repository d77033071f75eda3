"""World of the brand: the mark, its rules of use in preparation, a charter to come."""

from datetime import date

from labelling.title.brand import actions
from labelling.title.brand.models import BrandCharterVersion, Trademark
from tests.access.people import OFFICE

READERS = ("dircom", *OFFICE)


def fill(world):
    dircom = world.people["dircom"]
    mark = Trademark.objects.get(slug="qualihlm")
    mark.filed_on, mark.logo_note = date(2016, 1, 25), world.canary("logonote", *READERS)
    mark.save()
    rules = actions.prepare_rules(
        mark, dircom, code="RU-2027", title=world.canary("rulestitle", *READERS),
        effective_from=date(2027, 1, 1), text=world.canary("rulestext", *READERS),
    )  # fmt: skip
    charter = actions.prepare_charter(
        dircom, code="2027.1", title=world.canary("chartertitle", *READERS),
        effective_from=date(2027, 1, 1), changes=world.canary("charterchanges", *READERS),
    )  # fmt: skip
    charter.tokens["brand"] = {"light": "#1f5c2e", "dark": "#a6e0b4"}
    charter.save()
    shipped = BrandCharterVersion.objects.get(code="DEMO-2016.1")
    things = {
        "trademark": mark.slug, "usage_rules": rules.code, "charter": charter.code,
        "charter_digest": charter.digest,
    }  # fmt: skip
    for side in ("ours", "theirs"):
        world.things[side] |= things
    world.things["shipped"] = {"shipped_digest": shipped.digest}
