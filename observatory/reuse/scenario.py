"""Scenario acts of reuses."""

from labelling.public import own_organisms
from observatory.practices.models import GoodPractice
from observatory.reuse import actions
from portal.scenario import act


@act("reuse.declare", screen="observatory:reuse_declare", who="un autre organisme")
def declare(by, practice, year, context, changes, result, measure="", is_named=True):
    """Tell a trial of the practice that has this name in its address, for one's organism."""
    found = GoodPractice.objects.get(slug=practice)
    facts = {"context": context, "changes": changes, "result": result, "measure": measure}
    return actions.declare(
        found, own_organisms(by).first(), by=by, year=year, is_named=is_named, **facts
    )
